"""What `dev.py` is made of: setting up, starting, checking, building. Standard library only, no part of the product."""
