"""What several routes say of themselves in the same words."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Path

from core.service.models import ProblemModel

LARGEST: Final = 2**63 - 1
Record = Annotated[int, Path(ge=1, le=LARGEST, description="The record's number.")]
Responses = dict[int | str, dict[str, Any]]


def _described(*problems: tuple[int, str]) -> Responses:
    return {
        status: {"model": ProblemModel, "content": {"application/problem+json": {}}, "description": text}
        for status, text in problems
    }


PROBLEMS: Final = _described(
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
BODY_PROBLEMS: Final = _described(
    (408, "The body came too slowly"),
    (413, "Too large"),
    (415, "Not a media type that is taken"),
    (507, "The disk is nearly full"),
)
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
    "description": "PDF or picture; one record is made of all of them.",
}


def _multipart(**fields: dict[str, Any]) -> dict[str, Any]:
    schema = {"type": "object", "required": ["files"], "properties": {"files": _FILES, **fields}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


NEW_FILES: Final[dict[str, Any]] = _multipart(
    mode={
        "type": "string",
        "enum": ["instead", "beside"],
        "default": "instead",
        "description": "Whether they count instead of the files before, or beside them.",
    }
)
UPLOAD: Final[dict[str, Any]] = _multipart(
    claim={
        "type": "string",
        "contentMediaType": "application/json",
        "description": "What the applicant says: an object of field names and texts.",
        "examples": ['{"holder_name": "Jane Example", "issue_date": "2024-03-02"}'],
    },
    chain={"type": "string", "enum": ["true", "false"], "default": "true"},
    reference={"type": "string", "maxLength": 200, "description": "Your own word for it."},
    callback={"type": "string", "description": "The endpoint to tell; all if not given."},
    due={
        "type": "string",
        "description": "By when it is to be decided: an ISO day (its end, where the service runs) or an ISO time.",
        "examples": ["2026-12-01", "2026-12-01T17:00+09:00"],
    },
)
