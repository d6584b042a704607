"""Landlock, by which a Linux process gives up most of its file system for good: the system calls and their rights.

See `man 7 landlock`. What it may keep is decided in `core.reading.child.confinement`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""Numbers of the three system calls, the same on every architecture."""
_VERSION_FLAG: Final = 1
_PATH_BENEATH: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38

_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_FILE, _MAKE_FILE = 1 << 5, 1 << 8
_TRUNCATE: Final = 1 << 14
_ALL_OF_FIRST: Final = (1 << 13) - 1
_SINCE: Final = ((2, 1 << 13), (3, _TRUNCATE), (5, 1 << 15))
"""Rights to files that later versions of the interface added: moving between folders, truncating, device control."""
_OF_FILES: Final = _EXECUTE | _WRITE | _READ | _TRUNCATE
_TCP: Final = 0b11
_TCP_SINCE: Final = 4
_SCOPES: Final = 0b11
_SCOPES_SINCE: Final = 6

READ: Final = _READ | _LIST
RUN: Final = READ | _EXECUTE
LIST: Final = _LIST
USE: Final = _READ | _WRITE
"""A device."""
WORK: Final = READ | _WRITE | _TRUNCATE | _MAKE_FILE | _REMOVE_FILE
"""A folder of its own, for plain files: folders, links, pipes and sockets cannot be made there."""


def version() -> int:
    """The version of the interface that the kernel has; 0 if it has none."""
    if not sys.platform.startswith("linux"):
        return 0
    return max(0, _call(_CREATE, None, ctypes.c_size_t(0), _VERSION_FLAG))


def restrict(kept: Iterable[tuple[Path, int]]) -> bool:
    """Keep the given rights below the given paths (those that exist) and give up all other files, TCP, and signals.

    Signals to other processes and TCP only where the kernel knows how. Returns whether anything was given up.
    """
    known = version()
    if not known:
        return False
    handled = _ALL_OF_FIRST | sum(right for since, right in _SINCE if known >= since)
    ruleset = _ruleset(known, handled)
    if ruleset < 0:
        return False
    try:
        for path, rights in kept:
            _keep(ruleset, path, rights & handled)
        ctypes.CDLL(None).prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return _call(_RESTRICT, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _ruleset(known: int, handled: int) -> int:
    fields = [handled]
    if known >= _TCP_SINCE:
        fields.append(_TCP)
    if known >= _SCOPES_SINCE:
        fields.append(_SCOPES)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    return _call(_CREATE, attributes, ctypes.c_size_t(len(attributes)), 0)


def _keep(ruleset: int, path: Path, rights: int) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not path.is_dir():
                rights &= _OF_FILES
            _call(_ADD, ruleset, _PATH_BENEATH, struct.pack("=Qi", rights, handle), 0)
        finally:
            os.close(handle)


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(number, *arguments))
