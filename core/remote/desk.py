"""The desk on a server: its calls as they are, and in its own way whatever carries files or goes on for ever."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from pydantic import TypeAdapter

from core.calls.faults import DONE_ALREADY
from core.calls.ports import DESK
from core.calls.signatures import call_of
from core.domain.claim import Claim
from core.domain.claim_table import ClaimTable
from core.domain.desk import Desk, IntakeResult, Refusal, ResubmitRequest
from core.domain.events import Event
from core.domain.evidence import EvidencePack
from core.domain.hold import PolicyRef
from core.domain.ids import BlobHash, RecordId
from core.domain.rows import RecordDetail, RecordRow
from core.errors import ConflictError, HoldpointError, InputError, StoreError, UsageError
from core.intake.claim_file import read_table
from core.intake.claims import RecordFile, read_record_file
from core.intake.plan import Candidate, plan, printable
from core.remote.cache import BlobCache
from core.remote.events import ServerEvents
from core.remote.link import Link
from core.remote.stub import Remote, asked, with_calls
from core.remote.uploads import Upload


class DeskFiles(Remote):
    """What is special. See `core.domain.desk.Desk`.

    Args:
        link: to the server.
        cache: keeps pictures and originals for a while.
        events: what happens there.
    """

    def __init__(self, link: Link, cache: BlobCache, events: ServerEvents) -> None:
        super().__init__(link)
        self._cache = cache
        self._events = events

    @property
    def place(self) -> str:
        """See `Desk.place`."""
        return self._link.address

    def open(self, record: RecordId, version: int | None = None) -> RecordDetail:
        """See `Desk.open`. Its pages' pictures are fetched meanwhile."""
        detail: RecordDetail = asked(self._link, call_of(DESK, "open"), record, version)
        if detail.reading is not None:
            self._cache.fetch_ahead(page.picture for page in detail.reading.pages if page.picture is not None)
        return detail

    def picture(self, blob: BlobHash) -> Path:
        """See `Desk.picture`."""
        return self._cache.path(blob)

    def take_in(self, paths: Sequence[Path], claim: Claim | None = None) -> IntakeResult:
        """See `Desk.take_in`. What cannot be sent stays where it is, and is told among the refused."""
        planned = plan(paths)
        records, refused = [], list(planned.refused)
        for candidate in planned.candidates:
            try:
                records.append(self._take(candidate, claim))
            except HoldpointError as error:
                refused.append(Refusal(printable(str(candidate.source)), error.code, error.text))
        return IntakeResult(tuple(records), tuple(refused))

    def _take(self, candidate: Candidate, given: Claim | None) -> RecordId:
        said = read_record_file(candidate.claim) if candidate.claim else RecordFile(given or Claim())
        claim = TypeAdapter(Claim).dump_json(said.claim).decode()
        fields = {"source": printable(str(candidate.source)), "claim": claim}
        if said.due is not None:
            fields["due"] = said.due.isoformat()
        told = json.loads(self._handed("take_in", fields, candidate.files))
        return RecordId(int(told["record"]))

    def resubmit(self, request: ResubmitRequest) -> RecordRow:
        """See `Desk.resubmit`."""
        planned = plan(request.paths)
        files = tuple(file for candidate in planned.candidates for file in candidate.files)
        if planned.refused:
            raise UsageError(planned.refused[0].text, code=planned.refused[0].code)
        if not files:
            raise UsageError("There is no file to hand in.", code="no_document")
        fields = {"record": str(request.record), "files": request.files.value}
        row = call_of(DESK, "row")
        try:
            answer = self._handed("resubmit", fields, files)
        except InputError as error:
            raise UsageError(error.text, code=error.code) from error
        except ConflictError as error:
            if error.code != DONE_ALREADY:
                raise
            return cast("RecordRow", asked(self._link, row, request.record))
        return cast("RecordRow", row.unpack_answer(answer))

    def _handed(self, what: str, fields: dict[str, str], files: Sequence[Path]) -> bytes:
        upload = Upload.of(fields, files)
        headers = {"Content-Type": upload.content_type}
        return self._link.change(f"/desk/files/{what}", upload.pieces, headers).content

    def read_claims(self, path: Path) -> ClaimTable:
        """See `Desk.read_claims`. The file is read here."""
        return read_table(path)

    def read_policy(self, path: Path) -> PolicyRef:
        """See `Desk.read_policy`. The server reads it and keeps it."""
        try:
            return TypeAdapter(PolicyRef).validate_json(self._handed("read_policy", {}, [path]))
        except InputError as error:
            raise UsageError(error.text, code=error.code) from error

    def evidence_pack(self, record: RecordId, path: Path) -> EvidencePack:
        """See `Desk.evidence_pack`."""
        answer = self._link.read("GET", f"/desk/evidence/{record}")
        told: dict[str, Any] = json.loads(answer.headers.get("holdpoint-pack", "{}"))
        pack = EvidencePack(path, hashlib.sha256(answer.content).hexdigest(), len(answer.content), 0)
        if (pack.sha256, pack.size) != (told.get("sha256"), told.get("size")):
            raise StoreError("The pack came in pieces that do not fit; make it again.", code="bad_answer")
        try:
            part = path.with_name(f".{path.name}.part")
            with open(part, "wb", opener=_private) as file:
                file.write(answer.content)
            part.replace(path)
        except OSError as error:
            raise UsageError(f"{path} cannot be written ({error.strerror}); choose another place.") from error
        return replace(pack, members=int(told.get("members", 0)))

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """See `Desk.subscribe`: in the thread that listens to the server."""
        return self._events.bus.subscribe(listener)


def remote_desk(link: Link, cache: BlobCache, events: ServerEvents) -> Desk:
    """The desk on that server."""
    return cast("Desk", with_calls(DESK, DeskFiles)(link, cache, events))


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
