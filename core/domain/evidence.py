"""A record's evidence in one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class EvidencePack:
    """A pack as written: its SHA-256, its size in bytes, and how many members it has."""

    path: Path
    sha256: str
    size: int
    members: int
