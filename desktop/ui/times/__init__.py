"""The times screen: where records spend their time, as plots with their tables."""
