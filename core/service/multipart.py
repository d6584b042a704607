"""A multipart body as it comes in: files go to the disk piece by piece, hashed on the way, never held in memory."""

from __future__ import annotations

import hashlib
import os
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from core.domain.handing import Upload
from core.domain.ids import BlobHash
from core.domain.media import ALLOWED_MEDIA, AUDIO, HEAD_BYTES, PDF, media_type
from core.service.ports import Limits
from core.service.problems import ProblemError

FILES: Final = "files"
_FIELD_BYTES: Final = 64 * 1024
_MOST_FIELDS: Final = 16
_MOST_NAME: Final = 255


@dataclass(slots=True)
class Part:
    """A file under way."""

    path: Path
    name: str
    file: BinaryIO
    head: bytearray = field(default_factory=bytearray)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)
    size: int = 0


class Body:
    """Takes a body in; used in one thread.

    Args:
        boundary: between its parts.
        folder: for files under way.
        limits: of files and fields.
    """

    def __init__(self, boundary: bytes, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._data,
                "on_part_end": self._end,
                "on_end": self._finished,
            },
        )
        self._name = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}
        self._field = ""
        self._text = bytearray()
        self._part: Part | None = None
        self._is_whole = False
        self.parts: list[Part] = []
        self.fields: dict[str, str] = {}

    def feed(self, data: bytes) -> None:
        """Take a piece.

        Raises:
            ProblemError: it breaks a limit, or is no multipart.
        """
        try:
            self._parser.write(data)
        except MultipartParseError as error:
            raise ProblemError(400, "bad_multipart", "The body is no valid multipart/form-data.") from error

    def finish(self) -> tuple[Upload, ...]:
        """The files, closed, in their order.

        Raises:
            ProblemError: the body was cut, or holds no file.
        """
        if not self._is_whole:
            raise ProblemError(400, "cut_body", "The body ended too early.")
        if not self.parts:
            raise ProblemError(422, "no_files", f'Give at least one file as "{FILES}".')
        return tuple(self._upload(part) for part in self.parts)

    def whole(self) -> tuple[Part, ...]:
        """The files as they came, closed, whatever kind they are; there may be none.

        Raises:
            ProblemError: the body was cut.
        """
        if not self._is_whole:
            raise ProblemError(400, "cut_body", "The body ended too early.")
        for part in self.parts:
            part.file.close()
        return tuple(self.parts)

    def drop(self) -> None:
        """Close and remove what is still here."""
        for part in self.parts:
            part.file.close()
            part.path.unlink(missing_ok=True)

    def _begin(self) -> None:
        self._headers, self._field, self._part = {}, "", None
        self._text.clear()

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" in options:
            self._open(options[b"filename"])
        elif len(self.fields) >= _MOST_FIELDS:
            raise ProblemError(413, "too_many_fields", f"A request may have {_MOST_FIELDS} fields.")

    def _open(self, name: bytes) -> None:
        if self._field != FILES:
            raise ProblemError(422, "unknown_field", f'Files are given as "{FILES}".')
        if len(self.parts) >= self._limits.files:
            raise ProblemError(413, "too_many_files", f"One record takes {self._limits.files} files.")
        path = self._folder / uuid.uuid4().hex
        shown = name.decode("utf-8", "replace").replace("\\", "/").rpartition("/")[2][:_MOST_NAME] or "unnamed"
        self._part = Part(path, shown, open(path, "xb", opener=_private))  # noqa: SIM115 - closed by _upload or drop
        self.parts.append(self._part)

    def _data(self, data: bytes, start: int, end: int) -> None:
        piece = data[start:end]
        if self._part is None:
            self._text += piece
            if len(self._text) > _FIELD_BYTES:
                raise ProblemError(413, "too_large", f"A field may have {_FIELD_BYTES} bytes.")
            return
        part = self._part
        if len(part.head) < HEAD_BYTES:
            part.head += piece[: HEAD_BYTES - len(part.head)]
        part.size += len(piece)
        if part.size > max(self._limits.pdf, self._limits.image, self._limits.audio):
            raise ProblemError(413, "too_large", "A file is too large; hand in a smaller copy.")
        part.digest.update(piece)
        part.file.write(piece)

    def _end(self) -> None:
        if self._part is None:
            if self._field in self.fields:
                raise ProblemError(422, "field_twice", "A field stands twice.")
            self.fields[self._field] = self._text.decode("utf-8", "replace")

    def _finished(self) -> None:
        self._is_whole = True

    def _upload(self, part: Part) -> Upload:
        part.file.close()
        kind = media_type(bytes(part.head))
        if kind not in ALLOWED_MEDIA:
            raise ProblemError(415, "unsupported_type", "A file is no PDF, picture or recording that can be read.")
        usual = self._limits.audio if kind in AUDIO else self._limits.image
        limit = self._limits.pdf if kind == PDF else usual
        if part.size > limit:
            raise ProblemError(413, "too_large", f"A file of that kind may have {limit // 1_000_000} MB.")
        return Upload(part.name, BlobHash(part.digest.hexdigest()), part.size, kind)


def boundary_of(content_type: str) -> bytes:
    """The boundary that a content type names; raises ProblemError if it is another type."""
    kind, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise ProblemError(415, "no_multipart", "Hand files in as multipart/form-data.")
    return boundary


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
