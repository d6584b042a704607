"""Widgets: they show and ask; they never decide, query or store."""
