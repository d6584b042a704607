"""What one reading may use: time, memory, pixels. Shared by the parent and the child process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PAGES_HARD: Final = 500
"""Pages read per attachment at the very most, whatever the setting says."""
PAGES_CLAIMED: Final = 1_000_000
"""A document that claims more pages is taken for a lie."""
WORDS: Final = 20_000
"""Words per page at the very most."""
FLAGGED: Final = 40
"""Places per page where flags were seen."""
SIDE: Final = 10_000
"""Longest side of a page image, pixels."""
PIXELS: Final = 40_000_000
"""Pixels of a page image."""
FRAMES: Final = 50
"""Frames of a TIFF."""
PDF_BYTES: Final = 25 * 1024 * 1024
IMAGE_BYTES: Final = 20 * 1024 * 1024
AUDIO_BYTES: Final = 50 * 1024 * 1024
AUDIO_SECONDS: Final = 600
"""Length of a recording."""
SAMPLE_RATE: Final = 16_000
"""Samples a second of decoded sound: one channel, 16 bits each."""
SOUND_BYTES: Final = AUDIO_SECONDS * SAMPLE_RATE * 2 + 1024
SEGMENTS: Final = 2_000
"""Segments of a recording."""
PICTURE_SIDE: Final = 2400
"""Longest side of the picture made for the screen, pixels."""
PICTURE_BYTES: Final = 16 * 1024 * 1024
MESSAGE_BYTES: Final = 4 * 1024 * 1024
"""One message between parent and child."""
FILE_BYTES: Final = 256 * 1024 * 1024
"""One file that the child writes."""
OPEN_FILES: Final = 64


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """Limits that a user may set, and those that tests turn down. Times in seconds.

    Args:
        page_seconds: one page, all in.
        document_seconds: one run of the stage: all pages of all attachments.
        child_memory_mb: address space of the child process.
        open_seconds: opening one attachment.
        start_seconds: the child process until it answers.
        grace_seconds: from the polite signal to the certain one.
        documents_per_child: documents until the child is replaced.
        resident_mb: resident memory after a document above which the child is replaced.
    """

    page_seconds: float = 60.0
    document_seconds: float = 600.0
    child_memory_mb: int = 1536
    open_seconds: float = 20.0
    start_seconds: float = 30.0
    grace_seconds: float = 3.0
    documents_per_child: int = 100
    resident_mb: int = 700

    @classmethod
    def from_settings(cls, page_seconds: float, document_seconds: float, child_memory_mb: int) -> ReadingLimits:
        """The limits a user has set; the rest as it is."""
        return cls(page_seconds=page_seconds, document_seconds=document_seconds, child_memory_mb=child_memory_mb)
