"""A page as read, with its boxes."""
