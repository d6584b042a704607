"""Tesseract as a recogniser of pictures, in a child of its own; the chain's own reading of pages is the same."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.domain.control import Control
from core.domain.media import JPEG
from core.domain.page import Box, Word
from core.domain.recogniser import Material, Recognition, Task, Usability
from core.domain.record import ReadingOptions
from core.errors import EngineError
from core.readers.checked import check_material
from core.readers.outfit import Outfit
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader

_ENGINES: Final = ("tesserocr", "pytesseract")


class TesseractRecogniser:
    """See `Recogniser`.

    Args:
        reader: a child of its own.
        options: languages, and which of Tesseract's two forms.
        scratch: where the picture lies while it is read.
    """

    name = "tesseract"
    media_types = frozenset({JPEG})

    def __init__(self, reader: ChildReader, options: ReadingOptions, scratch: Path) -> None:
        self._reader = reader
        self._options = options
        self._scratch = scratch

    @classmethod
    def make(cls, outfit: Outfit) -> TesseractRecogniser:
        """As the settings say."""
        settings = outfit.settings
        limits = ReadingLimits.from_settings(settings.page_seconds, settings.document_seconds, settings.child_memory_mb)
        options = ReadingOptions(0, settings.languages, settings.recogniser)
        return cls(ChildReader(child_command(), limits, outfit.scratch), options, outfit.scratch)

    def usable(self) -> Usability:
        """See `Recogniser.usable`: the child tries its engines."""
        try:
            found = [state for state in self._reader.engines() if state.name in _ENGINES]
        except EngineError as error:
            return Usability(error.text)
        working = [state for state in found if state.usable]
        if working:
            return Usability(detail=f"{working[0].name} {working[0].version}")
        return Usability(next((state.problem for state in found), "Tesseract was not found; install Holdpoint again."))

    def recognise(self, material: Material, task: Task, control: Control) -> Recognition:
        """See `Recogniser.recognise`."""
        control.checkpoint()
        check_material(self, material)
        self._scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="picture-", dir=self._scratch) as folder:
            path = Path(folder) / "picture"
            path.write_bytes(material.data)
            self._reader.open(path, JPEG, self._options, control.checkpoint)
            try:
                page = self._reader.page(1, task.seconds, control.checkpoint)
            finally:
                self._reader.shut()
        return Recognition(self._reader.engine, tuple(_turned_back(word, page.turned) for word in page.words))

    def close(self) -> None:
        """See `Recogniser.close`."""
        self._reader.close()


def _turned_back(word: Word, turned: int) -> Word:
    """A word of a page that was turned clockwise to be read, with its box on the picture as it was given."""
    box = word.box
    match turned:
        case 90:
            placed = Box(box.y0, 1 - box.x1, box.y1, 1 - box.x0)
        case 180:
            placed = Box(1 - box.x1, 1 - box.y1, 1 - box.x0, 1 - box.y0)
        case 270:
            placed = Box(1 - box.y1, box.x0, 1 - box.y0, box.x1)
        case _:
            return word
    return replace(word, box=placed)
