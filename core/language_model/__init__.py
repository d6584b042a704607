"""Asking a language model for fields: it gives candidate values, and every call to it is bounded and noted.

Knows the domain and its own settings; the ledger and the key are handed in. Nothing here decides about a record.
"""
