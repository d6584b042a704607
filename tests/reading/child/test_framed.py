"""A stamp in a frame is read whatever its ink, and a pale mark across coloured paper; a table's cells are no stamps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pymupdf
import pytest

import resources
from core.reading.child.cleaning import flattened
from core.reading.child.framed import frames
from core.reading.child.lifted import words_lifted
from core.reading.child.recogniser import Recogniser, recogniser
from core.reading.child.values import Pixels, Sheet

FONT = str(resources.path("fonts/NanumGothic-Regular.ttf"))
BLACK, RED, PINK, CREAM = (0.15, 0.15, 0.15), (0.8, 0.2, 0.2), (0.96, 0.88, 0.86), (0.99, 0.97, 0.92)
MIDDLE = pymupdf.Point(440, 90)
Colour = tuple[float, float, float]


@pytest.fixture(scope="module")
def engine() -> Iterator[Recogniser]:
    ready = recogniser("tesserocr", ("kor", "eng"))
    yield ready
    ready.close()


class Paper:
    """A certificate on coloured paper, to be stamped."""

    def __init__(self) -> None:
        self._document = pymupdf.open()
        self.page = self._document.new_page(width=595, height=842)
        self.page.draw_rect(self.page.rect, color=CREAM, fill=CREAM)
        for row, line in enumerate(
            ("졸업증명서", "성명 : 김민수", "생년월일 : 1995년 3월 2일", "졸업일자 : 2018년 2월 14일")
        ):
            self.write(line, (90, 180 + 90 * row), 16, BLACK)
        self.page.draw_circle((350, 715), 28, color=RED, width=3)

    def write(self, text: str, at: tuple[float, float], size: float, colour: Colour, degrees: float = 0.0) -> None:
        turned = (MIDDLE if size < 60 else pymupdf.Point(300, 420), pymupdf.Matrix(1, 1).prerotate(degrees))
        self.page.insert_text(at, text, fontsize=size, fontname="f", fontfile=FONT, color=colour, morph=turned)

    def stamp(self, text: str, colour: Colour, degrees: float) -> Paper:
        wide = 24.0 * len(text)
        box = pymupdf.Rect(MIDDLE.x - wide / 2 - 10, MIDDLE.y - 18, MIDDLE.x + wide / 2 + 10, MIDDLE.y + 18)
        shape = self.page.new_shape()
        shape.draw_rect(box)
        shape.finish(color=colour, width=2, morph=(MIDDLE, pymupdf.Matrix(1, 1).prerotate(degrees)))
        shape.commit()
        self.write(text, (MIDDLE.x - wide / 2, MIDDLE.y + 9), 24, colour, degrees)
        return self

    def scanned(self) -> Pixels:
        drawn = self.page.get_pixmap(dpi=200)
        return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.width, 3).copy()


def lifted(paper: Paper, engine: Recogniser) -> str:
    sheet = Sheet(paper.scanned(), 200.0)
    return "".join(word.text for word in words_lifted(flattened(sheet), sheet, 0, engine))


@pytest.mark.parametrize("colour", [BLACK, RED])
@pytest.mark.parametrize(("text", "degrees"), [("폐기", 8), ("사본", -9), ("사본", 0), ("무효", 15), ("발급취소", -6)])
def test_stamp_in_a_frame_is_read(engine: Recogniser, text: str, degrees: float, colour: Colour) -> None:
    assert text in lifted(Paper().stamp(text, colour, degrees), engine)


def test_paper_without_a_stamp_says_nothing(engine: Recogniser) -> None:
    assert not lifted(Paper(), engine)


def test_pale_mark_on_coloured_paper_is_read_beside_a_strong_seal(engine: Recogniser) -> None:
    paper = Paper()
    paper.write("SPECIMEN", (90, 450), 84, PINK, 35)
    assert "SPECIMEN" in lifted(paper, engine)


def test_cells_of_a_table_are_no_stamps() -> None:
    paper = Paper()
    for left in range(60, 500, 110):
        for top in range(560, 680, 40):
            paper.page.draw_rect((left, top, left + 110, top + 40), color=BLACK, width=1)
    grey = paper.scanned().mean(axis=2).astype(np.uint8)
    assert frames(grey) == []
    assert len(frames(Paper().stamp("사본", BLACK, 8).scanned().mean(axis=2).astype(np.uint8))) == 1
