"""Zeroing what SQLite leaves in unused parts of a database's pages; the layout is that of SQLite's stable file format.

What is deleted SQLite overwrites itself. But rows that once moved to another page have left a copy between the list of
cells and the cells of the page they left. Those bytes mean nothing: the file is the same database before, after and
in the middle of their zeroing, whatever power cut comes, as long as the page has no newer form in the log.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from stat import S_ISREG
from typing import Final

_HEADER: Final = 100
_MAGIC: Final = b"SQLite format 3\x00"
_WITH_LOG: Final = b"\x02\x02"
_TREE_KINDS: Final = frozenset({1, 5})
"""Kinds of pages, as a page of the map names them, that are nodes of a table or an index."""
_HEADS: Final = {2: 12, 5: 12, 10: 8, 13: 8}
"""Bytes of a node's head, by its first byte."""
_LOCKED: Final = 0x40000000
"""The page with this byte holds nothing: SQLite locks it."""


class PageFile:
    """The file itself, beside SQLite's own look at it.

    On most systems closing a file gives up every lock that the process has on it, SQLite's too: close it only after
    the last of the process's connections.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("r+b", buffering=0)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def sync(self) -> None:
        """Wait until all is on the disk."""
        os.fsync(self._file.fileno())

    @property
    def is_known(self) -> bool:
        """Whether it is what we take it for: a regular file with SQLite's head, a log, a map, and all of its pages."""
        head, found = self._read(0, _HEADER), os.fstat(self._file.fileno())
        is_ours = head.startswith(_MAGIC) and head[18:20] == _WITH_LOG and any(head[52:56])
        return is_ours and S_ISREG(found.st_mode) and found.st_size == _size(head) * int.from_bytes(head[28:32])

    def scrub(self, part: int) -> int | None:
        """Zero what is unused in that part of the file: the pages that one page of the map names, 3 MB.

        Call while nobody can write and the log is empty. Returns how many pages had something there; None if the file
        has no such part.
        """
        head = self._read(0, _HEADER)
        size = _size(head)
        named = (size - head[20]) // 5
        first = 1 + part * (named + 1)
        first += first == _LOCKED // size
        pages = self._read(first * size, (named + 1) * size)
        if not pages:
            return None
        kinds = pages[: named * 5 : 5]
        found = sum(
            self._zero((first + at) * size, pages[at * size : (at + 1) * size], 0)
            for at, kind in enumerate(kinds, start=1)
            if kind in _TREE_KINDS
        )
        return found + (self._zero(0, self._read(0, size), _HEADER) if part == 0 else 0)

    def _zero(self, place: int, page: bytes, start: int) -> bool:
        """Zero what is unused in that page, which is at `place`; its head begins at `start`."""
        begin, end = unused(page, start)
        if not any(page[begin:end]):
            return False
        self._file.seek(place + begin)
        self._file.write(bytes(end - begin))
        return True

    def _read(self, place: int, length: int) -> bytes:
        self._file.seek(place)
        return self._file.read(length) or b""


def _size(head: bytes) -> int:
    size = int.from_bytes(head[16:18])
    return size if size > 1 else 0x10000


def unused(page: bytes, start: int) -> tuple[int, int]:
    """From where to where a node holds nothing; nowhere if it is no node, or not one as it should be."""
    length = _HEADS.get(page[start]) if len(page) > start else None
    if length is None:
        return 0, 0
    cells = int.from_bytes(page[start + 3 : start + 5])
    begin, end = start + length + 2 * cells, int.from_bytes(page[start + 5 : start + 7]) or 0x10000
    if begin > end or end > len(page):
        return 0, 0
    if cells and min(struct.unpack_from(f">{cells}H", page, start + length)) < end:
        return 0, 0
    return begin, end
