"""Recognisers: pixels to words. Two engines behind one Protocol; both run Tesseract and answer in its table form."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Protocol

import resources
from core.domain.page import Box, Engine, Word
from core.errors import EngineError, EngineMissingError
from core.reading.child import guard
from core.reading.child.values import Pixels

PAGE_MODE: Final = 4
"""One column of text of different sizes: on certificates it finds half as much again as the automatic mode."""
LINE_MODE: Final = 7
_WORD_LEVEL: Final = "5"
_PERCENT: Final = 100.0
_MOST_KNOWN: Final = 256
_Crop = tuple[str, int, tuple[int, ...], bytes]
"""Language, resolution, shape and the pixels' hash of one line."""


class Recogniser(Protocol):
    """Reads one grey image at a time."""

    @property
    def engine(self) -> Engine:
        """Name and version."""

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        """The words, boxes in fractions of the image.

        Raises:
            EngineError: the engine failed.
        """

    @property
    def languages(self) -> tuple[str, ...]:
        """What it reads."""

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        """The words of one line of text, in one language alone; boxes in fractions of the image.

        Raises:
            EngineError: the engine failed.
        """

    def close(self) -> None:
        """Let go of the models."""


def data_folder() -> Path:
    """Where the language data lies that comes with Holdpoint."""
    return resources.path("tessdata")


def line_data_folder(language: str) -> Path:
    """Where the model is that reads single lines: another one than that of pages, where there are two.

    A model makes the same mistake at another size; one that was trained apart makes it less often.
    """
    second = data_folder() / "second"
    return second if (second / f"{language}.traineddata").exists() else data_folder()


def languages() -> tuple[str, ...]:
    """Languages for which there is data."""
    return tuple(sorted(file.stem for file in data_folder().glob("*.traineddata")))


def recogniser(name: str, wanted: tuple[str, ...]) -> Recogniser:
    """The recogniser of that name with those languages; `auto` takes the first that works.

    Raises:
        EngineMissingError: it, or the data of a language, is not there.
    """
    missing = [code for code in wanted if code not in languages()]
    if missing or not wanted:
        raise EngineMissingError(
            f"Tesseract's data for {', '.join(missing) or 'any language'} is missing; "
            f"languages at hand: {', '.join(languages()) or 'none'}. Change the setting or install Holdpoint again.",
            code="language_missing",
        )
    if name == "pytesseract":
        return PytesseractRecogniser(wanted)
    if name == "tesserocr":
        return TesserocrRecogniser(wanted)
    try:
        return TesserocrRecogniser(wanted)
    except EngineMissingError:
        return PytesseractRecogniser(wanted)


class TesserocrRecogniser:
    """Tesseract inside this process; the models stay loaded."""

    def __init__(self, wanted: tuple[str, ...]) -> None:
        try:
            import tesserocr  # noqa: PLC0415 - may be absent
        except ImportError as error:
            raise EngineMissingError(
                "tesserocr is not installed; install Holdpoint again or choose pytesseract.", code="engine_missing"
            ) from error
        version = tesserocr.tesseract_version().split()[1]
        self._engine = Engine("tesserocr", f"{tesserocr.__version__} (Tesseract {version})")
        self._wanted = wanted
        self._make: Any = tesserocr.PyTessBaseAPI
        self._codes = "+".join(wanted)
        self._page = self._loaded(self._codes, data_folder())
        self._lines: dict[str, Any] = {}
        self._known: dict[_Crop, tuple[Word, ...]] = {}

    @property
    def engine(self) -> Engine:
        """Name and version."""
        return self._engine

    @property
    def languages(self) -> tuple[str, ...]:
        """See `Recogniser.languages`."""
        return self._wanted

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        """See `Recogniser.read`."""
        self._known.clear()
        return _recognised(self._page, grey, dpi, PAGE_MODE)

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        """See `Recogniser.read_line`. What was read since the last page is not read again."""
        crop = (language, dpi, grey.shape, hashlib.blake2b(grey.tobytes()).digest())
        if crop not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[crop] = _recognised(self._of_lines(language), grey, dpi, LINE_MODE)
        return self._known[crop]

    def close(self) -> None:
        """See `Recogniser.close`."""
        for api in (self._page, *self._lines.values()):
            api.End()

    def _of_lines(self, language: str) -> Any:
        """The page's own models where lines have no other ones; the others are loaded when first asked for."""
        folder = line_data_folder(language)
        if language == self._codes and folder == data_folder():
            return self._page
        if language not in self._lines:
            self._lines[language] = self._loaded(language, folder)
        return self._lines[language]

    def _loaded(self, codes: str, folder: Path) -> Any:
        try:
            return self._make(path=str(folder), lang=codes)
        except RuntimeError as error:
            raise EngineMissingError(
                "Tesseract cannot load its language data; install Holdpoint again.", code="language_missing"
            ) from error


def _recognised(api: Any, grey: Pixels, dpi: int, mode: int) -> tuple[Word, ...]:
    height, width = grey.shape[:2]
    try:
        api.SetPageSegMode(mode)
        api.SetImageBytes(grey.tobytes(), width, height, 1, width)
        api.SetSourceResolution(dpi)
        api.Recognize()
        table = api.GetTSVText(0)
    except RuntimeError as error:
        raise EngineError("Tesseract failed on a page; it can be tried again.", code="engine_failed") from error
    finally:
        api.Clear()
    return tuple(_words(table, width, height))


class PytesseractRecogniser:
    """Any Tesseract that is installed, one process a page."""

    def __init__(self, wanted: tuple[str, ...]) -> None:
        import pytesseract  # noqa: PLC0415 - slow to load and mostly not needed

        self._tool: Any = pytesseract
        self._wanted = wanted
        if shutil.which(pytesseract.pytesseract.tesseract_cmd) is None:
            raise EngineMissingError(
                "No tesseract program was found; install it (tesseract-ocr) or choose tesserocr.", code="engine_missing"
            )
        guard.take_group_along()

    @cached_property
    def engine(self) -> Engine:
        """Name and version."""
        version = str(self._tool.get_tesseract_version()).split()[0]
        return Engine("pytesseract", f"{self._tool.__version__} (Tesseract {version})")

    @property
    def languages(self) -> tuple[str, ...]:
        """See `Recogniser.languages`."""
        return self._wanted

    def read(self, grey: Pixels, dpi: int) -> tuple[Word, ...]:
        """See `Recogniser.read`."""
        return self._recognised(grey, dpi, PAGE_MODE, "+".join(self._wanted), data_folder())

    def read_line(self, grey: Pixels, dpi: int, language: str) -> tuple[Word, ...]:
        """See `Recogniser.read_line`."""
        return self._recognised(grey, dpi, LINE_MODE, language, line_data_folder(language))

    def _recognised(self, grey: Pixels, dpi: int, mode: int, codes: str, folder: Path) -> tuple[Word, ...]:
        from PIL import Image  # noqa: PLC0415 - as above

        height, width = grey.shape[:2]
        config = f'--psm {mode} --dpi {dpi} --tessdata-dir "{folder.as_posix()}"'
        try:
            table = self._tool.image_to_data(Image.fromarray(grey), lang=codes, config=config)
        except (self._tool.TesseractError, OSError) as error:
            raise EngineError("Tesseract failed on a page; it can be tried again.", code="engine_failed") from error
        return tuple(_words(table.partition("\n")[2], width, height))

    def close(self) -> None:
        """See `Recogniser.close`."""


def _words(table: str, width: int, height: int) -> Iterator[Word]:
    """Words of Tesseract's table of twelve columns: 2 to 4 name the line, 6 to 9 the box, the last are the reading."""
    lines: dict[tuple[str, ...], int] = {}
    for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != _WORD_LEVEL or not row[11].strip():  # noqa: PLR2004 - columns of the table
            continue
        left, top, wide, high = (int(cell) for cell in row[6:10])
        line = lines.setdefault(tuple(row[2:5]), len(lines))
        box = Box(
            max(0.0, left / width),
            max(0.0, top / height),
            min(1.0, (left + wide) / width),
            min(1.0, (top + high) / height),
        )
        yield Word(row[11].strip(), box, min(1.0, max(0.0, float(row[10]) / _PERCENT)), line)
