"""What a call to a language model may take. The time for an answer and the day's calls are settings."""

from __future__ import annotations

from typing import Final

PROMPT_CHARS: Final = 24_000
ANSWER_TOKENS: Final = 1_500
ANSWER_BYTES: Final = 64 * 1024
HEADER_BYTES: Final = 16 * 1024
PICTURES: Final = 4
PICTURE_BYTES: Final = 3_000_000

CALLS: Final = 4
"""Calls a document run, those that only find out how the server wants to be asked included."""
REPAIRS: Final = 2

BREAKER_FAILURES: Final = 5
BREAKER_SECONDS: Final = 300.0
LONGEST_WAIT: Final = 86_400.0
"""The most that a server's Retry-After is taken for; the chain cuts it further."""
