"""The program that opens documents. Everything below runs in the child process alone; the parent imports none of it."""
