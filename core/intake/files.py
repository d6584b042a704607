"""Opening what somebody handed in: nothing but regular files."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from core.errors import InputError


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file and nothing else: a pipe would block for ever, a device never end.

    Raises:
        InputError: it is something else (`no_regular_file`).
        OSError: it cannot be opened.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise InputError("This is no regular file; add the document itself.", code="no_regular_file")
    return os.fdopen(handle, "rb")
