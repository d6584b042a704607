"""The routes that hand records in, show them and tell what happens to them."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Header, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from core.domain.ids import RecordId
from core.domain.queue import RecordOrder
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus
from core.history_objects import history_object
from core.service.answers import Answers, answer, matches, record_lines
from core.service.described import EVENTS, LARGEST, NEW_FILES, UPLOAD, UPLOADING, Record, problems
from core.service.intake import Reception
from core.service.models import (
    Accepted,
    HistoryModel,
    RecordList,
    RecordModel,
)
from core.service.ports import Limits, Office
from core.service.problems import ProblemError
from core.service.stream import Hub

_MOST: Final = 500
_UNCHANGED: Final = {"description": "As `If-None-Match` says; without a body."}
LastEventId = Annotated[str | None, Header(description="The last id that was heard; events that follow are told.")]


def record_routes(office: Office, answers: Answers, limits: Limits, hub: Hub) -> APIRouter:
    """Routes that hand records in, show them and tell what happens to them."""
    router = APIRouter()
    reception = Reception(office, limits)
    _hand_in(router, reception)
    _hand_in_again(router, answers, reception)
    _look(router, office, answers)
    _listen(router, office, limits, hub)
    return router


def _hand_in(router: APIRouter, reception: Reception) -> None:
    @router.post(
        "/records",
        status_code=202,
        response_model=Accepted,
        responses=problems(*UPLOADING, 409),
        openapi_extra=UPLOAD,
    )
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
        responses=problems(*UPLOADING, 404, 409),
        openapi_extra=NEW_FILES,
    )
    async def hand_in_again(request: Request, record: Record) -> Response:
        """Hand new files in for a record that is there: a new version, read anew. Answers once they are durable."""
        await reception.take_again(request, RecordId(record))
        return (await run_in_threadpool(answers.of, RecordId(record))).answer(202)


def _look(router: APIRouter, office: Office, answers: Answers) -> None:
    @router.get("/records", response_model=RecordList, responses=problems(422))
    def list_records(
        status: Annotated[list[ProcessStatus] | None, Query(description="Any of these.")] = None,
        search: Annotated[str, Query(max_length=200, description="Words that must all be found.")] = "",
        order: RecordOrder = RecordOrder.NEWEST,
        after: Annotated[int | None, Query(ge=-LARGEST, le=LARGEST, description="`next` of the page before.")] = None,
        limit: Annotated[int, Query(ge=1, le=_MOST)] = 100,
    ) -> Response:
        """List records, page by page."""
        query = RecordQuery(statuses=tuple(status or ()), text=search, after=after, limit=limit, order=order)
        page = office.desk.list(query)
        return answer(RecordList(records=record_lines(office, page.rows), next=page.next))

    @router.get("/records/{record}", response_model=RecordModel, responses={**problems(404, 422), 304: _UNCHANGED})
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

    @router.get("/records/{record}/history", response_model=HistoryModel, responses=problems(404, 422))
    def show_history(record: Record) -> Response:
        """Everything that happened to a record, first to last."""
        rows = [history_object(row, "en") for row in office.desk.history(RecordId(record))]
        return answer(HistoryModel(record=record, history=rows))


def _listen(router: APIRouter, office: Office, limits: Limits, hub: Hub) -> None:
    def stream(record: RecordId | None, last_event_id: str | None) -> Response:
        if hub.listeners >= limits.listeners:
            raise ProblemError(429, "too_many_listeners", "Too many listen already.", retry_after=30)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(hub.follow(record, _id(last_event_id)), 200, headers, "text/event-stream")

    @router.get("/events", response_class=StreamingResponse, responses={**EVENTS, **problems()})
    async def all_events(last_event_id: LastEventId = None) -> Response:
        """Events of all records, as they happen."""
        return stream(None, last_event_id)

    @router.get(
        "/records/{record}/events", response_class=StreamingResponse, responses={**EVENTS, **problems(404, 422)}
    )
    async def record_events(record: Record, last_event_id: LastEventId = None) -> Response:
        """Events of one record, as they happen."""
        if not await run_in_threadpool(office.desk.rows, [RecordId(record)]):
            raise ProblemError(404, "not_found", f"There is no record {record}.")
        return stream(RecordId(record), last_event_id)


def _id(text: str | None) -> int | None:
    """The id to go on from; one that is none was never given by us, so the listener is told to look again."""
    if text is None or not text.strip():
        return None
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(LARGEST)) else LARGEST
