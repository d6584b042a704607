"""Whisper on this machine, in a child process of its own, with weights that the settings name."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Final

from core.domain.control import Control
from core.domain.media import WAV
from core.domain.page import Engine, Segment
from core.domain.recogniser import Material, Recognition, Task, Usability
from core.errors import EngineMissingError
from core.reader_settings import SpeechSettings
from core.readers.checked import check_material
from core.readers.outfit import Outfit
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader

_PACKAGE: Final = "faster_whisper"
_MODEL: Final = "model.bin"
_NOT_INSTALLED: Final = 'It is not installed: install Holdpoint with "speech" (pip install "holdpoint[speech]").'
_NOT_IN_BUNDLE: Final = (
    "This bundle has no Whisper inside. Run one as a server that speaks as OpenAI's transcriptions do (on this machine "
    'too) and set speech.recogniser = "speech-server", or install Holdpoint from its source with "speech".'
)


class WhisperRecogniser:
    """See `Recogniser`. The model stays loaded until it is closed.

    Args:
        settings: where the weights lie, and how long a recording may take.
        scratch: where the child's folder is made.
    """

    name = "whisper"
    media_types = frozenset({WAV})

    def __init__(self, settings: SpeechSettings, scratch: Path) -> None:
        self._settings = settings
        limits = ReadingLimits(child_memory_mb=settings.memory_mb)
        readable = (f"--readable={settings.weights}",) if settings.weights else ()
        self._child = ChildReader((*child_command(), *readable), limits, scratch)

    @classmethod
    def make(cls, outfit: Outfit) -> WhisperRecogniser:
        """As the settings say."""
        return cls(outfit.settings.speech, outfit.scratch)

    def usable(self) -> Usability:
        """See `Recogniser.usable`."""
        weights = self._settings.weights
        if importlib.util.find_spec(_PACKAGE) is None:
            return Usability(_NOT_IN_BUNDLE if getattr(sys, "frozen", False) else _NOT_INSTALLED)
        if weights is None or not (weights / _MODEL).is_file():
            return Usability("Set speech.weights to a folder with a Whisper model (model.bin) for faster-whisper.")
        return Usability(detail=f"faster-whisper with {weights.name}")

    def recognise(self, material: Material, task: Task, control: Control) -> Recognition:
        """See `Recogniser.recognise`."""
        control.checkpoint()
        check_material(self, material)
        if self._settings.weights is None:
            raise EngineMissingError(self.usable().problem, code="speech_weights")
        seconds = min(task.seconds, self._settings.seconds)
        heard = self._child.hear(
            material.data, self._settings.weights, self._settings.language, seconds, control.checkpoint
        )
        segments = tuple(Segment(start, end, text, sure) for text, start, end, sure in heard.segments)
        return Recognition(Engine(heard.engine, heard.version), segments=segments)

    def close(self) -> None:
        """See `Recogniser.close`."""
        self._child.close()
