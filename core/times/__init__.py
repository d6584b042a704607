"""Times: where records spend them, what is late, what does not move, and tables of it for other programs."""
