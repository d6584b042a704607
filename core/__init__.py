"""Holdpoint's core: everything but the screen. No Qt below this package."""
