"""The store: SQLAlchemy lives here and nowhere else. Nothing from SQLAlchemy leaves a unit of work."""
