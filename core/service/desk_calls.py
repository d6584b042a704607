"""The routes by which a window works here from afar: every call of every port, by one way."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any, Final
from urllib.parse import unquote

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from core.calls.faults import DONE_ALREADY, fault_of
from core.calls.signatures import Call, call_of, fingerprint
from core.errors import ConflictError, HoldpointError, UsageError
from core.service.desk_ports import Caller, DeskOffice
from core.service.once import Once
from core.service.ports import Limits
from core.service.presence import judged_record
from core.service.problems import ProblemError, of_error, problem

log = logging.getLogger(__name__)

REVIEWER: Final = "holdpoint-reviewer"
KEY: Final = "idempotency-key"
_MOST_REVIEWER: Final = 128
_MOST_KEY: Final = 200
_MOST_ARGUMENTS: Final = 8_000_000
_JSON: Final = "application/json"


def call_routes(office: DeskOffice, limits: Limits, once: Once) -> APIRouter:
    """All calls, and the greeting by which a desk learns whether both ends mean the same."""
    router = APIRouter(include_in_schema=False)

    @router.get("/desk/hello")
    def hello() -> Response:
        """Who answers here, and how it understands the calls."""
        told = {"place": office.place, "fingerprint": fingerprint()}
        return Response(json.dumps(told), media_type=_JSON, headers={"Cache-Control": "no-store"})

    @router.post("/desk/{port}/{name}")
    async def call(port: str, name: str, request: Request) -> Response:
        """One call."""
        body = b"".join([piece async for piece in pieces(request, limits, _MOST_ARGUMENTS)])

        def work() -> bytes:
            asked = call_of(port, name)
            if asked.is_read:
                return _done(office, asked, caller_of(request, b""), body)
            caller = caller_of(request, f"{port}/{name}\n".encode() + body)
            return once.run(caller.key, caller.fingerprint, partial(_changed, office, asked, caller, body))

        return await run_in_threadpool(told, work)

    return router


def told(work: Callable[[], bytes]) -> Response:
    """The answer as JSON, or the error that it raised in a form that makes the same error on the other side."""
    try:
        return Response(work(), media_type=_JSON, headers={"Cache-Control": "no-store"})
    except OverflowError:
        return _fault(UsageError("A number is too large, or a time too far away.", code="bad_request"))
    except HoldpointError as error:
        return _fault(error)


def _fault(error: HoldpointError) -> Response:
    """An error in a form that makes the same error on the other side."""
    fault = fault_of(error)
    more: dict[str, Any] = {"facts": dict(fault.facts)} if fault.facts else {}
    return problem(of_error(error).status_code, fault.code, fault.text, kind=fault.kind, **more)


def _changed(office: DeskOffice, call: Call, caller: Caller, body: bytes) -> bytes:
    if not call.is_repeatable:
        refuse_repeated(office, caller)
    return _done(office, call, caller, body)


def _done(office: DeskOffice, call: Call, caller: Caller, body: bytes) -> bytes:
    given = call.unpack(body)
    if (record := judged_record(call, given)) is not None:
        office.presence.check(caller.reviewer, record)
    answer = getattr(office.port(call.port, caller), call.name)
    return call.pack_answer(answer(**given) if callable(answer) else answer)


def refuse_repeated(office: DeskOffice, caller: Caller) -> None:
    """A change that stands since before a restart is not done again.

    Raises:
        ConflictError: `done_already`; its facts name the record.
    """
    before = office.done(caller.key)
    if before is None:
        return
    record, seen = before
    if seen != caller.fingerprint:
        raise ConflictError("That key was used for something else before; use a new one.", code="key_used")
    text = "That was done before the connection broke; nothing was done twice."
    raise ConflictError(text, code=DONE_ALREADY, facts=(("record", str(record)),))


def caller_of(request: Request, content: bytes) -> Caller:
    """Who asks, for a change (with content) under which key.

    Raises:
        UsageError: the name or the key is none.
    """
    reviewer = unquote(request.headers.get(REVIEWER, "")).strip()
    if not reviewer or len(reviewer) > _MOST_REVIEWER or not reviewer.isprintable():
        raise UsageError("A desk must say who sits at it.", code="no_reviewer")
    if not content:
        return Caller(reviewer)
    key = request.headers.get(KEY, "").strip()
    if not key or len(key) > _MOST_KEY or not key.isascii() or not key.isprintable():
        raise UsageError("A change needs a key of its own.", code="bad_key")
    return Caller(reviewer, f"desk:{key}", hashlib.sha256(reviewer.encode() + b"\n" + content).hexdigest())


async def pieces(request: Request, limits: Limits, most: int) -> AsyncIterator[bytes]:
    """A body as it comes in.

    Raises:
        ProblemError: it is too large, too slow, or cut.
    """
    size, stream = 0, request.stream()
    while True:
        try:
            piece = await asyncio.wait_for(anext(stream), limits.idle_seconds)
        except StopAsyncIteration:
            return
        except TimeoutError as error:
            raise ProblemError(408, "too_slow", "The body came too slowly.") from error
        except ClientDisconnect as error:
            raise ProblemError(400, "cut_body", "The body ended too early.") from error
        size += len(piece)
        if size > most:
            raise ProblemError(413, "too_large", f"A request may have {most // 1_000_000} MB.")
        yield piece
