"""Which engines are usable here, asked through a child process: the asking process loads none of them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from core.errors import EngineError
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader


@dataclass(frozen=True, slots=True)
class EngineReport:
    """One engine: its version if known, whether it can be used, and if not, why and what to do."""

    name: str
    version: str
    usable: bool
    problem: str


def engines(command: tuple[str, ...] | None = None) -> tuple[EngineReport, ...]:
    """Ask what is installed. Never raises for a broken installation: that is a report too.

    Args:
        command: starts the child program; the usual one if None.
    """
    with tempfile.TemporaryDirectory(prefix="holdpoint-") as folder:
        reader = ChildReader(command or child_command(), ReadingLimits(), Path(folder))
        try:
            found = reader.engines()
        except EngineError as error:
            return (EngineReport("reading process", "", usable=False, problem=error.text),)
        finally:
            reader.close()
    return tuple(EngineReport(state.name, state.version, state.usable, state.problem) for state in found)
