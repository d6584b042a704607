"""The routes about deliveries: what was promised to back ends, and what may be asked of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query
from pydantic import AwareDatetime, Field
from starlette.responses import Response

from core.delivery_objects import DeliveryObject, EndpointObject, delivery_object, endpoint_object
from core.domain.delivery import DeliveryQuery, DeliveryState
from core.domain.ids import DeliveryId, RecordId
from core.service.answers import answer
from core.service.described import LARGEST, problems
from core.service.models import AnswerModel, AskedModel
from core.service.ports import Office
from core.service.problems import ProblemError

_MOST: Final = 500
_MOST_NAME: Final = 64
_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST: Final = datetime(9000, 1, 1, tzinfo=UTC)
Number = Annotated[int, Path(ge=1, le=LARGEST, description="The delivery's number.")]
Name = Annotated[str, Path(max_length=_MOST_NAME, description="The endpoint's name in the settings.")]


class DeliveryList(AnswerModel):
    """A page of deliveries, the latest first. next: give it as `before` for the page that follows; null at the end."""

    deliveries: list[DeliveryObject]
    next: int | None


class EndpointList(AnswerModel):
    """Every endpoint that is set up."""

    endpoints: list[EndpointObject]


class RecoverAsked(AskedModel):
    """What to send again: all that was promised since then and given up. endpoint: of that one alone."""

    since: Annotated[AwareDatetime, Field(ge=_FIRST, le=_LAST)]
    endpoint: str = Field(default="", max_length=_MOST_NAME)


class QueuedModel(AnswerModel):
    """What waits to be sent again. overtaken: left alone, as later news of those records is out already."""

    queued: int
    overtaken: int = 0


def sending_routes(office: Office) -> APIRouter:
    """All routes about deliveries and endpoints."""
    router = APIRouter()
    _deliveries(router, office)
    _endpoints(router, office)
    return router


def _deliveries(router: APIRouter, office: Office) -> None:
    @router.get("/deliveries", response_model=DeliveryList, responses=problems(422))
    def list_deliveries(
        state: DeliveryState | None = None,
        record: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
        endpoint: Annotated[str, Query(max_length=_MOST_NAME)] = "",
        before: Annotated[int | None, Query(ge=1, le=LARGEST, description="`next` of the page before.")] = None,
        limit: Annotated[int, Query(ge=1, le=_MOST)] = 100,
    ) -> Response:
        """List what was promised, with every try."""
        query = DeliveryQuery(
            state=state,
            endpoint=endpoint,
            record=RecordId(record) if record else None,
            before=DeliveryId(before) if before else None,
            limit=limit,
        )
        rows = office.deliveries.rows(query)
        models = [delivery_object(row) for row in rows]
        return answer(DeliveryList(deliveries=models, next=rows[-1].id if len(rows) == limit else None))

    @router.post(
        "/deliveries/{delivery}/resend", status_code=202, response_model=QueuedModel, responses=problems(404, 422)
    )
    def resend(delivery: Number) -> Response:
        """Send one again, with the same id and the same bytes, whatever became of it."""
        office.deliveries.resend(DeliveryId(delivery))
        return answer(QueuedModel(queued=1), 202)

    @router.post("/deliveries/recover", status_code=202, response_model=QueuedModel, responses=problems(404, 422))
    def recover(asked: RecoverAsked) -> Response:
        """Send all again that were promised since then and given up."""
        if asked.endpoint:
            _known(office, asked.endpoint)
        found = office.deliveries.recover(asked.since, asked.endpoint)
        return answer(QueuedModel(queued=found.queued, overtaken=found.overtaken), 202)


def _endpoints(router: APIRouter, office: Office) -> None:
    @router.get("/endpoints", response_model=EndpointList, responses=problems())
    def list_endpoints() -> Response:
        """Tell how the endpoints fare."""
        return answer(EndpointList(endpoints=_models(office)))

    @router.post(
        "/endpoints/{endpoint}/on",
        response_model=EndpointObject,
        responses=problems(404),
    )
    def switch_on(endpoint: Name) -> Response:
        """Call an endpoint again that was switched off; what waits for it is sent now."""
        _known(office, endpoint)
        office.deliveries.switch_on(endpoint)
        return answer(next(model for model in _models(office) if model.endpoint == endpoint))


def _models(office: Office) -> list[EndpointObject]:
    rows = office.deliveries.endpoints()
    return [endpoint_object(row.state, row.endpoint) for row in rows]


def _known(office: Office, endpoint: str) -> None:
    if endpoint not in office.callbacks:
        raise ProblemError(404, "unknown_callback", "There is no endpoint of that name; see the settings.")
