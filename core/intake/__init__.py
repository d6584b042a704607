"""Intake: files and folders become records. Bytes are durable before a record speaks of them."""
