"""A watched folder: what comes to rest in it is taken in, once. Nothing is moved, changed or removed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

from core.domain.desk import Refusal
from core.domain.ids import BlobHash, RecordId
from core.domain.media import ALLOWED_MEDIA, HEAD_BYTES, media_type
from core.domain.ports import Clock
from core.domain.review_work import WatchedFile
from core.domain.watching import Folders, WatchReport
from core.domain.work import Work
from core.errors import UsageError
from core.intake.plan import MAX_ATTACHMENTS, printable
from core.intake.watched_units import FoundFile, Unit, files_of, units_of

_MOST_AT_ONCE: Final = 50
_SEVERAL: Final = 2
_NOT_REGULAR: Final = ("no_regular_file", "Links and devices are not taken from a watched folder.")
_ASIDE: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Taking(Protocol):
    """Makes one record of one file, or of a folder of files."""

    def __call__(self, path: Path) -> RecordId | None:
        """The record; None if the file or folder is gone."""


@dataclass(frozen=True, slots=True)
class _Look:
    """A file as one look found it. since: when it was first seen like this."""

    size: int
    mtime: int
    since: datetime


@dataclass(slots=True)
class FolderWatch:
    """Looks into a folder and the folders in it, whenever it is asked to; for one thread.

    A file counts as arrived once its size and time have not changed for `seconds`. Each file is a record, but for
    those in a folder of their own, which are one together once all of them have arrived, as they are when such a folder
    is dropped; unless `folders` says that each of those is a record too. Links, devices and what is no document are
    told once and left alone. What was taken is remembered in the store by path, size, time and content, so neither a
    restart nor a rename takes it again.
    """

    folder: Path
    seconds: float
    take: Taking
    work: Work
    clock: Clock
    folders: Folders = Folders.TOGETHER
    _seen: dict[Path, _Look] = field(default_factory=dict)
    _done: dict[Path, _Look] = field(default_factory=dict)

    def look(self) -> WatchReport:
        """One look: makes at most fifty records, the rest with the next look.

        Raises:
            StoreError: the store is in trouble; files not yet remembered are looked at again.
        """
        try:
            found = files_of(self.folder, self.folders)
        except OSError as error:
            problem = f"{printable(str(self.folder))} cannot be looked into: {error.strerror or error}."
            return WatchReport(self.folder, problem=problem)
        now = self.clock.now()
        self._seen = {file.path: self._noted(file, now) for file in found}
        self._done = {path: look for path, look in self._done.items() if self._seen.get(path) == look}
        open_ones = [file for file in found if file.path not in self._done]
        told: list[Refusal | RecordId] = [
            self._refuse(file.path, *_NOT_REGULAR) for file in open_ones if not file.is_regular
        ]
        rested = [file.path for file in open_ones if file.is_regular and self._is_at_rest(file.path, now)]
        new = set(self._unknown(rested))
        for unit in islice(units_of(found, new, {*rested, *self._done}), _MOST_AT_ONCE):
            told.extend(self._settle(unit))
        waiting = sum(file.is_regular and file.path not in self._done for file in open_ones)
        taken = tuple(one for one in told if not isinstance(one, Refusal))
        return WatchReport(self.folder, taken, tuple(one for one in told if isinstance(one, Refusal)), waiting)

    def _noted(self, file: FoundFile, now: datetime) -> _Look:
        before = self._seen.get(file.path)
        # A look from what is now the future was noted by a clock that has been set back since.
        if before is not None and (before.size, before.mtime) == (file.size, file.mtime) and before.since <= now:
            return before
        return _Look(file.size, file.mtime, now)

    def _is_at_rest(self, path: Path, now: datetime) -> bool:
        look = self._seen[path]
        return look.mtime >= 0 and now - look.since >= timedelta(seconds=self.seconds)

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

    def _settle(self, unit: Unit) -> Iterator[Refusal | RecordId]:
        """Files have come to rest: take them, unless they were taken before or are no documents."""
        if len(unit.files) > MAX_ATTACHMENTS:
            self._done.update((path, self._seen[path]) for path in unit.files)
            text = f"The folder holds {len(unit.files)} files; one record takes {MAX_ATTACHMENTS}."
            yield Refusal(printable(str(unit.source)), "too_many_files", text)
            return
        together = self._together(unit)
        if together:
            yield from self._take(unit.source, together)
            return
        for path in unit.files:
            yield from self._settle_alone(path)

    def _together(self, unit: Unit) -> Mapping[Path, BlobHash]:
        """All files of the unit, if they are one record: new ones, two documents or more among them; else none.

        What is no document goes with the others, as it does in a dropped folder: the record then says so.
        """
        if len(unit.files) < _SEVERAL:
            return {}
        try:
            read = {path: _read(path) for path in unit.files}
        except OSError:
            return {}
        files = {path: sha256 for path, (sha256, _) in read.items()}
        documents = sum(media_type(head) in ALLOWED_MEDIA for _, head in read.values())
        if documents < _SEVERAL or any(self._taken_before(path, sha256) for path, sha256 in files.items()):
            return {}
        return files

    def _settle_alone(self, path: Path) -> Iterator[Refusal | RecordId]:
        try:
            sha256, head = _read(path)
        except OSError as error:
            yield self._refuse(path, "unreadable", f"The file cannot be read ({error.strerror}).")
            return
        if not head:
            yield self._refuse(path, "empty_file", "The file is empty.")
        elif media_type(head) not in ALLOWED_MEDIA:
            yield self._refuse(path, "no_document", "This is no document that can be read; it was left alone.")
        elif (known := self._taken_before(path, sha256)) is not None:
            self._remember({path: sha256}, known.record, known.path)
        else:
            yield from self._take(path, {path: sha256})

    def _take(self, source: Path, files: Mapping[Path, BlobHash]) -> Iterator[RecordId]:
        made = self._made_before(source, files.values())
        record = made if made is not None else self.take(source)
        if record is None:
            return  # it went away meanwhile; should it come back, it is looked at again
        self._remember(files, record)
        if made is None:
            yield record

    def _remember(self, files: Mapping[Path, BlobHash], record: RecordId, instead: str = "") -> None:
        with self.work() as work:
            if instead:
                work.watched.forget(instead)
            for path, sha256 in files.items():
                look = self._seen[path]
                file = WatchedFile(printable(str(path)), look.size, look.mtime, sha256, record)
                work.watched.put(file, self.clock.now())
            work.commit()
        self._done.update((path, self._seen[path]) for path in files)

    def _made_before(self, source: Path, blobs: Iterable[BlobHash]) -> RecordId | None:
        """The program may have ended between making the record and remembering its files."""
        with self.work() as work:
            made = work.records.with_same_files(tuple(blobs))
            return made if made is not None and work.records.source(made) == printable(str(source)) else None

    def _taken_before(self, path: Path, sha256: BlobHash) -> WatchedFile | None:
        """What is known of this content, if it came from this path or from one that is gone (the file was renamed).

        A second copy beside the first one is taken: that somebody hands in the same file twice is worth knowing.
        """
        name = printable(str(path))
        with self.work() as work:
            same = work.watched.of_content(sha256)
        present = {printable(str(other)) for other in self._seen}
        return next((item for item in same if item.path == name or item.path not in present), None)


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


def _read(path: Path) -> tuple[BlobHash, bytes]:
    """A regular file's hash and its first bytes."""
    handle = os.open(path, os.O_RDONLY | _ASIDE)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(0, "no regular file")
        head = file.read(HEAD_BYTES)
        file.seek(0)
        return BlobHash(hashlib.file_digest(file, "sha256").hexdigest()), head
