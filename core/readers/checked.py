"""What any recogniser says is looked at before it is believed: servers and models answer all sorts of things."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

from core.domain.media import WAV
from core.domain.page import Box, Segment, Word
from core.domain.recogniser import Material, Recogniser, Recognition
from core.errors import EngineError, InputError

_MOST_WORDS: Final = 20_000
_LONGEST_WORD: Final = 500
_LONGEST_SEGMENT: Final = 5_000
_LONGEST_NAME: Final = 200
_SLACK_SECONDS: Final = 1.0
"""How far a segment may reach beyond the sound's end: models round up."""


def check_material(recogniser: Recogniser, material: Material) -> None:
    """See that this recogniser takes it.

    Raises:
        InputError: it does not.
    """
    if material.media_type not in recogniser.media_types:
        raise InputError(f"{recogniser.name} does not read {material.media_type}.", code="wrong_material")


def checked(found: Recognition, material: Material) -> Recognition:
    """The same, if it makes sense.

    Raises:
        EngineError: `reader_nonsense`: boxes outside the page, times out of order, words without text, or too much.
    """
    is_sound = material.media_type == WAV
    if not _names_itself(found) or (found.words if is_sound else found.segments):
        raise _nonsense()
    if len(found.words) + len(found.segments) > _MOST_WORDS:
        raise _nonsense()
    if not all(_is_word(word) for word in found.words):
        raise _nonsense()
    if not all(_is_segment(segment, material.seconds) for segment in found.segments):
        raise _nonsense()
    if any(after.start < before.start for before, after in pairwise(found.segments)):
        raise _nonsense()
    return found


def _names_itself(found: Recognition) -> bool:
    return 0 < len(found.engine.name) <= _LONGEST_NAME and 0 < len(found.engine.version) <= _LONGEST_NAME


def _is_word(word: Word) -> bool:
    text = word.text
    return text == text.strip() and 0 < len(text) <= _LONGEST_WORD and _is_share(word.confidence) and _is_box(word.box)


def _is_box(box: Box) -> bool:
    return all(map(_is_share, (box.x0, box.y0, box.x1, box.y1))) and box.x0 <= box.x1 and box.y0 <= box.y1


def _is_segment(segment: Segment, seconds: float) -> bool:
    is_text = bool(segment.text.strip()) and len(segment.text) <= _LONGEST_SEGMENT
    times = 0 <= segment.start < segment.end <= seconds + _SLACK_SECONDS
    return is_text and times and _is_share(segment.confidence)


def _is_share(value: float) -> bool:
    return math.isfinite(value) and 0 <= value <= 1


def _nonsense() -> EngineError:
    return EngineError(
        "The recogniser gave an answer that makes no sense; it can be asked again.", code="reader_nonsense"
    )
