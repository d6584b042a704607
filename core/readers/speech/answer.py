"""What a transcription server answers, looked at closely: segments with their times, or one text for all of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Annotated, Final

from pydantic import BaseModel, Field, ValidationError

from core.domain.page import Segment
from core.domain.recogniser import Material
from core.readers.failures import unusable

_LONGEST: Final = 5_000
_MOST: Final = 2_000
_NO_SPEECH: Final = 0.6
_UNSURE: Final = -0.5
_Number = Annotated[float, Field(allow_inf_nan=False)]


class _Segment(BaseModel):
    start: _Number
    end: _Number
    text: str = Field(max_length=_LONGEST)
    avg_logprob: _Number | None = None
    no_speech_prob: _Number = 0.0


class _Answer(BaseModel):
    text: str = Field(default="", max_length=_MOST * 100)
    segments: list[_Segment] | None = Field(default=None, max_length=_MOST)


def segments_of(body: bytes, material: Material, endpoint: str) -> tuple[Segment, ...]:
    """What was said. Where the server tells no confidence, it is 0: nobody knows how sure it was.

    Raises:
        EngineError: `reader_nonsense`: it is no such answer.
    """
    try:
        answer = _Answer.model_validate_json(body)
    except (ValidationError, RecursionError):
        raise unusable(endpoint, "it is no transcription") from None
    if answer.segments is None:
        text = " ".join(answer.text.split())
        return (Segment(0.0, material.seconds, text[:_LONGEST], 0.0),) if text else ()
    return tuple(_spoken(answer.segments, material.seconds))


def _spoken(segments: list[_Segment], seconds: float) -> Iterator[Segment]:
    """The segments with words in them, within the recording: models round times up, and speak where nobody does."""
    for item in segments:
        text = " ".join(item.text.split())
        sure = 0.0 if item.avg_logprob is None else math.exp(min(0.0, item.avg_logprob))
        is_silence = item.no_speech_prob > _NO_SPEECH and (item.avg_logprob or 0.0) < _UNSURE
        end = min(item.end, seconds)
        if text and not is_silence and 0 <= item.start < end:
            yield Segment(item.start, end, text, sure)
