"""The other reader of figures and Latin letters, and what follows where it reads as Tesseract did, or otherwise."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

import resources
from core.domain.page import Box, Engine, Word
from core.reading.child import geometry
from core.reading.child.borne_out import with_latin
from core.reading.child.cleaning import Prepared
from core.reading.child.latin import latin_reader
from core.reading.child.recognition import recognise
from core.reading.child.single_lines import Letter, Line
from core.reading.child.values import Pixels, Sheet
from core.reading.child.view import View
from tests.documents.pen import REGULAR, font

SIZE, TALL, LEFT, TOP = 40, 32.0, 200, 300
WIDE, HIGH = 1000, 800


class Says:
    """Reads every line as it was told to, and keeps the lines; in `unsure` is how sure it is of some letters."""

    def __init__(self, text: str, **unsure: float) -> None:
        self._line: Line = tuple(Letter("" if letter == "年" else letter, unsure.get(letter, 0.99)) for letter in text)
        self.shown: list[Pixels] = []

    def read(self, grey: Pixels) -> Line:
        self.shown.append(grey)
        return self._line


def page(text: str) -> Prepared:
    image = Image.new("L", (WIDE, HIGH), 250)
    ImageDraw.Draw(image).text((LEFT, TOP), text, fill=20, font=font(REGULAR, SIZE))
    view = View(np.asarray(image, dtype=np.uint8), geometry.identity())
    return Prepared(view, 200, TALL, view)


def word(text: str, confidence: float, *, touched: bool = False) -> Word:
    end = LEFT + font(REGULAR, SIZE).getlength(text)
    return Word(text, Box(LEFT / WIDE, (TOP + 6) / HIGH, end / WIDE, (TOP + SIZE) / HIGH), confidence, 0, touched)


def settled(known: Word, reader: Says | None) -> Word:
    image = page(known.text)
    return with_latin((known,), image, Sheet(image.view.grey, 200), lambda: reader)[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2019-GR-48210", "2019-GR-48210"),
        ("제2019-48210호", "2019-48210"),
        ("2019–48210", "2019-48210"),
        ("2019-48210", "2019-48210年"),
        ("Lindqvist,", "Lindqvist"),
    ],
)
def test_word_is_sure_that_both_read_alike(text: str, said: str) -> None:
    found = settled(word(text, 0.62), Says(said))
    assert (found.text, found.confidence > 0.97) == (text, "제" not in text)


@pytest.mark.parametrize(
    ("text", "confidence", "reader"),
    [
        ("2019-48210", 0.62, Says("2019-4821")),
        ("2019-48210", 0.62, Says("2019-48210", **{"1": 0.9})),
        ("2019-48270", 0.62, Says("2019-48210", **{"1": 0.8})),
        ("2019-48210", 0.62, Says("")),
        ("2019-48210", 0.86, Says("K2019-48210", K=0.95)),
        ("1971.1.", 0.76, Says("19711.18")),
        ("2019-48210", 0.86, Says("Ref2019-48210")),
        ("2019-48210", 0.62, None),
        ("Hassan", 0.9, Says("HasSan")),
    ],
)
def test_word_stays_as_it_is_where_the_other_reading_tells_nothing(
    text: str, confidence: float, reader: Says | None
) -> None:
    assert settled(word(text, confidence), reader) == word(text, confidence)


@pytest.mark.parametrize(
    ("text", "confidence", "said", "becomes"),
    [
        ("2017-GR-237410", 0.67, "2017-GR-337410", "2017-GR-337410"),
        ("2013-043478", 0.5, "2013-G43478", "2013-G43478"),
        ("1998-09-05", 0.82, "1988-09-05", "1988-09-05"),
        ("202091169", 0.85, "2020-91169", "2020-91169"),
        ("2019-48210", 0.86, "K2019-48210", "K2019-48210"),
        ("K2013-04347", 0.95, "K2013-64347", "K2013-04347"),
        ("Bjorn", 0.93, "Björn", "Björn"),
        ("Grephic", 0.87, "Graphic", "Graphic"),
    ],
)
def test_word_that_is_read_otherwise_is_never_sure(text: str, confidence: float, said: str, becomes: str) -> None:
    found = settled(word(text, confidence), Says(said))
    assert (found.text, found.confidence) == (becomes, 0.5)


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("2019-48210", 0.94),
        ("2022-GR-667908", 0.95),
        ("B1078329", 0.98),
        ("2019-02-11", 0.9),
        ("Lindqvist", 0.96),
        ("from", 0.6),
        ("21", 0.4),
    ],
)
def test_sure_and_short_words_are_not_read_again(text: str, confidence: float) -> None:
    reader = Says(text)
    settled(word(text, confidence), reader)
    assert not reader.shown


def test_dashes_of_a_date_say_nothing_else() -> None:
    found = settled(word("19661204", 0.81), Says("1966-12-04"))
    assert (found.text, found.confidence) == ("1966-12-04", 0.81)


def test_word_under_a_seal_is_read_with_the_seal_in_place() -> None:
    image, reader = page("2019-48210"), Says("2019-48210")
    sealed = image.view.grey.copy()
    sealed[TOP : TOP + SIZE : 4] = 120
    (found,) = with_latin((word("2019-48210", 0.9, touched=True),), image, Sheet(sealed, 200), lambda: reader)
    assert (found.touched, found.confidence) == (False, 0.98)
    assert (reader.shown[0] == 120).any()


class Misreads:
    """A recogniser that takes all ink of a page for one word."""

    engine = Engine("misreads", "1")
    languages = ("kor", "eng")

    def __init__(self, text: str, confidence: float) -> None:
        self._text, self._confidence = text, confidence

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        rows, columns = np.nonzero(grey < 128)
        (height, width), last = grey.shape, (columns.max() + 1, rows.max() + 1)
        box = Box(columns.min() / width, rows.min() / height, last[0] / width, last[1] / height)
        return (Word(self._text, box, self._confidence, 0),)

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        return ()

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize(
    ("read", "becomes", "confidence"),
    [("2017-GR-337410", "2017-GR-337410", 0.98), ("2017-GR-237410", "2017-GR-337410", 0.5)],
)
def test_page_is_read_with_the_model_that_comes_along(read: str, becomes: str, confidence: float) -> None:
    sheet = Sheet(page("2017-GR-337410").view.grey, 200)
    (found,) = recognise(sheet, Misreads(read, 0.8)).words
    assert (found.text, found.confidence) == (becomes, confidence)


@pytest.mark.parametrize("text", ["2019-GR-48210", "1988-09-05", "Septembre", "Björn", "B1078329"])
def test_model_that_comes_along_reads_print(text: str) -> None:
    reader = latin_reader()
    assert reader is not None
    read = reader.read(page(text).view.grey[TOP - 6 : TOP + SIZE + 16, LEFT - 10 : LEFT + 320])
    assert "".join(letter.text for letter in read) == text
    assert min(letter.sure for letter in read) > 0.9


def test_model_takes_hangul_for_no_latin_letter() -> None:
    reader = latin_reader()
    assert reader is not None
    read = reader.read(page("졸업증명서").view.grey[TOP - 6 : TOP + SIZE + 16, LEFT - 10 : LEFT + 240])
    assert not any(letter.text and letter.sure > 0.97 for letter in read)


def test_missing_model_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    latin_reader.cache_clear()
    try:
        assert latin_reader() is None
        (tmp_path / "latin").mkdir()
        (tmp_path / "latin" / "letters.txt").write_text("a\nb\n")
        (tmp_path / "latin" / "lines.onnx").write_bytes(b"no model")
        latin_reader.cache_clear()
        assert latin_reader() is None
    finally:
        latin_reader.cache_clear()
