"""Formats of phones and scanners: HEIC, WebP, TIFF of many pages."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pillow_heif
import pymupdf
import pytest
from PIL import ExifTags, Image

from core.domain.page import Engine, Word
from core.errors import InputError
from core.reading.child.document import open_document
from core.reading.child.image import ImageDocument
from core.reading.child.pages import read_page, sheet_as_shown
from core.reading.child.values import Pixels


class Silent:
    """A recogniser that finds no word."""

    engine = Engine("silent", "1")
    languages = ("eng",)

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        return ()

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        return ()

    def close(self) -> None:
        """Nothing is open."""


def picture(shade: int = 90) -> Image.Image:
    image = Image.new("RGB", (320, 200), (250, 250, 250))
    image.paste((shade, 20, 20), (20, 20, 120, 60))
    return image


def opened(path: Path) -> ImageDocument:
    document = open_document(path)
    assert isinstance(document, ImageDocument)
    return document


def test_heic_photo_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    pillow_heif.from_pillow(picture()).save(path, format="HEIF", quality=80)
    document = opened(path)
    sheet = document.sheet(1)
    document.close()
    assert (document.pages, sheet.width, sheet.height) == (1, 320, 200)
    assert sheet.pixels[40, 70].tolist() == pytest.approx([90, 20, 20], abs=25)


@pytest.mark.parametrize("kind", ["HEIF", "JPEG", "PNG", "WEBP", "TIFF"])
def test_picture_is_turned_as_its_exif_data_says(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "photo"
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # turned against the clock by a quarter
    lying = picture().rotate(90, expand=True)
    if kind == "HEIF":
        pillow_heif.from_pillow(lying).save(path, format="HEIF", quality=90, exif=exif.tobytes())
    else:
        lying.save(path, kind, exif=exif)
    document = opened(path)
    sheet = document.sheet(1)
    document.close()
    assert (sheet.width, sheet.height) == (320, 200)
    assert sheet.pixels[40, 70].tolist() == pytest.approx([90, 20, 20], abs=25)


def test_heic_cut_short_is_never_half_read(tmp_path: Path) -> None:
    path = tmp_path / "photo.heic"
    noisy = np.random.default_rng(1).integers(0, 255, (400, 600, 3), dtype=np.uint8)
    pillow_heif.from_pillow(Image.fromarray(noisy)).save(path, format="HEIF", quality=80)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(InputError):
        opened(path).sheet(1)


def test_webp_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.webp"
    picture().save(path, "WEBP", quality=80)
    document = opened(path)
    assert (document.pages, document.sheet(1).width) == (1, 320)
    document.close()


def test_each_page_of_a_tiff_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    pages = [picture(shade) for shade in (60, 120, 180)]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:])
    document = opened(path)
    assert document.pages == 3
    assert [int(document.sheet(number).pixels[40, 70, 0]) for number in (3, 1, 2)] == [180, 60, 120]
    document.close()


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16"])
def test_source_without_colour_stays_grey(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "a.png"
    grey = picture().convert("L")
    if mode == "I;16":
        Image.fromarray(np.asarray(grey, dtype=np.uint16) * 257).save(path)
    elif mode == "P":
        grey.quantize(8).save(path)
    else:
        grey.convert(mode).save(path)
    document = opened(path)
    assert not document.sheet(1).is_colour
    document.close()


@pytest.mark.parametrize(("dots", "size"), [((204, 98), (320, 416)), ((98, 204), (666, 200)), ((204, 196), (320, 200))])
def test_fax_with_fewer_dots_downwards_is_brought_into_proportion(
    tmp_path: Path, dots: tuple[int, int], size: tuple[int, int]
) -> None:
    path = tmp_path / "fax.tif"
    picture().convert("1").save(path, compression="group4", dpi=dots)
    document = opened(path)
    sheet = document.sheet(1)
    document.close()
    assert (sheet.width, sheet.height) == size
    assert sheet.dpi == pytest.approx(204)
    assert set(np.unique(sheet.pixels)) <= {0, 255}


@pytest.mark.parametrize(("caption", "is_straight"), [("", True), ("Enclosure 1", False)])
def test_photo_that_is_all_of_a_pdf_page_is_shown_straight_on(
    tmp_path: Path, caption: str, *, is_straight: bool
) -> None:
    table = np.full((1200, 900, 3), 60, np.uint8)
    cv2.fillConvexPoly(table, np.array([(60, 40), (830, 90), (850, 1120), (40, 1160)]), (235, 235, 230))
    cv2.putText(table, "DIPLOMA", (250, 300), cv2.FONT_HERSHEY_SIMPLEX, 2.0, (20, 20, 20), 4)
    stream = io.BytesIO()
    Image.fromarray(table).save(stream, "JPEG")
    with pymupdf.open() as made:
        page = made.new_page(width=450, height=600)
        page.insert_image(page.rect, stream=stream.getvalue())
        page.insert_text((40, 590), caption)
        made.save(tmp_path / "a.pdf")
    document = open_document(tmp_path / "a.pdf")
    upright, turned = (sheet_as_shown(document, 1, turn) for turn in (0, 90))
    read = read_page(document, 1, Silent)
    document.close()
    assert (read.sheet.pixels == upright.pixels).all()
    side = upright.grey()[upright.height // 8 : -upright.height // 8, 12]
    assert (side > 200).all() == is_straight
    assert (turned.width, turned.height) == (upright.height, upright.width)
