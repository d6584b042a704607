"""Files under way: one folder for each process, removed at its end, or by the next one if it was killed."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.store.owners import Owners


class Scratch:
    """This process's folder, for its owner alone. Documents and pictures lie here while they are worked on.

    Args:
        folder: holds one folder for each process, named as its owner's mark; those of the dead are removed at once.
        owners: tells who is alive.
    """

    def __init__(self, folder: Path, owners: Owners) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        for left in folder.iterdir():
            if not owners.is_alive(left.name):
                shutil.rmtree(left, ignore_errors=True)
        self.path = folder / owners.name
        self.path.mkdir(mode=0o700)

    def close(self) -> None:
        """Remove it with all that is left in it."""
        shutil.rmtree(self.path, ignore_errors=True)
