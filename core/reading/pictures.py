"""Taking over a picture that the child has written: its bytes, checked, so that the child cannot change them later."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from core.reading import limits
from core.reading.answers import protocol_error

_JPEG_START: Final = b"\xff\xd8\xff"
_ASIDE: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def picture_bytes(picture: Path) -> bytes:
    """The picture's bytes. They are read, not moved: a child that kept the file open could write to it still.

    Raises:
        EngineError: `child_protocol`, if it is no plain JPEG file of a sensible size.
    """
    try:
        handle = os.open(picture, os.O_RDONLY | _ASIDE)
    except OSError:
        raise protocol_error() from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):  # asked before it becomes a file object: that refuses folders itself
        os.close(handle)
        raise protocol_error()
    with os.fdopen(handle, "rb") as file:
        data = file.read(limits.PICTURE_BYTES + 1)
    if len(data) > limits.PICTURE_BYTES or not data.startswith(_JPEG_START):
        raise protocol_error()
    return data
