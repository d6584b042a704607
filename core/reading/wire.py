"""The frames that parent and child exchange: four bytes of length, then that many bytes of JSON. No judgement here."""

from __future__ import annotations

from typing import Final

HEADER_BYTES: Final = 4
PICTURE_NAME: Final = "page-{number}.jpg"
"""Name of a page's picture in the folder that parent and child share."""


def frame(payload: bytes) -> bytes:
    """The payload with its length in front."""
    return len(payload).to_bytes(HEADER_BYTES, "big") + payload


def announced(header: bytes) -> int:
    """The length that a header announces."""
    return int.from_bytes(header, "big")


EXIT_MEMORY: Final = 77
"""The child's exit status if it ran out of memory."""
