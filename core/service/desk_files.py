"""What the desk sends and gets as files: pictures and originals by their hash, evidence, and what is handed in."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request
from pydantic import TypeAdapter, ValidationError
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response

from core.calls.faults import DONE_ALREADY
from core.domain.claim import Claim
from core.domain.desk import NewFiles
from core.domain.hold import PolicyRef
from core.domain.ids import BlobHash, RecordId
from core.domain.rows import RecordRow
from core.errors import ConflictError, UsageError
from core.service.answers import matches
from core.service.desk_calls import caller_of, pieces, refuse_repeated, told
from core.service.desk_ports import Caller, DeskOffice, Handed
from core.service.intake import due_of
from core.service.multipart import Body, boundary_of
from core.service.once import Once
from core.service.ports import Limits
from core.service.problems import ProblemError

_HASH: Final = 64
_MOST_NAME: Final = 240
_NEVER: Final = "/" if os.name == "posix" else '/\\:*?"<>|'
PACK: Final = "holdpoint-pack"
_CLAIM: Final[TypeAdapter[Claim]] = TypeAdapter(Claim)
_POLICY: Final[TypeAdapter[PolicyRef]] = TypeAdapter(PolicyRef)
_Does = Callable[[DeskOffice, dict[str, str], tuple[Path, ...], Caller], bytes]
_ROW: Final[TypeAdapter[RecordRow]] = TypeAdapter(RecordRow)


def file_routes(office: DeskOffice, limits: Limits, once: Once) -> APIRouter:
    """Bytes in and out."""
    router = APIRouter(include_in_schema=False)
    _give(router, office)
    _take(router, office, limits, once)
    return router


def _give(router: APIRouter, office: DeskOffice) -> None:
    @router.get("/desk/blobs/{blob}")
    def blob(blob: str, if_none_match: Annotated[str | None, Header()] = None) -> Response:
        """A page's picture, or an original; what a hash names never changes."""
        if len(blob) != _HASH or set(blob) - set("0123456789abcdef"):
            raise ProblemError(404, "not_found", "There are no such bytes.")
        headers = {"ETag": f'"{blob}"', "Cache-Control": "private, max-age=31536000, immutable"}
        if if_none_match and matches(if_none_match, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        path = office.blob(BlobHash(blob))
        if not path.is_file():
            raise ProblemError(404, "not_found", "Those bytes are gone: they were deleted.")
        return FileResponse(path, headers=headers, media_type="application/octet-stream")

    @router.get("/desk/evidence/{record}")
    def evidence(record: int) -> Response:
        """Everything known about a record, as one file."""
        path = office.scratch / f"{uuid.uuid4().hex}.zip"
        try:
            pack = office.evidence_pack(RecordId(record), path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        told_of = json.dumps({"sha256": pack.sha256, "size": pack.size, "members": pack.members})
        gone = BackgroundTask(partial(path.unlink, missing_ok=True))
        return FileResponse(path, headers={PACK: told_of}, media_type="application/zip", background=gone)


def _take(router: APIRouter, office: DeskOffice, limits: Limits, once: Once) -> None:
    for name, does in (("take_in", _taken), ("resubmit", _resubmitted), ("read_policy", _policy_read)):
        router.post(f"/desk/files/{name}")(_taker(office, limits, once, does))


def _taker(office: DeskOffice, limits: Limits, once: Once, does: _Does) -> Callable[[Request], Awaitable[Response]]:
    async def take(request: Request) -> Response:
        async with _received(request, office, limits) as (fields, files, content):

            def work() -> bytes:
                caller = caller_of(request, content)
                return once.run(caller.key, caller.fingerprint, partial(does, office, fields, files, caller))

            return await run_in_threadpool(told, work)

    return take


def _taken(office: DeskOffice, fields: dict[str, str], files: tuple[Path, ...], caller: Caller) -> bytes:
    try:
        claim = _CLAIM.validate_json(fields.get("claim") or "{}")
    except ValidationError as error:
        raise UsageError("The claim cannot be understood.", code="bad_request") from error
    due = due_of(fields["due"]) if fields.get("due") else None
    try:
        refuse_repeated(office, caller)
    except ConflictError as error:
        if error.code != DONE_ALREADY:
            raise
        return json.dumps({"record": int(dict(error.facts)["record"])}).encode()
    record = office.take_in(Handed(fields.get("source", ""), files, claim, due), caller)
    return json.dumps({"record": record}).encode()


def _resubmitted(office: DeskOffice, fields: dict[str, str], files: tuple[Path, ...], caller: Caller) -> bytes:
    try:
        record, how = RecordId(int(fields.get("record", ""))), NewFiles(fields.get("files", ""))
    except ValueError as error:
        raise UsageError("Which record, and instead of what?", code="bad_request") from error
    refuse_repeated(office, caller)
    return _ROW.dump_json(office.resubmit(record, files, how, caller))


def _policy_read(office: DeskOffice, _fields: dict[str, str], files: tuple[Path, ...], caller: Caller) -> bytes:
    if len(files) != 1:
        raise UsageError("Give one policy file.", code="bad_request")
    try:
        return _POLICY.dump_json(office.read_policy(files[0], caller))
    except UsageError as error:  # it speaks of where the file lies here; whoever gave it knows its name
        raise UsageError(error.text.replace(str(files[0]), files[0].name), code=error.code) from error


@asynccontextmanager
async def _received(
    request: Request, office: DeskOffice, limits: Limits
) -> AsyncIterator[tuple[dict[str, str], tuple[Path, ...], bytes]]:
    """The fields, the files under their own names in a folder for each, and what all of it comes to."""
    boundary = boundary_of(request.headers.get("content-type", ""))
    if office_is_full := await run_in_threadpool(_is_full, office, limits):
        raise office_is_full
    folder = office.scratch / f"handed-{uuid.uuid4().hex}"
    body = Body(boundary, office.scratch, limits)
    try:
        async for piece in pieces(request, limits, limits.body):
            body.feed(piece)
        parts = body.whole()
        files = []
        for number, (part, name) in enumerate(zip(parts, _names(body.fields, len(parts)), strict=True)):
            place = folder / str(number)
            place.mkdir(parents=True)
            files.append(part.path.rename(place / _safe(name)))
        told_of: list[Any] = [request.url.path, body.fields, [one.digest.hexdigest() for one in parts]]
        content = json.dumps(told_of, sort_keys=True).encode("utf-8", "backslashreplace")
        yield body.fields, tuple(files), hashlib.sha256(content).hexdigest().encode()
    finally:
        body.drop()
        await run_in_threadpool(partial(shutil.rmtree, folder, ignore_errors=True))


def _is_full(office: DeskOffice, limits: Limits) -> ProblemError | None:
    if shutil.disk_usage(office.scratch).free < limits.free:
        return ProblemError(507, "disk_full", "The server's disk is nearly full.", retry_after=30)
    return None


def _names(fields: dict[str, str], count: int) -> list[str]:
    try:
        names: Any = json.loads(fields.get("names", ""))
    except (ValueError, RecursionError):
        names = None
    if not isinstance(names, list) or len(names) != count or not all(isinstance(name, str) for name in names):
        raise ProblemError(422, "bad_request", "Each file needs its name.")
    return names


def _safe(name: str) -> str:
    """A name that stays in its folder; a client's name is untrusted."""
    kept = "".join(letter if letter.isprintable() and letter not in _NEVER else "_" for letter in name)
    short = kept.encode("utf-8", "backslashreplace")[-_MOST_NAME:].decode("utf-8", "ignore")
    return short if short.strip(". ") else "unnamed"
