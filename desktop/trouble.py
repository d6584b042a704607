"""What nobody foresaw, as data: what may be told, shown and saved of a fault. Never a value, never a message.

An exception's message may quote a document, so only its kind and the places it passed are kept.
"""

from __future__ import annotations

import platform
import sys
import traceback
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from types import TracebackType
from typing import Final

_PACKAGES: Final = ("holdpoint", "PySide6-Essentials", "SQLAlchemy", "pymupdf", "tesserocr")
_KEPT_PARTS: Final = 3
_MOST_LINES: Final = 400


@dataclass(frozen=True, slots=True)
class Trouble:
    """One fault. kind: the exception's or signal's name. places: where it happened, outermost first.

    is_from_before: it ended the run before this one.
    """

    kind: str
    places: tuple[str, ...]
    at: datetime | None = None
    is_from_before: bool = False


def trouble_of(kind: type[BaseException], trace: TracebackType | None, at: datetime) -> Trouble:
    """What may be told of an exception."""
    frames = traceback.extract_tb(trace)
    return Trouble(kind.__name__, tuple(f"{_short(one.filename)}:{one.lineno} {one.name}" for one in frames), at)


def trouble_before(text: str, at: datetime | None) -> Trouble:
    """What the interpreter wrote when the last run crashed; paths are cut to what tells the place."""
    lines = [_without_folders(line) for line in text.splitlines()[:_MOST_LINES] if line.strip()]
    kind = lines[0].removeprefix("Fatal Python error: ") if lines else "crash"
    return Trouble(kind, tuple(lines[1:]), at, is_from_before=True)


def report_of(trouble: Trouble) -> str:
    """A text to send to whoever looks after Holdpoint: versions, kind and places."""
    head = [
        "Holdpoint fault report",
        f"at: {trouble.at.isoformat(timespec='seconds') if trouble.at else 'unknown'}",
        f"kind: {trouble.kind}",
        f"in the run before: {'yes' if trouble.is_from_before else 'no'}",
        f"system: {platform.system()} {platform.release()} {platform.machine()}",
        f"python: {sys.version.split()[0]}",
        *(f"{name}: {_version(name)}" for name in _PACKAGES),
    ]
    return "\n".join([*head, "", "places:", *(f"  {place}" for place in trouble.places), ""])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _short(filename: str) -> str:
    """The end of a path: folders further out may name a person."""
    return "/".join(PurePath(filename).parts[-_KEPT_PARTS:])


def _without_folders(line: str) -> str:
    before, quote, rest = line.partition('File "')
    if not quote:
        return line
    name, _, after = rest.partition('"')
    return f"{before.strip()}{_short(name)}{after.replace(', line ', ':').replace(' in ', ' ')}"
