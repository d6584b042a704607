"""What one look into a watched folder found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.domain.desk import Refusal
from core.domain.ids import RecordId


class Folders(StrEnum):
    """What a folder of files in a watched folder is: one record, or one in each file (a folder of a day, say)."""

    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class WatchReport:
    """One look. taken: records made of files that came; waiting: files that still change or wait their time.

    refused: files that will not be taken as they are, each told once. problem: why the folder cannot be looked into,
    empty if it can; the next look tries again.
    """

    folder: Path
    taken: tuple[RecordId, ...] = ()
    refused: tuple[Refusal, ...] = ()
    waiting: int = 0
    problem: str = ""
