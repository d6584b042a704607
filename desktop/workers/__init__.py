"""QObjects in threads of their own: lanes, desk, pictures, and the bridge for events."""
