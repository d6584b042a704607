"""Taking over a picture that the child has written: checked, and copied, so that the child cannot change it later."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from core.reading import limits
from core.reading.answers import protocol_error

_JPEG_START: Final = b"\xff\xd8\xff"
_PRIVATE: Final = 0o600
_ASIDE: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextlib.contextmanager
def safe_copy(picture: Path) -> Iterator[Path]:
    """A private copy of the picture beside it, for as long as the block lasts; the original is removed.

    Raises:
        EngineError: `child_protocol`, if it is no plain JPEG file of a sensible size.
    """
    data = _content(picture)
    with contextlib.suppress(OSError):
        picture.unlink()
    handle, name = tempfile.mkstemp(prefix="adopt-", suffix=".jpg", dir=picture.parent)
    copy = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        copy.chmod(_PRIVATE)
        yield copy
    finally:
        copy.unlink(missing_ok=True)  # adopted: it is gone already


def _content(picture: Path) -> bytes:
    try:
        handle = os.open(picture, os.O_RDONLY | _ASIDE)
    except OSError:
        raise protocol_error() from None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise protocol_error()
        data = file.read(limits.PICTURE_BYTES + 1)
    if len(data) > limits.PICTURE_BYTES or not data.startswith(_JPEG_START):
        raise protocol_error()
    return data
