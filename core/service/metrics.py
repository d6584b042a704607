"""What operators want to know: health, and figures as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from core.domain.delivery import DeliveryState
from core.domain.states import ProcessStatus
from core.service import examples
from core.service.described import Responses, problems
from core.service.ports import Office
from core.service.problems import problem
from core.service.stream import Hub

_TEXT = "text/plain; version=0.0.4; charset=utf-8"
_METRICS: Final[Responses] = {200: {"content": {"text/plain": {"example": examples.METRICS}}}}


class Health(BaseModel):
    """How we are."""

    status: str


def health_routes(office: Office, hub: Hub) -> APIRouter:
    """Routes for probes and for Prometheus."""
    router = APIRouter()

    @router.get("/healthz", response_model=Health, responses=problems())
    async def alive() -> Health:
        """We answer."""
        return Health(status="alive")

    @router.get("/readyz", response_model=Health, responses=problems())
    def ready() -> Response:
        """We can take work in and do it."""
        if problems := office.problems():
            return problem(503, problems[0], "The service is not ready.", retry_after=5)
        return Response(Health(status="ready").model_dump_json(), media_type="application/json")

    @router.get("/metrics", response_class=Response, responses={**_METRICS, **problems()})
    def metrics() -> Response:
        """Figures as Prometheus reads them."""
        return Response("".join(_lines(office, hub)), media_type=_TEXT)

    return router


def _lines(office: Office, hub: Hub) -> Iterable[str]:
    counts = office.desk.counts()
    yield _head("records", "Records by process status.")
    for status in ProcessStatus:
        yield f'holdpoint_records{{status="{status.value}"}} {counts.of(status)}\n'
    yield _head("stage_runs", "Open stage runs.")
    yield f'holdpoint_stage_runs{{status="queued"}} {counts.queued}\n'
    yield f'holdpoint_stage_runs{{status="running"}} {counts.running}\n'
    deliveries = office.delivery_counts()
    yield _head("deliveries", "Promises to back ends by state.")
    for state in DeliveryState:
        yield f'holdpoint_deliveries{{state="{state.value}"}} {deliveries.get(state, 0)}\n'
    states = {state.name: state for state in office.endpoint_states()}
    yield _head("endpoint_up", "1: called; 0: switched off after long failure.")
    for name in office.callbacks:
        is_off = name in states and states[name].off_at is not None
        yield f'holdpoint_endpoint_up{{endpoint="{name}"}} {int(not is_off)}\n'
    yield _head("endpoint_failures", "Failures one after the other.")
    for name in office.callbacks:
        yield f'holdpoint_endpoint_failures{{endpoint="{name}"}} {states[name].failures if name in states else 0}\n'
    yield _head("listeners", "Listeners of events.")
    yield f"holdpoint_listeners {hub.listeners}\n"
    yield _head("disk_free_bytes", "What the disk of the data folder has left.")
    yield f"holdpoint_disk_free_bytes {office.free_bytes()}\n"


def _head(name: str, text: str) -> str:
    return f"# HELP holdpoint_{name} {text}\n# TYPE holdpoint_{name} gauge\n"
