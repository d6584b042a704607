"""Deleting a file of the store without taking it from somebody who is bringing the same bytes at this moment."""

from __future__ import annotations

import time
import uuid
from pathlib import Path
from typing import Final

GRACE_SECONDS: Final = 600.0
"""Whoever finds bytes already here touches the file, and commits its record well within that time."""


def drop(path: Path, grace: float = GRACE_SECONDS) -> bool:
    """Delete it; False if it is not there, or was touched less than `grace` seconds ago.

    It is moved aside before the look at its time: who comes after that finds no file and brings the bytes anew.
    """
    aside = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return False
    if time.time() - aside.stat().st_mtime < grace:
        if not path.exists():
            aside.rename(path)
        else:
            aside.unlink()
        return False
    aside.unlink()
    return True
