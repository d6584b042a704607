"""How right Holdpoint is on documents whose truth is known."""
