"""What a recogniser is made with; each takes from it what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.domain.ports import Clock
from core.domain.work import Work
from core.settings import Settings


@dataclass(frozen=True, slots=True)
class Outfit:
    """settings: all of them. work: opens a unit of work. scratch: a folder for private files under way."""

    settings: Settings
    clock: Clock
    work: Work
    scratch: Path
