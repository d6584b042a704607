"""The window. Imported by itself it does nothing: `python -m desktop` starts it."""
