"""Running again: the dialog with its preview, and what is paused."""
