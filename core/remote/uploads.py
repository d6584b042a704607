"""Files on their way to a server: multipart, read piece by piece, the same again at every try."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import InputError

_PIECE: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """Fields and files of one request."""

    fields: Mapping[str, str]
    files: Sequence[Path]
    boundary: str

    @classmethod
    def of(cls, fields: Mapping[str, str], files: Sequence[Path]) -> Upload:
        """With a boundary of its own."""
        return cls({**fields, "names": json.dumps([_name(path) for path in files])}, files, uuid.uuid4().hex)

    @property
    def content_type(self) -> str:
        """As the header says it."""
        return f"multipart/form-data; boundary={self.boundary}"

    def pieces(self) -> Iterator[bytes]:
        """The body.

        Raises:
            InputError: a file cannot be read (any more).
        """
        for name, text in self.fields.items():
            yield self._head(f'form-data; name="{name}"') + text.encode("utf-8", "backslashreplace") + b"\r\n"
        for number, path in enumerate(self.files):  # names go by the field: a header knows no quotes and line ends
            yield self._head(f'form-data; name="files"; filename="{number}"')
            yield from _content(path)
            yield b"\r\n"
        yield f"--{self.boundary}--\r\n".encode()

    def _head(self, disposition: str) -> bytes:
        return f"--{self.boundary}\r\nContent-Disposition: {disposition}\r\n\r\n".encode()


def _name(path: Path) -> str:
    """Bytes that are no text show as escapes."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _content(path: Path) -> Iterator[bytes]:
    if not path.is_file():  # a pipe would block for ever
        raise InputError(f"{path.name} is no regular file; add the document itself.", code="no_regular_file")
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
    except OSError as error:
        raise InputError(f"{path.name} cannot be read ({error.strerror}); add it again.", code="unreadable") from error
