"""A watched folder: what comes to rest in it is taken in, once. Nothing is moved, changed or removed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

from core.domain.desk import Refusal
from core.domain.ids import BlobHash, RecordId
from core.domain.media import ALLOWED_MEDIA, HEAD_BYTES, media_type
from core.domain.ports import Clock
from core.domain.review_work import WatchedFile
from core.domain.watching import WatchReport
from core.domain.work import Work
from core.errors import UsageError
from core.intake.plan import CLAIM_FILE, MAX_DEPTH, is_clutter, printable

_MOST_AT_ONCE: Final = 50
_NOT_REGULAR: Final = ("no_regular_file", "Links and devices are not taken from a watched folder.")
_HALF_MADE: Final = (".part", ".crdownload", ".tmp", ".partial", ".download")
_ASIDE: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Taking(Protocol):
    """Makes one record of one file."""

    def __call__(self, path: Path) -> RecordId | None:
        """The record; None if the file is gone."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A file as one look found it. since: when it was first seen like this."""

    size: int
    mtime: int
    since: datetime


@dataclass(slots=True)
class FolderWatch:
    """Looks into a folder and the folders in it, whenever it is asked to; for one thread.

    A file counts as arrived once its size and time have not changed for `seconds`. Each file is a record. Links,
    devices and what is no document are told once and left alone. What was taken is remembered in the store by path,
    size, time and content, so neither a restart nor a rename takes it again.
    """

    folder: Path
    seconds: float
    take: Taking
    work: Work
    clock: Clock
    _seen: dict[Path, _Look] = field(default_factory=dict)
    _done: dict[Path, _Look] = field(default_factory=dict)

    def look(self) -> WatchReport:
        """One look: takes in at most fifty files, the rest with the next look.

        Raises:
            StoreError: the store is in trouble; files not yet remembered are looked at again.
        """
        try:
            found = sorted(_files(self.folder, MAX_DEPTH))
        except OSError as error:
            problem = f"{printable(str(self.folder))} cannot be looked into: {error.strerror or error}."
            return WatchReport(self.folder, problem=problem)
        now = self.clock.now()
        self._seen = {path: self._noted(path, size, mtime, now) for path, size, mtime, _ in found}
        self._done = {path: look for path, look in self._done.items() if self._seen.get(path) == look}
        open_ones = [(path, is_regular) for path, _, _, is_regular in found if path not in self._done]
        refused = [self._refuse(path, *_NOT_REGULAR) for path, is_regular in open_ones if not is_regular]
        rested = [path for path, is_regular in open_ones if is_regular and self._is_at_rest(path, now)]
        new = self._unknown(rested)
        taken: list[RecordId] = []
        for path in new[:_MOST_AT_ONCE]:
            match self._settle(path):
                case Refusal() as refusal:
                    refused.append(refusal)
                case record if record is not None:
                    taken.append(record)
        waiting = sum(is_regular and path not in self._done for path, is_regular in open_ones)
        return WatchReport(self.folder, tuple(taken), tuple(refused), waiting)

    def _noted(self, path: Path, size: int, mtime: int, now: datetime) -> _Look:
        before = self._seen.get(path)
        if before is not None and (before.size, before.mtime) == (size, mtime):
            return before
        return _Look(size, mtime, now)

    def _is_at_rest(self, path: Path, now: datetime) -> bool:
        return now - self._seen[path].since >= timedelta(seconds=self.seconds)

    def _refuse(self, path: Path, code: str, text: str) -> Refusal:
        self._done[path] = self._seen[path]
        return Refusal(printable(str(path)), code, text)

    def _unknown(self, paths: Sequence[Path]) -> list[Path]:
        """Those that the store does not know as they are now."""
        if not paths:
            return []
        with self.work() as work:
            known = {item.path: item for item in work.watched.of_paths([printable(str(path)) for path in paths])}
        new = []
        for path in paths:
            item, look = known.get(printable(str(path))), self._seen[path]
            if item is not None and (item.size, item.mtime) == (look.size, look.mtime):
                self._done[path] = look
            else:
                new.append(path)
        return new

    def _settle(self, path: Path) -> Refusal | RecordId | None:
        """A file has come to rest: take it, unless it was taken before or is no document; None: nothing new."""
        try:
            sha256, head = _read(path)
        except OSError as error:
            return self._refuse(path, "unreadable", f"The file cannot be read ({error.strerror}).")
        if not head:
            return self._refuse(path, "empty_file", "The file is empty.")
        if media_type(head) not in ALLOWED_MEDIA:
            return self._refuse(path, "no_document", "This is no document that can be read; it was left alone.")
        before = self._taken_before(path, sha256)
        record = before.record if before is not None else self.take(path)
        if record is None:
            return None  # it went away meanwhile; should it come back, it is looked at again
        look = self._seen[path]
        with self.work() as work:
            if before is not None:
                work.watched.forget(before.path)
            file = WatchedFile(printable(str(path)), look.size, look.mtime, sha256, record)
            work.watched.put(file, self.clock.now())
            work.commit()
        self._done[path] = look
        return record if before is None else None

    def _taken_before(self, path: Path, sha256: BlobHash) -> WatchedFile | None:
        """What is known of this content, if it came from this path or from one that is gone (the file was renamed).

        A second copy beside the first one is taken: that somebody hands in the same file twice is worth knowing.
        """
        name = printable(str(path))
        with self.work() as work:
            same = work.watched.of_content(sha256)
            made = work.records.with_same_files([sha256])
            # The program may have ended between taking a file and remembering it.
            is_ours = made is not None and work.records.source(made) == name
        present = {printable(str(other)) for other in self._seen}
        known = next((item for item in same if item.path == name or item.path not in present), None)
        if known is None and made is not None and is_ours:
            return WatchedFile(name, 0, 0, sha256, made)
        return known


def checked_folder(folder: Path, data: Path) -> Path:
    """The folder to watch, absolute.

    Raises:
        UsageError: it is no folder, or it holds the program's own data or lies in it.
    """
    full, own = folder.resolve(), data.resolve()
    if not full.is_dir():
        raise UsageError(f"{printable(str(folder))} is no folder; choose one that is there.", code="no_folder")
    if full == own or own in full.parents or full in own.parents:
        raise UsageError("The data folder cannot be watched, nor a folder around it.", code="own_folder")
    return full


def _files(folder: Path, depth: int) -> Iterator[tuple[Path, int, int, bool]]:
    """Files under a folder with size, time and whether they are regular; links are never followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if is_clutter(path) or entry.name == CLAIM_FILE or entry.name.lower().endswith(_HALF_MADE):
                continue
            try:
                state = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(state.st_mode):
                    yield from _files(path, depth - 1) if depth else ()
                else:
                    yield path, state.st_size, state.st_mtime_ns, stat.S_ISREG(state.st_mode)
            except OSError:
                continue  # it went away while we looked, or may not be looked into


def _read(path: Path) -> tuple[BlobHash, bytes]:
    """A regular file's hash and its first bytes."""
    handle = os.open(path, os.O_RDONLY | _ASIDE)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(0, "no regular file")
        head = file.read(HEAD_BYTES)
        file.seek(0)
        return BlobHash(hashlib.file_digest(file, "sha256").hexdigest()), head
