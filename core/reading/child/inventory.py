"""Which engines are here and whether they work, found by trying them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.page import Engine
from core.errors import EngineError
from core.reading.child import confinement
from core.reading.child.hangul import hangul_reader
from core.reading.child.latin import latin_reader
from core.reading.child.recogniser import PytesseractRecogniser, TesserocrRecogniser, languages


@dataclass(frozen=True, slots=True)
class Found:
    """One engine. problem: why it is not usable."""

    name: str
    version: str
    problem: str = ""

    def as_message(self) -> dict[str, object]:
        """As the parent expects it."""
        return {"name": self.name, "version": self.version, "usable": not self.problem, "problem": self.problem}


def inventory() -> tuple[Found, ...]:
    """All engines, recognisers first."""
    codes = languages()
    return (
        _try("tesserocr", lambda: TesserocrRecogniser(codes).engine),
        _try("pytesseract", lambda: PytesseractRecogniser(codes).engine),
        _latin(),
        _hangul(),
        _try("pymupdf", _pymupdf),
        _try("pillow", _pillow),
        _confinement(),
        Found("languages", "+".join(codes), "" if codes else "No language data was found; install Holdpoint again."),
    )


def _confinement() -> Found:
    given_up = ", ".join(confinement.means())
    problem = "This system has no means to lock the reading process in; its limits and deadlines hold all the same."
    return Found("confinement", given_up, "" if given_up else problem)


def _try(name: str, find: Callable[[], Engine]) -> Found:
    try:
        return Found(name, find().version)
    except EngineError as error:
        return Found(name, "", error.text)
    except Exception as error:  # noqa: BLE001 - any failure is the answer
        return Found(name, "", f"It cannot be loaded ({type(error).__name__}).")


def _latin() -> Found:
    problem = (
        "The reader of figures and Latin letters cannot be loaded; Tesseract reads alone, and more goes to a person."
    )
    return Found("latin", "6 (PP-OCR)", "" if latin_reader() else problem)


def _hangul() -> Found:
    problem = "The reader of Hangul lines cannot be loaded; Tesseract reads alone, and more goes to a person."
    return Found("hangul", "1", "" if hangul_reader() else problem)


def _pymupdf() -> Engine:
    import pymupdf  # noqa: PLC0415 - only to ask

    return Engine("pymupdf", str(pymupdf.__version__))


def _pillow() -> Engine:
    import PIL  # noqa: PLC0415 - only to ask

    return Engine("pillow", PIL.__version__)
