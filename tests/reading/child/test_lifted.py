"""What a stamp says that is taken off a page to read the rest is told all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest

import resources
from core.reading.child.cleaning import flattened
from core.reading.child.image import ImageDocument
from core.reading.child.lifted import words_lifted
from core.reading.child.pages import read_page
from core.reading.child.recogniser import Recogniser, recogniser
from core.reading.child.values import Pixels, Sheet

FONT = str(resources.path("fonts/NanumGothic-Regular.ttf"))
LINES = (
    "졸업증명서",
    "성명 : 김민수",
    "생년월일 : 1995년 3월 2일",
    "입학일자 : 2014년 3월 2일",
    "졸업일자 : 2018년 2월 14일",
)
RED, GREY = (0.85, 0.2, 0.2), (0.82, 0.82, 0.82)


@pytest.fixture(scope="module")
def engine() -> Iterator[Recogniser]:
    ready = recogniser("tesserocr", ("kor", "eng"))
    yield ready
    ready.close()


def scan(said: str, *, colour: tuple[float, float, float], degrees: float, seal: bool = True) -> Pixels:
    """A certificate as a scanner gives it, at 200 dots per inch, with a round seal and a stamp across it."""
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        turned = (pymupdf.Point(300, 420), pymupdf.Matrix(1, 1).prerotate(degrees))
        wide = float(pymupdf.Font(fontfile=FONT).text_length(said, 80))  # type: ignore[no-untyped-call]
        page.insert_text(
            (300 - wide / 2, 450), said, fontsize=80, fontname="f", fontfile=FONT, color=colour, morph=turned
        )
        for row, line in enumerate(LINES):
            page.insert_text((90, 150 + 90 * row), line, fontsize=16, fontname="f", fontfile=FONT)
        page.insert_text((150, 720), "미래과학대학교 총장", fontsize=20, fontname="f", fontfile=FONT)
        if seal:
            page.draw_circle((350, 715), 28, color=RED, width=3)
        drawn = page.get_pixmap(dpi=200)
        return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3).copy()


def lifted(pixels: Pixels, engine: Recogniser, turn: int = 0) -> list[str]:
    sheet = Sheet(pixels, 200.0)
    return [word.text for word in words_lifted(flattened(sheet), sheet, turn, engine)]


@pytest.mark.parametrize(
    ("said", "degrees", "colour"),
    [
        ("VOID", 45, RED),
        ("사본", 45, RED),
        ("견본", 30, RED),
        ("SAMPLE", -30, RED),
        ("SAMPLE", -30, GREY),
        ("CANCELLED", 45, GREY),
    ],
)
def test_the_stamp_is_read_at_its_own_slant(
    engine: Recogniser, said: str, degrees: float, colour: tuple[float, float, float]
) -> None:
    assert "".join(lifted(scan(said, colour=colour, degrees=degrees), engine)) == said


def with_pattern(said: str, size: float) -> Pixels:
    """The same under a pattern of pale words over all of it, as security paper shows when it is copied."""
    plain = scan("", colour=GREY, degrees=0, seal=False)
    with pymupdf.open() as document:
        page = document.new_page(width=595, height=842)
        for row in range(-4, 14):
            for column in range(-2, 5):
                at = pymupdf.Point(40 + 165 * column + 12 * row, 60 + 72 * row + 66 * column)
                turned = (at, pymupdf.Matrix(1, 1).prerotate(22))
                page.insert_text(at, said, fontsize=size, fontname="f", fontfile=FONT, color=GREY, morph=turned)
        drawn = page.get_pixmap(dpi=200)
        return np.minimum(plain, np.frombuffer(drawn.samples, np.uint8).reshape(plain.shape))


@pytest.mark.parametrize("said", ["SPECIMEN", "SAMPLE"])
def test_a_pattern_of_words_over_the_page_is_read_in_a_piece(engine: Recogniser, said: str) -> None:
    assert said in lifted(with_pattern(said, 30), engine)


def test_a_page_that_lies_on_its_side_is_turned_first(engine: Recogniser) -> None:
    lying = np.ascontiguousarray(np.rot90(scan("VOID", colour=RED, degrees=45)))
    assert lifted(lying, engine, 90) == ["VOID"]


def test_a_round_seal_alone_says_nothing_and_is_not_read(engine: Recogniser, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(type(engine), "read_line", lambda _self, _grey, _dpi, language: asked.append(language) or ())
    assert lifted(scan("", colour=RED, degrees=0), engine) == []
    assert asked == []


def test_a_page_of_which_nothing_was_taken_says_nothing(engine: Recogniser) -> None:
    assert lifted(scan("", colour=RED, degrees=0, seal=False), engine) == []


def test_the_stamp_stands_behind_the_lines_of_a_scan(engine: Recogniser, tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "page.png"), cv2.cvtColor(scan("VOID", colour=RED, degrees=45), cv2.COLOR_RGB2BGR))
    opened = ImageDocument(tmp_path / "page.png", "image/png")
    try:
        words = read_page(opened, 1, lambda: engine).words
    finally:
        opened.close()
    assert words[-1].text == "VOID"
    assert words[-1].box.height == 0
    assert words[-1].line > max(word.line for word in words[:-1])
    assert "".join(LINES[-1].split()) in "".join(word.text for word in words)
