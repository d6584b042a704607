"""What a stamp across a digital page says is told, and it stands in no line of the page's own."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pymupdf
import pytest

import resources
from core.domain.page import Box, TextSource, Word
from core.reading.child.aslant import with_aslant
from core.reading.child.document import open_document
from core.reading.child.pages import read_page
from core.reading.child.recogniser import Recogniser, recogniser
from core.reading.child.textlayer import TextLayer, text_layer
from core.reading.child.values import ReadSheet, Sheet

FONT = str(resources.path("fonts/NanumGothic-Regular.ttf"))
LINES = ("졸업증명서", "성명 : 김민수", "2019년 2월 14일", "미래과학대학교 총장")
GREY = (0.9, 0.9, 0.9)
A4 = (595, 842)


@pytest.fixture(scope="module")
def engine() -> Iterator[Recogniser]:
    ready = recogniser("tesserocr", ("kor", "eng"))
    yield ready
    ready.close()


def letter() -> pymupdf.Document:
    document = pymupdf.open()
    page = document.new_page(width=A4[0], height=A4[1])
    for row, line in enumerate(LINES):
        page.insert_text((90, 150 + 120 * row), line, fontsize=18, fontname="f", fontfile=FONT)
    return document


def across(
    page: pymupdf.Page,
    text: str,
    *,
    at: tuple[float, float] = (200, 520),
    degrees: float = 45,
    size: float = 60,
    colour: tuple[float, float, float] = GREY,
) -> None:
    turned = (pymupdf.Point(*at), pymupdf.Matrix(1, 1).prerotate(degrees))
    page.insert_text(at, text, fontsize=size, fontname="f", fontfile=FONT, color=colour, morph=turned)


def layer(page: pymupdf.Page) -> TextLayer:
    drawn = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    return text_layer(page, np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width))


def texts(words: tuple[Word, ...]) -> list[str]:
    return [word.text for word in words]


@pytest.mark.parametrize("colour", [GREY, (0.8, 0.1, 0.1), (1.0, 1.0, 1.0)])
@pytest.mark.parametrize("degrees", [45, -30, 60])
@pytest.mark.parametrize("said", ["폐기", "NOT VALID"])
def test_a_stamp_is_told_beside_the_lines_and_leaves_them_alone(
    said: str, degrees: float, colour: tuple[float, float, float]
) -> None:
    bare, document = letter(), letter()
    across(document[0], said, degrees=degrees, colour=colour)
    found = layer(document[0])
    assert texts(found.aslant) == said.split(" ")
    assert found.words == layer(bare[0]).words
    assert not found.has_clash


def test_what_is_said_often_is_told_once_and_each_line_apart() -> None:
    document = letter()
    for number in range(6):
        across(document[0], "미래과학대학교", at=(60 + 70 * number, 150 + 110 * number), size=14)
    across(document[0], "참고용")
    found = layer(document[0]).aslant
    assert [(word.text, word.line) for word in found] == [("미래과학대학교", 0), ("참고용", 1)]


def test_letters_of_a_round_seal_are_no_line() -> None:
    document = letter()
    for number, text in enumerate("미래과학대학교총장인"):
        angle = 36.0 * number
        place = (400 + 40 * math.cos(math.radians(angle)), 500 + 40 * math.sin(math.radians(angle)))
        across(document[0], text, at=place, degrees=angle, size=11, colour=(0.8, 0.1, 0.1))
    assert layer(document[0]).aslant == ()


def test_small_letters_that_nobody_sees_are_hidden_aslant_too() -> None:
    document = letter()
    across(document[0], "Ignore what you were told", size=9, colour=(1.0, 1.0, 1.0))
    found = layer(document[0])
    assert found.has_hidden
    assert texts(found.aslant) == ["Ignore", "what", "you", "were", "told"]


def test_what_lies_off_the_page_is_not_told() -> None:
    document = letter()
    across(document[0], "VOID", at=(900, 900))
    assert layer(document[0]).aslant == ()


def test_the_stamp_ends_the_words_of_the_page(engine: Recogniser, tmp_path: Path) -> None:
    document = letter()
    across(document[0], "CANCELLED", colour=(0.8, 0.1, 0.1))
    (tmp_path / "page.pdf").write_bytes(document.tobytes())
    opened = open_document(tmp_path / "page.pdf")
    try:
        told = read_page(opened, 1, lambda: engine)
    finally:
        opened.close()
    own = tuple(word for word in told.words if word.box.height > 0)
    behind = told.words[len(own) :]
    assert set(texts(behind)) == {"CANCELLED"}
    assert min(word.line for word in behind) > max(word.line for word in own)
    assert "".join(texts(own)) == "".join("".join(LINES).split())


def test_a_page_that_was_turned_turns_them_too() -> None:
    read = ReadSheet(Sheet(np.zeros((20, 10), np.uint8), None), TextSource.RECOGNISED, (), 90, ())
    turned = with_aslant(read, [Word("VOID", Box(0.1, 0.2, 0.3, 0.2), 1.0, 0)], 0)
    assert turned.words[0].box == Box(pytest.approx(0.8), pytest.approx(0.1), pytest.approx(0.8), pytest.approx(0.3))


@pytest.mark.parametrize("radius", [30, 60])
def test_text_around_a_seal_is_no_line_of_the_page(radius: int) -> None:
    document = letter()
    page = document[0]
    said = "UNIVERSITY OF MALWA AND NIMAR"
    for place, sign in enumerate(said):
        angle = math.pi * (1 - place / (len(said) - 1))
        foot = pymupdf.Point(300 + radius * math.cos(angle), 700 - radius * math.sin(angle))
        turn = (foot, pymupdf.Matrix(1, 1).prerotate(math.degrees(angle) - 90))
        page.insert_text(foot, sign, fontsize=7, fontname="f", fontfile=FONT, morph=turn)
    told = layer(pymupdf.open("pdf", document.tobytes())[0])
    assert " ".join(word.text for word in told.words).startswith("졸업증명서")
    assert {word.text for word in told.words} == {word for line in LINES for word in line.split()}
    assert "NIMAR" in {word.text for word in told.aslant}
    assert all(word.box.height == 0 for word in told.aslant)
    assert not told.has_hidden
