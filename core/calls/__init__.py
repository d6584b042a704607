"""The ports as calls by wire: what a server that answers them and a desk that asks them agree on."""
