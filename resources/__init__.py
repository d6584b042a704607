"""Data that ships with Holdpoint; `resources.path(name)` finds it, installed or frozen."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """The file or folder of that name below `resources/`."""
    return _HERE / name
