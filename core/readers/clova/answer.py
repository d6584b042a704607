"""What CLOVA OCR answers, looked at closely: the words of one picture, or why there are none."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BaseModel, Field, ValidationError

from core.domain.page import Box, Word
from core.domain.recogniser import Material
from core.errors import EngineError, EngineMissingError, InputError
from core.readers.failures import of_status, unavailable, unusable, wrong_address, wrong_key
from core.readers.web import Reply

_OK: Final = 200
_TOO_LARGE: Final = 413
_LONGEST: Final = 500
_MOST: Final = 20_000
_LIMITS: Final = MappingProxyType(
    {"0023": ("its limit of calls is reached", 3600.0), "0025": ("too many calls at once", 60.0)}
)
"""Codes that waiting helps: why, and the seconds to wait where the server names none."""
_SLACK: Final = 0.05
"""How far a box may reach beyond the picture, as its share: letters at the rim are guessed to their full size."""

_Number = Annotated[float, Field(allow_inf_nan=False)]


class _Infer(StrEnum):
    SUCCESS = "SUCCESS"
    FAILURE = "FAILURE"
    ERROR = "ERROR"


class _Point(BaseModel):
    x: _Number
    y: _Number


class _Poly(BaseModel):
    vertices: list[_Point] = Field(min_length=3, max_length=16)


class _Field(BaseModel):
    text: str = Field(alias="inferText", max_length=_LONGEST)
    confidence: float = Field(alias="inferConfidence", ge=0, le=1, allow_inf_nan=False)
    place: _Poly = Field(alias="boundingPoly")
    ends_line: bool = Field(default=False, alias="lineBreak")


class _Size(BaseModel):
    width: int = Field(gt=0)
    height: int = Field(gt=0)


class _Image(BaseModel):
    result: _Infer = Field(alias="inferResult")
    fields: list[_Field] = Field(default_factory=list, max_length=_MOST)
    size: _Size | None = Field(default=None, alias="convertedImageInfo")


class _Answer(BaseModel):
    images: list[_Image] = Field(min_length=1, max_length=1)


class _Problem(BaseModel):
    code: str = ""


def words_of(reply: Reply, material: Material, endpoint: str, retry_after: float | None) -> tuple[Word, ...]:
    """The words of the picture, in the order they were read.

    Args:
        reply: what came.
        material: the picture that was sent.
        endpoint: for the words of an error.
        retry_after: seconds that the server asks to wait, if it does.

    Raises:
        InputError: this picture can never be read there.
        EngineError: no words now; EngineMissingError if something must be set right first.
    """
    if reply.status != _OK:
        raise _refusal(reply, endpoint, retry_after)
    try:
        image = _Answer.model_validate_json(reply.body).images[0]
    except (ValidationError, RecursionError):
        raise unusable(endpoint, "it is not what the service's reference says") from None
    if image.result is not _Infer.SUCCESS:
        raise InputError(f"{endpoint} could not read the picture ({image.result}).", code="reader_refused")
    width, height = (image.size.width, image.size.height) if image.size else (material.width, material.height)
    return tuple(_words(image.fields, width, height, endpoint))


def _words(fields: list[_Field], width: int, height: int, endpoint: str) -> Iterator[Word]:
    line = 0
    for field in fields:
        box = _box(field.place, width, height)
        if box is None:
            raise unusable(endpoint, "a word lies outside of the picture")
        yield from _pieces(field.text, box, field.confidence, line)
        line += field.ends_line


def _pieces(text: str, box: Box, confidence: float, line: int) -> Iterator[Word]:
    """One word each, should there be spaces within; their boxes by their share of the letters."""
    at = 0
    for piece in text.split():
        start = text.index(piece, at)
        at = start + len(piece)
        left, right = (box.x0 + box.width * place / len(text) for place in (start, at))
        yield Word(piece, Box(left, box.y0, min(right, box.x1), box.y1), confidence, line)


def _box(place: _Poly, width: int, height: int) -> Box | None:
    across = [point.x / width for point in place.vertices]
    down = [point.y / height for point in place.vertices]
    if min(*across, *down) < -_SLACK or max(*across, *down) > 1 + _SLACK:
        return None
    x0, x1, y0, y1 = (min(1.0, max(0.0, side)) for side in (min(across), max(across), min(down), max(down)))
    return Box(x0, y0, x1, y1)


def _refusal(reply: Reply, endpoint: str, retry_after: float | None) -> InputError | EngineError:
    """The error for a documented code, or for the status alone."""
    try:
        code = _Problem.model_validate_json(reply.body).code
    except (ValidationError, RecursionError):
        code = ""
    if reply.status == _TOO_LARGE:
        return InputError(f"{endpoint} takes no picture of this size.", code="reader_refused")
    if code in _LIMITS:
        why, seconds = _LIMITS[code]
        return unavailable(endpoint, f"{why} (code {code})", retry_after or seconds)
    return _documented(code, endpoint) or of_status(endpoint, reply.status, retry_after)


def _documented(code: str, endpoint: str) -> InputError | EngineError | None:
    """The error for a code of the service's reference that waiting does not help; None for any other."""
    match code:
        case "0001" | "0022" | "1021":
            return wrong_address(endpoint, f"code {code}")
        case "0002":
            return wrong_key(endpoint)
        case "0011":
            return InputError(f"{endpoint} does not take this picture (code {code}).", code="reader_refused")
        case "0021" | "0028":
            text = f"{endpoint} is not set up for the general API, version 2 (code {code}). See its builder."
            return EngineMissingError(text, code="reader_setup")
        case _:
            return None
