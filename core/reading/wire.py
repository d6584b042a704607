"""What parent and child agree on: frames of four bytes of length and that many bytes of JSON; names. No judgement."""

from __future__ import annotations

from typing import Final

HEADER_BYTES: Final = 4
INPUT: Final = "in"
"""Name of the folder with the document, beside the child's working folder."""
OUTPUT: Final = "out"
"""Name of the child's working folder, the only place where it may write."""
PICTURE_NAME: Final = "page-{number}.jpg"
"""Name of a page's picture in the working folder."""
SOUND_NAME: Final = "sound.wav"
"""Name of a recording's plain samples in the working folder."""
NOTE: Final = "note"
"""Name of what the parent has to say that is too long for a request, beside the document."""
EXIT_MEMORY: Final = 77
"""The child's exit status if it ran out of memory."""


def frame(payload: bytes) -> bytes:
    """The payload with its length in front."""
    return len(payload).to_bytes(HEADER_BYTES, "big") + payload


def announced(header: bytes) -> int:
    """The length that a header announces."""
    return int.from_bytes(header, "big")
