"""Barcodes and QR codes: found where they are, on any honest page, and nowhere else."""

from __future__ import annotations

import io
import random

import numpy as np
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from core.reading.child.codes import codes_on
from core.reading.child.values import Sheet
from tests.documents import hard, make
from tests.documents.layouts import grid, rows
from tests.documents.pen import Pen
from tests.documents.render import to_image

ADDRESS = "https://verify.example.ac.kr/c?no=2019-GR-001234"


def page(draw=rows, seed: int = 1) -> Image.Image:
    rng, pen = random.Random(seed), Pen()
    draw(pen, "graduation_certificate", make.draw_facts("graduation_certificate", korean=True, rng=rng), rng)
    return to_image(pen, 200)


def drawn(text: str, name: str, scale: int) -> Image.Image:
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, name))
    return Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=scale)))


def with_code(text: str, name: str, at: tuple[int, int], scale: int = 5) -> Image.Image:
    image = page()
    image.paste(drawn(text, name, scale), at)
    return image


def found_on(image: Image.Image) -> list[tuple[str, str]]:
    return [(code.format, code.text) for code in codes_on(Sheet(np.asarray(image, dtype=np.uint8), 200.0))]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("QRCode", ADDRESS, "QR Code"),
        ("QRCode", "졸업증명서 제2019-1234호 홍길동", "QR Code"),
        ("DataMatrix", "2019-GR-001234", "Data Matrix"),
        ("PDF417", "2019-GR-001234|HONG GILDONG", "PDF417"),
        ("Code128", "2019GR001234", "Code 128"),
    ],
)
def test_code_on_a_page_is_decoded_with_its_place(name: str, text: str, kind: str) -> None:
    image = with_code(text, name, (1000, 1800), scale=4)
    size = drawn(text, name, 4).size
    (code,) = codes_on(Sheet(np.asarray(image, dtype=np.uint8), 200.0))
    assert (code.format, code.text) == (kind, text)
    assert 1000 / image.width - 0.01 <= code.box.x0 < code.box.x1 <= (1000 + size[0]) / image.width + 0.01
    assert 1800 / image.height - 0.01 <= code.box.y0 < code.box.y1 <= (1800 + size[1]) / image.height + 0.01


def test_codes_of_worn_pages_are_decoded() -> None:
    image = with_code(ADDRESS, "QRCode", (1100, 1750))
    shaken = image.rotate(1.3, fillcolor=255).filter(ImageFilter.GaussianBlur(1.2))
    data = io.BytesIO()
    shaken.save(data, "JPEG", quality=40)
    for worn in (
        shaken,
        Image.open(data).convert("L"),
        hard.faded(image, random.Random(3)),
        image.rotate(90, expand=True),
    ):
        assert found_on(worn) == [("QR Code", ADDRESS)]


def test_each_code_comes_once_and_several_come_all() -> None:
    image = with_code(ADDRESS, "QRCode", (200, 1800))
    image.paste(drawn(ADDRESS, "QRCode", 5), (1200, 1800))
    image.paste(drawn("2019GR001234", "Code128", 4), (900, 100))
    assert sorted(found_on(image)) == [("Code 128", "2019GR001234"), ("QR Code", ADDRESS)]


@pytest.mark.parametrize("draw", [rows, grid])
@pytest.mark.parametrize("seed", range(3))
def test_page_without_a_code_has_none(draw, seed: int) -> None:
    assert found_on(page(draw, seed)) == []
    assert found_on(hard.sealed(page(draw, seed), [(700, 900)], random.Random(seed))) == []


def test_empty_and_black_pages_have_none() -> None:
    for tone in (0, 255):
        assert found_on(Image.new("L", (800, 1100), tone)) == []
