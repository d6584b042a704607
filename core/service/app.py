"""The ASGI application: routes, their errors as problem details, and the door before all of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

from core.errors import HoldpointError
from core.service.acts import act_routes
from core.service.again import again_routes
from core.service.answers import Answers
from core.service.clients import Clients
from core.service.described import describe
from core.service.door import MOST_AT_ONCE, OPEN_PATHS, Door
from core.service.metrics import health_routes
from core.service.ports import Limits, Office
from core.service.problems import TITLES, ProblemError, of_error, problem
from core.service.records import record_routes
from core.service.sending import sending_routes
from core.service.stream import Hub

log = logging.getLogger(__name__)

TITLE = "Holdpoint"
Handler = Callable[[Request, Exception], Awaitable[Response]]


def make_app(
    office: Office,
    limits: Limits,
    hub: Hub,
    *,
    token: str,
    hosts: Iterable[str],
    proxies: Iterable[str] = (),
    more: Iterable[APIRouter] = (),
) -> ASGIApp:
    """Everything behind the door, and the door. proxies: see `Clients`. more: routes beside the usual ones."""
    # No pages of documentation: they would load scripts from elsewhere. The document itself is at /openapi.json.
    app = FastAPI(title=TITLE, version="1", docs_url=None, redoc_url=None, lifespan=_listening(office, hub))
    answers = Answers(office)
    hub.when_erased(answers.forget)
    app.include_router(record_routes(office, answers, limits, hub))
    for router in (act_routes(office, answers), again_routes(office, answers), sending_routes(office)):
        app.include_router(router, max_body_size=MOST_AT_ONCE)
    app.include_router(health_routes(office, hub), max_body_size=0)
    for router in more:
        app.include_router(router)
    describe(app, OPEN_PATHS)
    for kind, handler in _HANDLERS.items():
        app.add_exception_handler(kind, handler)
    return Door(app, token, hosts, limits.per_minute, Clients(proxies))


def _listening(office: Office, hub: Hub) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """While the application is up, events are heard and told."""

    @asynccontextmanager
    async def listening(_app: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(hub.run())
        end = office.desk.subscribe(hub.hear)
        try:
            yield
        finally:
            end()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return listening


async def _problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101 - registered for that alone
    return problem(error.status, error.code, error.text, retry_after=error.retry_after)


async def _core(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HoldpointError)  # noqa: S101 - as above
    return of_error(error)


async def _values(_request: Request, error: Exception) -> Response:
    """Which value is wrong and why, never the value itself."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return problem(422, "bad_value", f"{place}: {first['msg']}")


async def _far(_request: Request, _error: Exception) -> Response:
    return problem(422, "bad_value", "A number is too large, or a time too far away.")


async def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    text = TITLES.get(error.status_code, "Error")
    answer = problem(error.status_code, text.lower().replace(" ", "_"), f"{text}.")
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


async def _fault(_request: Request, error: Exception) -> Response:
    log.error("request broke", extra={"action": "request_broke", "code": type(error).__name__}, exc_info=error)
    return problem(500, "internal_error", "Something went wrong here; the log tells what.")


_HANDLERS: dict[type[Exception], Handler] = {
    ProblemError: _problem,
    HoldpointError: _core,
    RequestValidationError: _values,
    OverflowError: _far,
    HTTPException: _http,
    Exception: _fault,
}
