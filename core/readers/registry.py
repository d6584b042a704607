"""All recognisers that this program knows: one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import MappingProxyType
from typing import Final

from core.domain.recogniser import Recogniser
from core.errors import UsageError
from core.readers.clova.recogniser import ClovaRecogniser
from core.readers.outfit import Outfit
from core.readers.speech.server import SpeechServerRecogniser
from core.readers.speech.whisper import WhisperRecogniser
from core.readers.tesseract import TesseractRecogniser

MAKERS: Final[MappingProxyType[str, Callable[[Outfit], Recogniser]]] = MappingProxyType(
    {
        "tesseract": TesseractRecogniser.make,
        "clova": ClovaRecogniser.make,
        "whisper": WhisperRecogniser.make,
        "speech-server": SpeechServerRecogniser.make,
    }
)
NEEDED: Final = "tesseract"
"""The one that every page's pixels go through, on this machine."""


def made(name: str, outfit: Outfit) -> Recogniser:
    """The recogniser of that name; whoever asked closes it.

    Raises:
        UsageError: there is none of that name.
    """
    make = MAKERS.get(name)
    if make is None:
        raise UsageError(f"There is no recogniser {name!r}; known are {', '.join(MAKERS)}.", code="no_recogniser")
    return make(outfit)


@contextmanager
def opened(name: str, outfit: Outfit) -> Iterator[Recogniser]:
    """As `made`, closed afterwards."""
    found = made(name, outfit)
    try:
        yield found
    finally:
        found.close()
