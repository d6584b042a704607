"""Working at a desk whose store is on a server: the same ports, asked by wire."""
