"""The settings dialog: lines as data, editors, pages."""
