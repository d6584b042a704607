"""Taking over what the child has written, a picture or sound: its bytes, checked, so that it cannot change them."""

from __future__ import annotations

import io
import os
import stat
import wave
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
    return _taken(picture, limits.PICTURE_BYTES, _JPEG_START)


def sound_bytes(sound: Path) -> bytes:
    """The bytes of a recording's plain samples; as `picture_bytes`, if it is no WAV file of a sensible size."""
    data = _taken(sound, limits.SOUND_BYTES, b"RIFF")
    try:
        with wave.open(io.BytesIO(data)) as file:
            is_plain = file.getparams()[:3] == (1, 2, limits.SAMPLE_RATE)
    except (wave.Error, EOFError):
        is_plain = False
    if not is_plain:
        raise protocol_error()
    return data


def _taken(path: Path, most: int, start: bytes) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY | _ASIDE)
    except OSError:
        raise protocol_error() from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):  # asked before it becomes a file object: that refuses folders itself
        os.close(handle)
        raise protocol_error()
    with os.fdopen(handle, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most or not data.startswith(start):
        raise protocol_error()
    return data
