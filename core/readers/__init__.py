"""Recognisers as parts: each one module behind `core.domain.recogniser.Recogniser`, and who is asked when."""
