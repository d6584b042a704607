"""Frozen values and states. Nothing here reads a file, a clock or a database."""
