"""Claims that come as a table: which column is what, what each line would change, and applying it."""
