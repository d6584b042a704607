"""A record's evidence in one ZIP file: the same bytes whenever nothing has happened in between."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any, Final, Protocol

from core.domain.audit import AuditRow
from core.domain.delivery import DeliveryQuery, DeliveryRow
from core.domain.egress import EgressRow
from core.domain.evidence import EvidencePack
from core.domain.history import HistoryRow
from core.domain.ids import BlobHash, RecordId
from core.domain.media import BMP, HEIC, JPEG, PDF, PNG, TIFF, WEBP
from core.domain.rows import RecordDetail
from core.errors import UsageError
from core.review.evidence_page import Case, index_page, picture_name

_EXTENSIONS: Final = {PDF: "pdf", JPEG: "jpg", PNG: "png", TIFF: "tif", HEIC: "heic", WEBP: "webp", BMP: "bmp"}
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_PRIVATE: Final = 0o100600 << 16
_CHUNK: Final = 1 << 20
_MOST: Final = 10_000


class Sources(Protocol):
    """What the store can tell of a record."""

    def detail(self, record: RecordId, version: int | None = None) -> RecordDetail: ...  # noqa: D102
    def history(self, record: RecordId) -> tuple[HistoryRow, ...]: ...  # noqa: D102
    def links(self, record: RecordId) -> tuple[AuditRow, ...]: ...  # noqa: D102
    def deliveries(self, query: DeliveryQuery) -> tuple[DeliveryRow, ...]: ...  # noqa: D102
    def egress(self, record: RecordId) -> tuple[EgressRow, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _Member:
    """A file of the pack: its name there, and its bytes or where they lie. packed: whether they are small already."""

    name: str
    content: bytes | Path
    is_packed: bool = False


class EvidencePacker:
    """Writes packs. Names of members are ours alone: what a file was called stands in the pages, as plain text."""

    def __init__(self, sources: Sources, blob_path: Callable[[BlobHash], Path], language: str) -> None:
        self._sources = sources
        self._blob_path = blob_path
        self._language = language

    def write(self, record: RecordId, path: Path) -> EvidencePack:
        """Write the pack beside `path`, then put it there as a whole.

        Raises:
            NotFoundError: no such record.
            UsageError: the file cannot be written there.
        """
        members = tuple(self._members(record))
        part = None
        try:
            handle, name = tempfile.mkstemp(prefix=".evidence-", suffix=".part", dir=path.parent)
            part = Path(name)
            with os.fdopen(handle, "w+b") as file:
                _write(file, members, record)
                file.flush()
                os.fsync(file.fileno())
                size = file.tell()
                file.seek(0)
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            part.replace(path)
        except OSError as error:
            raise UsageError(f"{path} cannot be written ({error.strerror}); choose another place.") from error
        finally:
            if part is not None:
                part.unlink(missing_ok=True)
        return EvidencePack(path, sha256, size, len(members) + 1)

    def _members(self, record: RecordId) -> Iterator[_Member]:
        detail = self._sources.detail(record)
        case = Case(detail, self._sources.history(record), self._sources.links(record), tuple(self._originals(detail)))
        yield _Member("index.html", index_page(case, self._language).encode())
        yield _Member("record.json", _json(asdict(detail)))
        yield _Member("history.json", _json([asdict(row) for row in case.history]))
        yield _Member("audit.json", _json([asdict(link) for link in case.links]))
        deliveries = self._sources.deliveries(DeliveryQuery(record=record, limit=_MOST))
        yield _Member("deliveries.json", _json([asdict(delivery) for delivery in deliveries]))
        yield _Member("egress.json", _json([asdict(row) for row in self._sources.egress(record)]))
        policy = detail.judgement.policy.sha256 if detail.judgement else ""
        if policy and (kept := self._blob_path(BlobHash(policy))).is_file():
            yield _Member("policy.json", kept)
        for item, name in zip(detail.attachments, case.originals, strict=True):
            if name:
                yield _Member(name, self._blob_path(item.sha256), is_packed=True)
        for page in detail.reading.pages if detail.reading else ():
            if page.picture is not None and (kept := self._blob_path(page.picture)).is_file():
                yield _Member(picture_name(page), kept, is_packed=True)
        yield from self._earlier(detail)

    def _earlier(self, detail: RecordDetail) -> Iterator[_Member]:
        """What the versions before said, and their files that the current one no longer has."""
        there = {item.sha256 for item in detail.attachments}
        for version in detail.versions:
            if version == detail.version:
                continue
            other = self._sources.detail(detail.row.id, version)
            yield _Member(f"versions/{version}.json", _json(asdict(other)))
            for item, name in zip(other.attachments, self._originals(other), strict=True):
                if name and item.sha256 not in there:
                    there.add(item.sha256)
                    yield _Member(name, self._blob_path(item.sha256), is_packed=True)

    def _originals(self, detail: RecordDetail) -> Iterator[str]:
        """The name of each original in the pack; empty if its bytes could not be taken in."""
        for item in detail.attachments:
            extension = _EXTENSIONS.get(item.media_type, "bin")
            is_there = bool(item.sha256) and self._blob_path(item.sha256).is_file()
            yield f"originals/{item.index + 1:02d}.{extension}" if is_there else ""


def _write(file: Any, members: tuple[_Member, ...], record: RecordId) -> None:
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(file, "w") as pack:
        for member in members:
            hashes[member.name] = _add(pack, member)
        _add(pack, _Member("manifest.json", _json({"record": record, "sha256": hashes})))


def _add(pack: zipfile.ZipFile, member: _Member) -> str:
    """Add a member and return its SHA-256. Neither clock nor file system leaves a trace in it."""
    info = zipfile.ZipInfo(member.name, _DATE)
    info.create_system, info.external_attr = 3, _PRIVATE
    info.compress_type = zipfile.ZIP_STORED if member.is_packed else zipfile.ZIP_DEFLATED
    if isinstance(member.content, bytes):
        pack.writestr(info, member.content)
        return hashlib.sha256(member.content).hexdigest()
    with member.content.open("rb") as source:
        sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        info.file_size = member.content.stat().st_size
        with pack.open(info, "w") as target:
            shutil.copyfileobj(source, target, _CHUNK)
    return sha256


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, default=_plain).encode("utf-8", "replace")


def _plain(value: object) -> str:
    match value:
        case datetime():
            return value.isoformat()
        case PurePath():
            return value.name
        case _:
            raise TypeError(f"{type(value)} is no JSON")
