"""The private folder of one child: the one document it may see, and a place for what it writes."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from core.errors import EngineError, InputError
from core.reading import wire

_DOCUMENT: Final = "document"
_PRIVATE: Final = 0o700


class ChildFolder:
    """Two folders in one of a random name: `wire.INPUT` for the child to read, `wire.OUTPUT` for it to write.

    A document is laid in as a second name of the same file where the file system can do that, so nothing is copied;
    the child is kept from writing there by its own confinement.

    Args:
        root: where the folder is made; made too if it is not there.

    Raises:
        EngineError: it cannot be made.
    """

    def __init__(self, root: Path) -> None:
        try:
            root.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            self._path = Path(tempfile.mkdtemp(prefix="child-", dir=root))
            for name in (wire.INPUT, wire.OUTPUT):
                (self._path / name).mkdir(mode=_PRIVATE)
        except OSError as error:
            raise _unwritable() from error

    @property
    def output(self) -> Path:
        """Where the child writes, and its working folder."""
        return self._path / wire.OUTPUT

    def picture(self, number: int) -> Path:
        """Where the child writes the picture of page `number`."""
        return self.output / wire.PICTURE_NAME.format(number=number)

    @property
    def sound(self) -> Path:
        """Where the child writes a recording's plain samples."""
        return self.output / wire.SOUND_NAME

    def note(self, data: bytes) -> Path:
        """Let the child read these bytes; returns the path that it can open.

        Raises:
            EngineError: there is no room for them.
        """
        target = self._path / wire.INPUT / wire.NOTE
        try:
            target.write_bytes(data)
        except OSError as error:
            raise _unwritable() from error
        return target

    def lay(self, source: Path) -> Path:
        """Let the child see this file, instead of the one before; returns the path that it can open.

        Raises:
            InputError: there is no such file.
            EngineError: there is no room for it.
        """
        self.clear()
        if not source.is_file():
            raise _unreadable()
        target = self._path / wire.INPUT / _DOCUMENT
        try:
            os.link(source.resolve(), target)
        except OSError:  # another file system, or one without links
            _copy(source, target)
        return target

    def clear(self) -> None:
        """Remove the document and everything that the child has written, as far as that can be done."""
        for name in (wire.INPUT, wire.OUTPUT):
            with contextlib.suppress(OSError):  # what is left goes with the folder
                for left in (self._path / name).iterdir():
                    _remove(left)

    def remove(self) -> None:
        """Remove everything; harmless if done before."""
        shutil.rmtree(self._path, ignore_errors=True)


def _remove(left: Path) -> None:
    if left.is_dir() and not left.is_symlink():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    try:
        with source.open("rb") as data:
            try:
                with target.open("xb") as copy:
                    shutil.copyfileobj(data, copy)
            except OSError as error:
                raise _unwritable() from error
    except OSError as error:
        raise _unreadable() from error


def _unreadable() -> InputError:
    return InputError("The file cannot be opened; check that it is still there.", code="unreadable")


def _unwritable() -> EngineError:
    return EngineError("The data folder cannot be written; make room on the disk and try again.", code="temp_folder")
