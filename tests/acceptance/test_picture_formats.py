"""Files as scanners, browsers and phones make them, from the command line to the fields."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import ExifTags, Image

from tests.acceptance.conftest import Ran
from tests.documents import make
from tests.documents.layouts import rows
from tests.documents.pen import Pen
from tests.documents.render import to_image

TO_THE_RIGHT = 6
"""EXIF: the picture must be turned by 90 degrees clockwise to be seen as it was taken."""


def certificate() -> tuple[Image.Image, make.Facts]:
    rng = random.Random(11)
    pen = Pen()
    facts = make.draw_facts("graduation_certificate", korean=True, rng=rng)
    rows(pen, "graduation_certificate", facts, rng)
    return to_image(pen, 200), facts


def lying() -> tuple[Image.Image, Image.Exif]:
    """The page as a phone stores it that was held across, and what it notes about that."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = TO_THE_RIGHT
    return certificate()[0].convert("RGB").rotate(90, expand=True), exif


def as_tiff(path: Path) -> None:
    second = Image.new("L", (1653, 2339), 250)
    certificate()[0].save(path, "TIFF", save_all=True, append_images=[second], dpi=(200, 200))


def as_webp(path: Path) -> None:
    certificate()[0].convert("RGB").save(path, "WEBP", quality=80)


def as_heic(path: Path) -> None:
    image, exif = lying()
    pillow_heif.from_pillow(image).save(path, format="HEIF", quality=85, exif=exif.tobytes())


def as_jpeg(path: Path) -> None:
    image, exif = lying()
    image.save(path, "JPEG", quality=85, exif=exif)


@pytest.mark.parametrize(
    ("name", "make_file", "pages"),
    [("a.tif", as_tiff, 2), ("a.webp", as_webp, 1), ("a.heic", as_heic, 1), ("a.jpg", as_jpeg, 1)],
)
def test_fields_come_out_of_each_format(
    holdpoint: Callable[..., Ran], tmp_path: Path, name: str, make_file: Callable[[Path], None], pages: int
) -> None:
    make_file(tmp_path / name)
    ran = holdpoint("process", "--json", tmp_path / name)
    (record,) = ran.objects
    fields: dict[str, Any] = record["fields"]
    facts = certificate()[1]
    assert record["process_error"] is None
    assert fields["holder_name"]["value"] == facts.holder_name
    assert fields["birth_date"]["value"] == facts.birth_date.isoformat()
    assert fields["document_type"]["value"] == "graduation_certificate"
    (attachment,) = record["attachments"]
    assert (attachment["pages"], attachment["pages_read"]) == (pages, pages)
