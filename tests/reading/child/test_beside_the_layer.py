"""What a page shows beside its text layer is looked at too, and what the layer alone says is not believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest

from core.domain.page import Box, TextSource, Word
from core.reading.child.comparing import alone, besides_seals, not_shown, shown_otherwise
from core.reading.child.document import open_document
from core.reading.child.pages import read_page
from core.reading.child.recogniser import Recogniser, recogniser
from core.reading.child.values import Pixels, ReadSheet

VOID = "This paper is void"
BOX = Box(0.1, 0.1, 0.3, 0.12)
LINES = ("GRADUATION CERTIFICATE", "Name : Henrik Haddad", "Date : 2019-02-14", "Eastvale College")


@pytest.fixture(scope="module")
def engine() -> Iterator[Recogniser]:
    ready = recogniser("tesserocr", ("kor", "eng"))
    yield ready
    ready.close()


def letter() -> pymupdf.Document:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for row, line in enumerate(LINES):
        page.insert_text((70, 120 + 50 * row), line, fontsize=16)
    return document


def note() -> pymupdf.Document:
    document = pymupdf.open()
    document.new_page(width=160, height=30).insert_text((10, 20), VOID, fontsize=14)
    return document


def read(document: pymupdf.Document, engine: Recogniser, folder: Path) -> ReadSheet:
    """In this very process: a `Session` would lock it in."""
    path = folder / "page.pdf"
    path.write_bytes(document.tobytes())
    opened = open_document(path)
    try:
        return read_page(opened, 1, lambda: engine)
    finally:
        opened.close()


def as_picture(page: pymupdf.Page, place: pymupdf.Rect) -> None:
    page.insert_image(place, stream=note()[0].get_pixmap(dpi=200).tobytes("png"))


def as_shapes(page: pymupdf.Page, place: pymupdf.Rect) -> None:
    shown = note()[0].get_svg_image(text_as_path=True)
    page.show_pdf_page(place, pymupdf.open("pdf", pymupdf.open("svg", shown.encode()).convert_to_pdf()), 0)


@pytest.mark.parametrize("draw", [as_picture, as_shapes])
def test_words_of_a_small_picture_or_of_shapes_are_kept(
    engine: Recogniser, tmp_path: Path, draw: Callable[[pymupdf.Page, pymupdf.Rect], None]
) -> None:
    document = letter()
    draw(document[0], pymupdf.Rect(300, 500, 460, 530))
    told = read(document, engine, tmp_path)
    texts = [word.text for word in told.words]
    assert told.source is TextSource.TEXT_LAYER
    assert VOID in " ".join(texts)
    assert texts.count("Haddad") == 1
    assert told.flags == ("mixed_page",)


class Blind:
    """A recogniser that passes over the lower half of a page."""

    def __init__(self, engine: Recogniser) -> None:
        self.engine, self.languages, self.close = engine.engine, engine.languages, engine.close
        self._engine = engine

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        return tuple(word for word in self._engine.read(grey, dpi) if word.box.y1 < 0.5)

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        del grey, dpi, language
        return ()


@pytest.mark.parametrize("is_blind", [False, True])
def test_line_of_a_picture_that_was_not_read_is_told(engine: Recogniser, tmp_path: Path, *, is_blind: bool) -> None:
    document = letter()
    as_picture(document[0], pymupdf.Rect(80, 600, 320, 645))
    told = read(document, Blind(engine) if is_blind else engine, tmp_path)
    assert ("unread_ink" in told.flags) is is_blind


def word(text: str, box: Box = BOX, confidence: float = 0.95) -> Word:
    return Word(text, box, confidence, 0)


@pytest.mark.parametrize(
    ("layer", "texts", "unseen"),
    [
        ("홍길동", ("홍길동", ""), False),
        ("홍길동", ("홍길둥", "3ZS"), False),  # a stroke: the recogniser's
        ("홍길동", ("", ""), True),
        ("홍길동", ("3ZS", "~"), True),
        ("홍", ("", ""), False),  # a seal's letter
    ],
)
def test_a_word_over_which_nothing_was_recognised_must_show_alone(
    layer: str, texts: tuple[str, ...], *, unseen: bool
) -> None:
    found = [(word(text, confidence=0.3),) if text else () for text in texts]
    assert bool(not_shown(alone([word(layer)], ()), lambda _: iter(found))) is unseen
    assert not alone([word(layer)], [word("others")])


def test_a_word_that_differs_hides_behind_no_number_of_odd_ones() -> None:
    boxes = [Box(0.1, 0.01 * at, 0.3, 0.01 * at + 0.008) for at in range(60)]
    layer = [word("honest", box) for box in boxes[:-1]] + [word("홍길동", boxes[-1])]
    seen = [word("k0n3s+", box) for box in boxes[:-1]] + [word("김철수", boxes[-1])]

    def again(box: Box) -> Iterator[tuple[Word, ...]]:
        yield (word("김철수" if box is boxes[-1] else "honest", box),)

    assert shown_otherwise(layer, seen, again)
    assert not shown_otherwise(layer[:-1], seen[:-1], again)


def stacked(*rows: str, left: float = 0.62) -> list[Word]:
    """Rows one below the other around one middle."""
    tall = 0.016
    boxes = [Box(left, 0.6 + tall * at, left + 0.06, 0.6 + tall * (at + 1)) for at in range(len(rows))]
    return [Word(row, box, 1.0, at) for at, (row, box) in enumerate(zip(rows, boxes, strict=True))]


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        (("도담대", "학교총"), []),
        (("도담대", "학교총", "장인"), []),
        (("대학", "원장"), []),
        (("학교총",), ["학교총"]),
        (("박재인", "경영학"), ["박재인", "경영학"]),
    ],
)
def test_rows_of_a_seal_set_in_type_are_not_asked_about(rows, asked):
    layer = stacked(*rows)
    assert [word.text for word in besides_seals(layer, layer)] == asked


def test_what_stands_apart_is_no_seal():
    layer = [*stacked("도담대", left=0.1), *stacked("학교총", left=0.62)]
    assert besides_seals(layer, layer) == layer
