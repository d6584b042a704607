"""What several routes say of themselves in the same words, and the finished document."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import FastAPI, Path

from core.service import examples
from core.service.models import ProblemModel

LARGEST: Final = 2**63 - 1
Record = Annotated[int, Path(ge=1, le=LARGEST, description="The record's number.")]
Responses = dict[int | str, dict[str, Any]]

_JSON: Final = "application/json"
_PROBLEM: Final = "application/problem+json"
_TEXTS: Final = {
    400: "The request cannot be read",
    401: "No or a wrong token",
    403: "Not allowed",
    404: "There is no such thing",
    408: "The body came too slowly",
    409: "Its state does not allow it",
    412: "It has changed since the ETag given",
    413: "Too large",
    415: "Not a media type that is taken",
    422: "A value is not usable",
    429: "Too many; see Retry-After",
    503: "The store is in trouble; see Retry-After",
    507: "The disk is nearly full; see Retry-After",
}
_AT_THE_DOOR: Final = (400, 401, 403, 429)
_LATER: Final = frozenset({429, 503, 507})
_WAIT: Final = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds to wait."}}
UPLOADING: Final = (408, 413, 415, 422, 507)
"""What may be wrong with a body of files."""


def problems(*statuses: int) -> Responses:
    """What a route answers if something is wrong, beside what the door and the store may say of any."""
    found: Responses = {}
    for status in sorted({*_AT_THE_DOOR, 503, *statuses}):
        found[status] = {"model": ProblemModel, "description": _TEXTS[status]}
        if status in _LATER:
            found[status]["headers"] = _WAIT
    found["default"] = {"model": ProblemModel, "description": "Anything else that is wrong"}
    return found


EVENTS: Final[Responses] = {
    200: {
        "content": {
            "text/event-stream": {
                "example": 'id: 42\nevent: record.changed\ndata: {"record":12,"process_status":"hold"}\n\n'
            }
        },
        "description": "Events for ever; those with an id are stored and can be gone on from.",
    }
}
_FILES: Final[dict[str, Any]] = {
    "type": "array",
    "minItems": 1,
    "maxItems": 50,
    "items": {"type": "string", "format": "binary"},
    "description": "PDF, picture or recording; one record is made of all of them.",
}


def _multipart(example: dict[str, str], **fields: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "required": ["files"], "properties": {"files": _FILES, **fields}}
    content = {"schema": schema, "examples": {"usual": {"value": {"files": ["certificate.pdf"], **example}}}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": content}}}


NEW_FILES: Final[dict[str, Any]] = _multipart(
    {"mode": "beside"},
    mode={
        "type": "string",
        "enum": ["instead", "beside"],
        "default": "instead",
        "description": "Whether they count instead of the files before, or beside them.",
    },
)
UPLOAD: Final[dict[str, Any]] = _multipart(
    {"claim": '{"holder_name": "Jane Example"}', "reference": "case-4711", "due": "2026-12-01"},
    claim={
        "type": "string",
        "contentMediaType": "application/json",
        "description": "What the applicant says: an object of field names and texts.",
    },
    chain={"type": "string", "enum": ["true", "false"], "default": "true"},
    reference={"type": "string", "maxLength": 200, "description": "Your own word for it."},
    callback={"type": "string", "description": "The endpoint to tell; all if not given."},
    due={
        "type": "string",
        "description": "By when it is to be decided: an ISO day (its end, where the service runs) or an ISO time.",
    },
)


def describe(app: FastAPI, open_paths: frozenset[str]) -> None:
    """Let the document say what a route cannot: examples, that errors are problem details, and who may ask."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        schemas = document["components"]["schemas"]
        for name, example in examples.BY_MODEL.items():  # the framework would leave out what is null in them
            schemas[name]["example"] = example
        document["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        for path, operations in document["paths"].items():
            for operation in operations.values():
                operation["security"] = [] if path in open_paths else [{"token": []}]
                for status, answer in operation["responses"].items():
                    if not status.startswith("2"):
                        _as_problem(answer)
        return document

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI wants it


def _as_problem(answer: dict[str, Any]) -> None:
    if (content := answer.get("content", {}).pop(_JSON, None)) is not None:
        answer["content"][_PROBLEM] = content
