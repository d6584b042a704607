from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.recogniser import Material, Recogniser
from core.readers.checked import checked
from core.readers.tesseract import TesseractRecogniser
from tests.readers.contract import TASK, CountingControl, RecogniserContract
from tests.readers.kit import outfit
from tests.readers.samples import page_picture


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    return tmp_path / "scratch"


@pytest.fixture
def tesseract(scratch: Path) -> Iterator[TesseractRecogniser]:
    found = TesseractRecogniser.make(outfit(scratch))
    yield found
    found.close()


class TestTesseract(RecogniserContract):
    @pytest.fixture
    def recogniser(self, tesseract: TesseractRecogniser) -> Recogniser:  # type: ignore[override]
        return tesseract

    @pytest.fixture
    def good(self) -> Material:
        return page_picture()


def test_it_reads_what_is_printed(tesseract: TesseractRecogniser) -> None:
    found = tesseract.recognise(page_picture(), TASK, CountingControl())
    text = " ".join(word.text for word in found.words)
    assert "Kim Minjun" in text
    assert "Graduation" in text


def test_boxes_lie_on_the_picture_as_it_was_given(tesseract: TesseractRecogniser) -> None:
    sideways = page_picture(degrees=90)
    found = checked(tesseract.recognise(sideways, TASK, CountingControl()), sideways)
    first = next(word for word in found.words if word.text.startswith("Certificate"))
    last = next(word for word in found.words if word.text == "2020")
    assert first.box.height > first.box.width
    assert first.box.x1 < last.box.x0
    assert first.box.y0 > 0.6


def test_nothing_stays_behind(tesseract: TesseractRecogniser, scratch: Path) -> None:
    tesseract.recognise(page_picture(), TASK, CountingControl())
    tesseract.close()
    assert not list(scratch.iterdir())
