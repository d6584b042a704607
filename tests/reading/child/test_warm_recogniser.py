"""The recogniser that stays warm loads no models twice and reads no line twice, and still reads each page anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from core.reading.child.recogniser import LINE_MODE, PAGE_MODE, TesserocrRecogniser, data_folder

tesserocr = pytest.importorskip("tesserocr")
ROW = "5\t1\t1\t1\t1\t1\t0\t0\t10\t10\t90\t{}\n"
LINE = np.zeros((20, 60), np.uint8)
OTHER = np.full((20, 60), 255, np.uint8)


@dataclass
class Engines:
    """What was loaded, and what was read by which of it in which mode."""

    loaded: list[tuple[str, str]] = field(default_factory=list)
    read: list[tuple[str, int]] = field(default_factory=list)

    def load(self, path: str, lang: str) -> _Engine:
        self.loaded.append((path, lang))
        return _Engine(self, lang)


class _Engine:
    def __init__(self, engines: Engines, lang: str) -> None:
        self._engines, self._lang, self._mode = engines, lang, -1

    def SetPageSegMode(self, mode: int) -> None:  # noqa: N802 - Tesseract's name
        self._mode = mode

    def Recognize(self) -> None:  # noqa: N802 - Tesseract's name
        self._engines.read.append((self._lang, self._mode))

    def GetTSVText(self, _page: int) -> str:  # noqa: N802 - Tesseract's name
        return ROW.format(f"{self._lang}{len(self._engines.read)}")

    def __getattr__(self, _name: str) -> Any:
        return lambda *_: None


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Engines:
    found = Engines()
    monkeypatch.setattr(tesserocr, "PyTessBaseAPI", found.load)
    return found


def test_line_is_read_once_until_the_next_page(engines: Engines) -> None:
    recogniser = TesserocrRecogniser(("kor", "eng"))
    first = recogniser.read_line(LINE, 250, "eng")
    assert recogniser.read_line(LINE.copy(), 250, "eng") == first
    assert engines.read == [("eng", LINE_MODE)]
    recogniser.read(OTHER, 250)
    assert recogniser.read_line(LINE, 250, "eng") != first


@pytest.mark.parametrize(
    "other",
    [(OTHER, 250, "eng"), (LINE, 300, "eng"), (LINE, 250, "kor"), (LINE.reshape(10, 120), 250, "eng")],
    ids=["pixels", "resolution", "language", "shape"],
)
def test_other_lines_are_read(engines: Engines, other: tuple[Any, int, str]) -> None:
    recogniser = TesserocrRecogniser(("kor", "eng"))
    assert recogniser.read_line(LINE, 250, "eng") != recogniser.read_line(*other)
    assert len(engines.read) == 2


def test_lines_in_all_languages_are_read_by_the_models_of_pages(engines: Engines) -> None:
    recogniser = TesserocrRecogniser(("kor", "eng"))
    recogniser.read(OTHER, 250)
    recogniser.read_line(LINE, 250, "kor+eng")
    recogniser.read(OTHER, 250)
    assert engines.loaded == [(str(data_folder()), "kor+eng")]
    assert [mode for _, mode in engines.read] == [PAGE_MODE, LINE_MODE, PAGE_MODE]


def test_lines_of_hangul_are_read_by_their_own_model_even_if_pages_have_no_other(engines: Engines) -> None:
    recogniser = TesserocrRecogniser(("kor",))
    recogniser.read_line(LINE, 250, "kor")
    recogniser.read_line(OTHER, 250, "kor")
    assert [lang for _, lang in engines.loaded] == ["kor", "kor"]
    assert engines.loaded[1][0] != str(data_folder())


def test_what_is_remembered_does_not_grow_without_end(engines: Engines) -> None:
    recogniser = TesserocrRecogniser(("eng",))
    for width in range(1, 601):
        recogniser.read_line(np.zeros((1, width), np.uint8), 250, "eng")
    recogniser.read_line(np.zeros((1, 1), np.uint8), 250, "eng")
    assert len(engines.read) == 601
