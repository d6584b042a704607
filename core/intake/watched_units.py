"""What becomes one record in a watched folder: a file, or a folder of files that has come to rest as a whole."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.domain.watching import Folders
from core.intake.plan import CLAIM_FILE, MAX_DEPTH, is_clutter

_HALF_MADE: Final = (".part", ".crdownload", ".tmp", ".partial", ".download")


@dataclass(frozen=True, slots=True, order=True)
class FoundFile:
    """One file of one look. folder: the folder of files it belongs to, None if it stands for itself."""

    path: Path
    size: int
    mtime: int
    is_regular: bool
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that make one record. source: the file, or the folder that holds them."""

    source: Path
    files: tuple[Path, ...]


def files_of(root: Path, folders: Folders = Folders.TOGETHER) -> list[FoundFile]:
    """Files under the watched folder, sorted; links are never followed.

    Raises:
        OSError: the folder itself cannot be looked into.
    """
    return sorted(_walk(root, root, MAX_DEPTH, folders))


def units_of(found: Sequence[FoundFile], new: Collection[Path], resting: Collection[Path]) -> Iterator[Unit]:
    """What may be taken of the new files, those of one folder together.

    A folder waits for its last file. Once it was taken, what comes into it later stands for itself, as a lone file
    in it does.

    Args:
        found: all files of this look.
        new: those at rest that are not known yet.
        resting: those at rest, known or not, and those that were left alone.
    """
    folders: dict[Path, list[Path]] = defaultdict(list)
    for file in found:
        if file.folder is not None:
            folders[file.folder].append(file.path)
    told: set[Path] = set()
    for file in found:
        if file.path not in new or file.path in told:
            continue
        together = folders.get(file.folder, []) if file.folder is not None else [file.path]
        if not all(path in resting for path in together):
            continue
        is_whole = len(together) > 1 and file.folder is not None and all(path in new for path in together)
        if is_whole and file.folder is not None:
            told.update(together)
            yield Unit(file.folder, tuple(together))
        else:
            yield Unit(file.path, (file.path,))


def _walk(root: Path, folder: Path, depth: int, folders: Folders) -> Iterator[FoundFile]:
    with os.scandir(folder) as entries:
        seen = [entry for entry in entries if not is_clutter(Path(entry.path))]
    inner = [entry for entry in seen if entry.is_dir(follow_symlinks=False)]
    has_claim = any(entry.name == CLAIM_FILE for entry in seen)
    has_links = any(entry.is_symlink() for entry in seen)  # a folder is taken as a whole, and they must not be
    is_one = has_claim or (not inner and folders is Folders.TOGETHER)
    is_record = folder != root and is_one and not has_links
    for entry in seen:
        if entry in inner or entry.name == CLAIM_FILE:
            continue
        is_half_made = entry.name.lower().endswith(_HALF_MADE)
        if is_half_made and not is_record:
            continue
        try:
            state = entry.stat(follow_symlinks=False)
        except OSError:
            continue  # it went away while we looked
        is_regular = stat.S_ISREG(state.st_mode)
        # What is half made is never at rest: its folder waits for it.
        mtime = -1 if is_half_made else state.st_mtime_ns
        belongs = folder if is_record and is_regular else None
        yield FoundFile(Path(entry.path), state.st_size, mtime, is_regular, belongs)
    if depth:
        for entry in inner:
            try:
                yield from list(_walk(root, Path(entry.path), depth - 1, folders))
            except OSError:
                continue  # it may not be looked into, or went away
