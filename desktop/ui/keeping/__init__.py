"""What is over its time, and erasing records on request: shown first, deleted then."""
