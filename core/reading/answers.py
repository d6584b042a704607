"""What a child may answer, validated to the letter: the child has touched hostile bytes and may lie."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from core.domain.page import TextSource
from core.errors import EngineError
from core.reading import limits

PROTOCOL_CODE: Final = "child_protocol"
_STRICT: Final = ConfigDict(extra="forbid", strict=True)

_Share = Annotated[float, Field(ge=0.0, le=1.0, allow_inf_nan=False)]
_Text = Annotated[str, Field(min_length=1, max_length=500)]
_Line = Annotated[int, Field(ge=0, le=limits.WORDS)]
_Side = Annotated[int, Field(ge=1, le=limits.SIDE)]
_Seconds = Annotated[float, Field(ge=0.0, le=limits.AUDIO_SECONDS + 1, allow_inf_nan=False)]
_Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
WordRow = tuple[_Text, _Share, _Share, _Share, _Share, _Share, _Line, bool]
"""Text, x0, y0, x1, y1 (fractions), confidence, line, touched."""
SegmentRow = tuple[Annotated[str, Field(min_length=1, max_length=5000)], _Seconds, _Seconds, _Share]
"""Text, start, end (seconds), confidence."""
CodeRow = tuple[
    Annotated[str, Field(min_length=1, max_length=2000)],
    Annotated[str, Field(min_length=1, max_length=40)],
    _Share,
    _Share,
    _Share,
    _Share,
]
"""Text, format, x0, y0, x1, y1 (fractions)."""

FlaggedRow = tuple[_Code, _Share, _Share, _Share, _Share]
"""Flag, x0, y0, x1, y1 (fractions)."""


@dataclass(frozen=True, slots=True, config=_STRICT)
class Ready:
    """The child has started and set its limits."""

    kind: Literal["ready"]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Opened:
    """A document is open. engine, version: who will recognise its pixels."""

    kind: Literal["opened"]
    pages: Annotated[int, Field(ge=1, le=limits.PAGES_CLAIMED)]
    engine: Annotated[str, Field(min_length=1, max_length=80)]
    version: Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class PageRead:
    """A page. words: see `WordRow`. picture: one lies in the shared folder."""

    kind: Literal["page"]
    number: Annotated[int, Field(ge=1, le=limits.PAGES_CLAIMED)]
    width: _Side
    height: _Side
    source: TextSource
    turned: Literal[0, 90, 180, 270]
    flags: Annotated[tuple[_Code, ...], Field(max_length=20)]
    flagged: Annotated[tuple[FlaggedRow, ...], Field(max_length=limits.FLAGGED)]
    words: Annotated[tuple[WordRow, ...], Field(max_length=limits.WORDS)]
    codes: Annotated[tuple[CodeRow, ...], Field(max_length=20)]
    picture: bool


@dataclass(frozen=True, slots=True, config=_STRICT)
class SoundRead:
    """A recording, whose plain samples lie in the shared folder. seconds: how long it is."""

    kind: Literal["sound"]
    number: Annotated[int, Field(ge=1, le=limits.PAGES_CLAIMED)]
    seconds: _Seconds


@dataclass(frozen=True, slots=True, config=_STRICT)
class Heard:
    """What is said in a recording: text, start, end (seconds), confidence. engine, version: who heard it."""

    kind: Literal["heard"]
    engine: Annotated[str, Field(min_length=1, max_length=80)]
    version: Annotated[str, Field(min_length=1, max_length=200)]
    segments: Annotated[tuple[SegmentRow, ...], Field(max_length=limits.SEGMENTS)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class SheetDrawn:
    """What was heard, written down; its picture lies in the shared folder. lines: first and last of each stretch."""

    kind: Literal["sheet"]
    width: _Side
    height: _Side
    words: Annotated[tuple[WordRow, ...], Field(max_length=limits.WORDS)]
    lines: Annotated[tuple[tuple[_Line, _Line], ...], Field(max_length=limits.SEGMENTS)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class RegionRead:
    """One place of a page. words: as in `PageRead`, boxes in fractions of the page."""

    kind: Literal["region"]
    number: Annotated[int, Field(ge=1, le=limits.PAGES_CLAIMED)]
    words: Annotated[tuple[WordRow, ...], Field(max_length=limits.WORDS)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Shut:
    """The document is closed. resident_mb: what the child holds now."""

    kind: Literal["shut"]
    resident_mb: Annotated[int, Field(ge=0, le=1_000_000)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class EngineState:
    """One engine as the child found it."""

    name: Annotated[str, Field(min_length=1, max_length=80)]
    version: Annotated[str, Field(max_length=200)]
    usable: bool
    problem: Annotated[str, Field(max_length=500)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Engines:
    """All engines."""

    kind: Literal["engines"]
    engines: Annotated[tuple[EngineState, ...], Field(max_length=20)]


@dataclass(frozen=True, slots=True, config=_STRICT)
class Failed:
    """The request could not be done."""

    kind: Literal["failed"]
    error: Literal["input", "engine", "missing"]
    code: _Code
    text: _Text


AnyAnswer = Ready | Opened | PageRead | SoundRead | Heard | SheetDrawn | RegionRead | Shut | Engines | Failed
_ADAPTER: Final[TypeAdapter[AnyAnswer]] = TypeAdapter(Annotated[AnyAnswer, Field(discriminator="kind")])


def parse(payload: bytes) -> AnyAnswer:
    """Turn a payload into an answer.

    Raises:
        EngineError: `child_protocol`, if it is not exactly one.
    """
    try:
        answer = _ADAPTER.validate_json(payload)
    except (ValidationError, RecursionError) as error:
        # The validation error quotes the document's text: it is not chained and not logged.
        raise protocol_error() from (None if isinstance(error, ValidationError) else error)
    if isinstance(answer, PageRead | RegionRead | SheetDrawn) and any(
        _is_inside_out(word[1:5]) for word in answer.words
    ):
        raise protocol_error()
    if isinstance(answer, PageRead):
        corners = [*(code[2:] for code in answer.codes), *(one[1:] for one in answer.flagged)]
        if any(map(_is_inside_out, corners)):
            raise protocol_error()
    return answer


def _is_inside_out(corners: tuple[float, float, float, float]) -> bool:
    x0, y0, x1, y1 = corners
    return x0 > x1 or y0 > y1


def protocol_error() -> EngineError:
    """The child said something that it must not say."""
    return EngineError(
        "The reading process gave an answer that makes no sense and was ended; the document can be tried again.",
        code=PROTOCOL_CODE,
    )
