"""The deliveries screen: what goes out and comes in by wire."""
