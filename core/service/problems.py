"""Errors as problem details (RFC 9457). The code is stable; the text is for a person and quotes no document."""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.responses import Response

from core.errors import (
    ConflictError,
    EngineError,
    HoldpointError,
    InputError,
    NotFoundError,
    StoreError,
    UsageError,
)

MEDIA_TYPE: Final = "application/problem+json"
_STATUS: Final[tuple[tuple[type[HoldpointError], int], ...]] = (
    (NotFoundError, 404),
    (ConflictError, 409),
    (UsageError, 422),
    (InputError, 422),
    (EngineError, 503),
    (StoreError, 503),
)
_BY_CODE: Final = {"too_large": 413, "unsupported_type": 415, "outdated_etag": 412}
TITLES: Final = {
    400: "Bad request",
    401: "Not authorised",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    408: "Too slow",
    409: "Conflict",
    411: "Length or multipart required",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Unsupported media type",
    422: "Not usable",
    429: "Too many",
    500: "Fault",
    503: "Not available",
    507: "Disk full",
}


class ProblemError(Exception):
    """An error with its HTTP status. retry_after: seconds."""

    def __init__(self, status: int, code: str, text: str, *, retry_after: int | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.code = code
        self.text = text
        self.retry_after = retry_after


def problem(status: int, code: str, text: str, *, retry_after: int | None = None, **more: Any) -> Response:
    """The answer that tells of an error."""
    body = {"type": f"urn:holdpoint:{code}", "title": TITLES.get(status, "Error"), "status": status}
    body |= {"code": code, "detail": text, **more}
    headers = {"Cache-Control": "no-store"}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if status == 401:  # noqa: PLR2004 - the one that has to name its scheme
        headers["WWW-Authenticate"] = "Bearer"
    return Response(json.dumps(body, ensure_ascii=False), status, headers, MEDIA_TYPE)


def of_error(error: HoldpointError) -> Response:
    """The answer for an error of the core."""
    status = _BY_CODE.get(error.code) or next((number for kind, number in _STATUS if isinstance(error, kind)), 500)
    more: dict[str, Any] = {}
    if isinstance(error, ConflictError) and error.facts:
        more["facts"] = dict(error.facts)
    return problem(status, error.code, error.text, retry_after=5 if status == 503 else None, **more)  # noqa: PLR2004
