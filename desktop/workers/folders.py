"""The data folder: how much lies in it, and showing it in the system's file manager."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from core.errors import UsageError
from core.logs import log_folder
from desktop.program import DataMeasured, Folder

_DATABASE: Final = "holdpoint.db"


def measure(data_dir: Path) -> DataMeasured:
    """Sizes as the files say, in bytes; files that vanish meanwhile do not count."""
    logs = log_folder(data_dir)
    sizes = {"database": 0, "documents": 0, "logs": 0}
    for entry, size in _files(data_dir):
        if entry.is_relative_to(logs):
            sizes["logs"] += size
        elif entry.name.startswith(_DATABASE):
            sizes["database"] += size
        else:
            sizes["documents"] += size
    return DataMeasured(
        data_dir, sizes["database"], sizes["documents"], sizes["logs"], shutil.disk_usage(data_dir).free
    )


def _files(folder: Path) -> Iterator[tuple[Path, int]]:
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place) / name
            try:
                yield path, path.lstat().st_size
            except OSError:
                continue


def may_be_watched(folder: Path, data_dir: Path) -> bool:
    """A folder that is there; the data folder would feed on itself."""
    try:
        if not folder.is_absolute() or not folder.is_dir():
            return False
        here, data = folder.resolve(), data_dir.resolve()
    except (OSError, ValueError):
        return False
    return not here.is_relative_to(data) and not data.is_relative_to(here)


def place_of(which: Folder, data_dir: Path) -> Path:
    """Where that folder is."""
    return log_folder(data_dir) if which is Folder.LOGS else data_dir


def show_folder(folder: Path) -> None:
    """Ask the system's file manager to show it.

    Raises:
        UsageError: there is no such folder, or no file manager that could be asked; the text names the folder.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.", code="not_found")
    if not _shows(folder):
        raise UsageError(f"No file manager answers here. The folder is {folder}", code="no_file_manager")


def _shows(folder: Path) -> bool:
    try:
        if sys.platform == "win32":
            os.startfile(folder)  # noqa: S606 - a folder of our own
            return True
        command = "open" if sys.platform == "darwin" else "xdg-open"
        done = subprocess.run([command, str(folder)], capture_output=True, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - as above
    except OSError:
        return False
    return done.returncode == 0
