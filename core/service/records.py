"""The routes about records."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from core.domain.decision import DecisionRequest
from core.domain.ids import RecordId
from core.domain.queue import RecordOrder
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus
from core.errors import ConflictError
from core.service.answers import Answers, answer, matches, record_lines
from core.service.intake import Reception
from core.service.models import (
    NEW_FILES,
    UPLOAD,
    Accepted,
    DecisionAsked,
    DecisionModel,
    ProblemModel,
    RecordList,
    RecordModel,
)
from core.service.ports import Limits, Office
from core.service.problems import ProblemError
from core.service.stream import Hub

_MOST: Final = 500
_LARGEST: Final = 2**63 - 1
_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": ProblemModel, "content": {"application/problem+json": {}}, "description": text}
    for status, text in (
        (400, "The request cannot be read"),
        (401, "No or a wrong token"),
        (403, "Not allowed"),
        (404, "No such record"),
        (409, "The record's state does not allow it"),
        (412, "It has changed since the ETag given"),
        (422, "A value is not usable"),
        (429, "Too many; see Retry-After"),
        (503, "The store is in trouble; see Retry-After"),
    )
}
_BODY_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": ProblemModel, "content": {"application/problem+json": {}}, "description": text}
    for status, text in (
        (408, "The body came too slowly"),
        (413, "Too large"),
        (415, "Not a media type that is taken"),
        (507, "The disk is nearly full"),
    )
}
_EVENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            "text/event-stream": {
                "example": 'id: 42\nevent: record.changed\ndata: {"record":12,"process_status":"hold"}\n\n'
            }
        },
        "description": "Events for ever; those with an id are stored and can be gone on from.",
    }
}
Record = Annotated[int, Path(ge=1, le=_LARGEST, description="The record's number.")]
LastEventId = Annotated[str | None, Header(description="The last id that was heard; events that follow are told.")]


def record_routes(office: Office, answers: Answers, limits: Limits, hub: Hub, *, may_decide: bool) -> APIRouter:
    """All routes about records."""
    router = APIRouter(responses=_PROBLEMS)
    reception = Reception(office, limits)
    _hand_in(router, reception)
    _hand_in_again(router, answers, reception)
    _look(router, office, answers)
    _listen(router, office, limits, hub)
    _act(router, office, answers)
    _decide(router, office, answers, may_decide=may_decide)
    return router


def _hand_in(router: APIRouter, reception: Reception) -> None:
    @router.post("/records", status_code=202, response_model=Accepted, responses=_BODY_PROBLEMS, openapi_extra=UPLOAD)
    async def hand_in(
        request: Request,
        idempotency_key: Annotated[
            str | None, Header(description="The same key with the same content makes one record.")
        ] = None,
    ) -> Response:
        """Hand files in. Answers once every byte is durable; the work goes on by itself."""
        del idempotency_key  # looked at with the other headers
        done = await reception.take(request)
        accepted = Accepted(record=done.record, job_status="PENDING", is_new=done.is_new)
        return answer(accepted, 202, {"Location": f"/records/{done.record}"})


def _hand_in_again(router: APIRouter, answers: Answers, reception: Reception) -> None:
    @router.post(
        "/records/{record}/files",
        status_code=202,
        response_model=RecordModel,
        responses=_BODY_PROBLEMS,
        openapi_extra=NEW_FILES,
    )
    async def hand_in_again(request: Request, record: Record) -> Response:
        """Hand new files in for a record that is there: a new version, read anew. Answers once they are durable."""
        await reception.take_again(request, RecordId(record))
        return (await run_in_threadpool(answers.of, RecordId(record))).answer(202)


def _look(router: APIRouter, office: Office, answers: Answers) -> None:
    @router.get("/records", response_model=RecordList)
    def list_records(
        status: Annotated[list[ProcessStatus] | None, Query(description="Any of these.")] = None,
        search: Annotated[str, Query(max_length=200, description="Words that must all be found.")] = "",
        order: RecordOrder = RecordOrder.NEWEST,
        after: Annotated[int | None, Query(ge=-_LARGEST, le=_LARGEST, description="`next` of the page before.")] = None,
        limit: Annotated[int, Query(ge=1, le=_MOST)] = 100,
    ) -> Response:
        """List records, page by page."""
        query = RecordQuery(statuses=tuple(status or ()), text=search, after=after, limit=limit, order=order)
        page = office.desk.list(query)
        return answer(RecordList(records=record_lines(office, page.rows), next=page.next))

    @router.get("/records/{record}", response_model=RecordModel)
    def show_record(
        record: Record,
        version: Annotated[int | None, Query(ge=1, le=2**31, description="Default: the current one.")] = None,
        if_none_match: Annotated[str | None, Header()] = None,
    ) -> Response:
        """Everything about a record."""
        told = answers.of(RecordId(record), version)
        if if_none_match and matches(if_none_match, told.etag):
            return Response(status_code=304, headers={"ETag": told.etag})
        return told.answer()


def _listen(router: APIRouter, office: Office, limits: Limits, hub: Hub) -> None:
    def stream(record: RecordId | None, last_event_id: str | None) -> Response:
        if hub.listeners >= limits.listeners:
            raise ProblemError(429, "too_many_listeners", "Too many listen already.", retry_after=30)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(hub.follow(record, _id(last_event_id)), 200, headers, "text/event-stream")

    @router.get("/events", response_class=StreamingResponse, responses=_EVENTS)
    async def all_events(last_event_id: LastEventId = None) -> Response:
        """Events of all records, as they happen."""
        return stream(None, last_event_id)

    @router.get("/records/{record}/events", response_class=StreamingResponse, responses=_EVENTS)
    async def record_events(record: Record, last_event_id: LastEventId = None) -> Response:
        """Events of one record, as they happen."""
        if not await run_in_threadpool(office.desk.rows, [RecordId(record)]):
            raise ProblemError(404, "not_found", f"There is no record {record}.")
        return stream(RecordId(record), last_event_id)


def _act(router: APIRouter, office: Office, answers: Answers) -> None:
    @router.post("/records/{record}/cancel", response_model=RecordModel)
    def cancel(record: Record) -> Response:
        """Cancel what is pending or in progress."""
        if not office.desk.cancel([RecordId(record)]):
            raise ConflictError(f"Record {record} is settled; there is nothing to cancel.", code="settled")
        return answers.of(RecordId(record)).answer()


def _decide(router: APIRouter, office: Office, answers: Answers, *, may_decide: bool) -> None:
    @router.post("/records/{record}/decisions", status_code=201, response_model=DecisionModel)
    def decide(record: Record, asked: DecisionAsked, if_match: Annotated[str | None, Header()] = None) -> Response:
        """Approve or reject, where the settings allow it."""
        if not may_decide:
            raise ProblemError(403, "decisions_off", "Decisions by wire are off (decisions under [service]).")
        if asked.verdict not in office.verdicts:
            raise ProblemError(403, "decision_forbidden", "The policy lets no program decide that (by_api).")
        row = office.desk.row(RecordId(record))
        if if_match is not None:
            now = answers.of(RecordId(record))
            if not matches(if_match, now.etag):
                raise ProblemError(412, "outdated_etag", "The record has changed since; look at it again.")
            version, revision = now.version, now.revision
        else:
            version, revision = asked.version or row.version, asked.revision or row.revision
        request = DecisionRequest(
            record=row.id,
            version=version,
            revision=revision,
            verdict=asked.verdict,
            reason=asked.reason,
            public_comment=asked.public_comment,
            internal_comment=asked.internal_comment,
            corrections=tuple(asked.corrections.items()),
            kind=asked.kind,
        )
        done = office.decide(request)
        model = DecisionModel(
            decision=done.id,
            record=done.record,
            version=done.version,
            verdict=done.verdict,
            reason=done.reason,
            kind=done.kind,
            public_comment=done.public_comment,
            actor=done.actor,
            at=done.at,
            supersedes=done.supersedes,
        )
        return answer(model, 201)


def _id(text: str | None) -> int | None:
    """The id to go on from; one that is none was never given by us, so the listener is told to look again."""
    if text is None or not text.strip():
        return None
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(_LARGEST)) else _LARGEST
