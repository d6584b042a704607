"""Files that the tests of the reading room need: honest ones with known words, and hostile ones."""

from __future__ import annotations

import functools
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pymupdf
from PIL import Image

import resources

A4: Final = (595, 842)
LINES: Final = (
    "CERTIFICATE OF GRADUATION",
    "Name: MARIA KOVALENKO",
    "Date of Birth: 1998-02-14",
    "졸업증명서 새벽대학교",
)
_FONT: Final = resources.path("fonts/NanumGothic-Regular.ttf")


def letter(pages: int = 1, *, rotation: int = 0, hidden: str = "") -> pymupdf.Document:
    """Born-digital pages that say `LINES`; `hidden` is written too, in a way that nobody can see."""
    document = pymupdf.open()
    for number in range(1, pages + 1):
        page = document.new_page(width=A4[0], height=A4[1])
        page.insert_font("ko", str(_FONT))
        for at, line in enumerate((*LINES, f"Page {number}")):
            page.insert_text((70, 120 + 60 * at), line, fontsize=18, fontname="ko")
        if hidden:
            page.insert_text((70, 700), hidden, fontsize=12, render_mode=3)
        page.set_rotation(rotation)
    return document


def pdf(path: Path, pages: int = 1, *, rotation: int = 0, hidden: str = "") -> Path:
    path.write_bytes(letter(pages, rotation=rotation, hidden=hidden).tobytes())
    return path


@functools.cache
def pixels() -> Image.Image:
    """The same page as a picture."""
    drawn = letter()[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)


def scan(path: Path, pages: int = 1, *, hidden: str = "") -> Path:
    """A PDF of pictures; `hidden` is an old recogniser's layer under the first."""
    flat = pymupdf.open()
    for page in letter(pages):
        picture = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY).tobytes("jpeg")
        flat.new_page(width=A4[0], height=A4[1]).insert_image(pymupdf.Rect(0, 0, *A4), stream=picture)
    if hidden:
        flat[0].insert_text((70, 400), hidden, fontsize=12, render_mode=3)
    path.write_bytes(flat.tobytes())
    return path


def picture(path: Path, kind: str, **options: object) -> Path:
    pixels().save(path, kind, **options)
    return path


def turned_photo(path: Path, orientation: int) -> Path:
    """A JPEG whose pixels lie on their side, and whose EXIF data says so."""
    turn = {1: 0, 3: 180, 6: 90, 8: 270}[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    pixels().rotate(turn, expand=True, fillcolor=255).save(path, "JPEG", exif=exif, quality=90)
    return path


def _png(width: int, height: int, rows: Callable[[zlib._Compress], bytes]) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")

    packer = zlib.compressobj(9)
    body = rows(packer) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def bomb_png(width: int, height: int) -> bytes:
    """A few kilobytes that unfold to width x height grey pixels."""
    row = b"\0" * (width + 1)
    return _png(width, height, lambda packer: b"".join(packer.compress(row) for _ in range(height)))


def lying_png() -> bytes:
    """Says that it is small, and unfolds to 200 MB."""
    zeros = bytes(1 << 20)
    return _png(64, 64, lambda packer: b"".join(packer.compress(zeros) for _ in range(200)))


def tiff_of(frames: int) -> bytes:
    small = Image.new("L", (8, 8), 255)
    packed = io.BytesIO()
    small.save(packed, "TIFF", save_all=True, append_images=[small] * (frames - 1))
    return packed.getvalue()


def locked_pdf() -> bytes:
    return letter().tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="secret")


def long_pdf(pages: int) -> bytes:
    """That many blank pages, each an object of its own."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(pages))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages]
    return _raw_pdf(objects + [page] * pages)


def pdf_with_bomb() -> bytes:
    """A page with a picture of 49 million pixels on it."""
    document = letter()
    document[0].insert_image(pymupdf.Rect(100, 500, 200, 600), stream=bomb_png(7000, 7000))
    return document.tobytes()


def vast_pdf() -> bytes:
    """A page as large as the format allows, some five metres square."""
    document = pymupdf.open()
    document.new_page(width=14_400, height=14_400).insert_text((1000, 4000), "VAST", fontsize=2000)
    return document.tobytes()


def looping_pdf() -> bytes:
    """A form that draws itself, for ever."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length 5>>stream\n/F Do\nendstream",
        (
            b"<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Length 11/Resources<</XObject<</F 5 0 R>>>>>>"
            b"stream\n/F Do /F Do\nendstream"
        ),
    ]
    return _raw_pdf(objects)


def _raw_pdf(objects: list[bytes]) -> bytes:
    """A PDF of those objects, numbered from 1; the first is the catalogue."""
    body = [b"%PDF-1.7\n"]
    places, at = [], len(body[0])
    for number, content in enumerate(objects, 1):
        places.append(at)
        body.append(b"%d 0 obj" % number + content + b"endobj\n")
        at += len(body[-1])
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, at)
    return b"".join(body) + table + end
