"""A record's versions side by side, and new files for it."""
