"""A model's server that misbehaves as told, and what the language model room makes of it."""
