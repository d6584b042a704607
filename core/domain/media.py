"""What a file is, by its first bytes and never by its name. Pure: it is given the bytes, it opens nothing."""

from __future__ import annotations

import codecs
import re
from typing import Final

HEAD_BYTES: Final = 4096
"""How many of a file's first bytes `media_type` wants to see."""

PDF: Final = "application/pdf"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
TIFF: Final = "image/tiff"
WEBP: Final = "image/webp"
BMP: Final = "image/bmp"
HEIC: Final = "image/heic"
WAV: Final = "audio/wav"
FLAC: Final = "audio/flac"
OGG: Final = "audio/ogg"
MP3: Final = "audio/mpeg"
TEXT: Final = "text/plain"
UNKNOWN: Final = "application/octet-stream"

AUDIO: Final = frozenset({WAV, FLAC, OGG, MP3})
"""Recordings."""
ALLOWED_MEDIA: Final = frozenset({PDF, PNG, JPEG, TIFF, WEBP, BMP, HEIC}) | AUDIO
"""What Holdpoint reads. Everything else is refused by name."""

_HEADERS: Final = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"fLaC", FLAC),
    (b"OggS", OGG),
    (b"ID3", MP3),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
    (b"\x7fELF", "application/x-executable"),
)
_RIFF: Final = {b"WEBP": WEBP, b"WAVE": WAV, b"AVI ": "video/x-msvideo"}
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
_PDF_WITHIN: Final = 1024  # readers accept junk before the header up to here
_MP3_HEADER: Final = 4
_SYNC, _LAYER_3 = 0xFF, 0xE2
_BMP_HEADER_SIZES: Final = frozenset({12, 40, 52, 56, 64, 108, 124})
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def media_type(head: bytes) -> str:
    """Tell a file's media type.

    Args:
        head: the file's first bytes, `HEAD_BYTES` of them or the whole file if it is shorter.

    Returns:
        A media type; `text/plain` for readable text, `application/octet-stream` for everything else.
    """
    for header, kind in _HEADERS:
        if head.startswith(header):
            return kind
    return _by_structure(head) or _pdf_or_text(head)


def _by_structure(head: bytes) -> str | None:
    """Formats that are told by more than their first bytes."""
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return HEIC if brand in _HEIF_BRANDS else "image/avif" if brand == b"avif" else "video/mp4"
    if _is_mp3_frame(head):
        return MP3
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BMP_HEADER_SIZES:
        return BMP
    return None


def _is_mp3_frame(head: bytes) -> bool:
    """True for a frame of layer III at the very start: sync, layer, and neither a free nor a bad rate."""
    if len(head) < _MP3_HEADER or head[0] != _SYNC or head[1] & 0xE6 != _LAYER_3:
        return False
    return head[2] >> 4 not in (0, 15) and head[2] >> 2 & 3 != 3  # noqa: PLR2004 - reserved values of two fields


def _pdf_or_text(head: bytes) -> str:
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return PDF
    return TEXT if _is_text(head) else UNKNOWN


def _is_text(head: bytes) -> bool:
    """True for UTF-8 (a character cut at the end is fine) or UTF-16 with its mark, without control characters."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    if not head or _CONTROLS.search(head):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
