from __future__ import annotations

import pytest

from core.domain import media


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7\n", media.PDF),
        (b"junk before it\n%PDF-1.4\n", media.PDF),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", media.PNG),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", media.JPEG),
        (b"II*\0\x08\0\0\0", media.TIFF),
        (b"MM\0*\0\0\0\x08", media.TIFF),
        (b"RIFF\x10\0\0\0WEBPVP8 ", media.WEBP),
        (b"BM" + bytes(12) + (40).to_bytes(4, "little"), media.BMP),
        (b"BMW is a car maker", media.TEXT),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "image/heic"),
        (b"GIF89a\1\0\1\0", "image/gif"),
        (b"PK\x03\x04", "application/zip"),
        ("졸업증명서".encode(), media.TEXT),
        ("졸업증명서".encode()[:-1], media.TEXT),
        (b"\xff\xfea\0", media.TEXT),
        (b"abc\0def", media.UNKNOWN),
        (b"", media.UNKNOWN),
    ],
)
def test_media_type_is_told_by_content(head: bytes, kind: str) -> None:
    assert media.media_type(head) == kind


def test_pdf_header_too_far_in_is_no_pdf() -> None:
    assert media.media_type(b" " * 1100 + b"%PDF-1.4") != media.PDF


def test_picture_that_mentions_pdf_stays_a_picture() -> None:
    assert media.media_type(b"\x89PNG\r\n\x1a\n%PDF-1.4") == media.PNG
