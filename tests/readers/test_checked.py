from __future__ import annotations

import math

import pytest

from core.domain.media import JPEG, WAV
from core.domain.page import Box, Engine, Segment, Word
from core.domain.recogniser import Material, Recognition
from core.errors import EngineError
from core.readers.checked import checked

_ENGINE = Engine("some", "1")
_BOX = Box(0.1, 0.1, 0.2, 0.2)
_PICTURE = Material(b"", JPEG, 100, 100)
_SOUND = Material(b"", WAV, seconds=10.0)


def _word(text: str = "Kim", box: Box = _BOX, confidence: float = 0.9) -> Word:
    return Word(text, box, confidence, 0)


def _segment(start: float = 1.0, end: float = 2.0, text: str = "hello", confidence: float = 0.9) -> Segment:
    return Segment(start, end, text, confidence)


def test_sense_passes_as_it_is() -> None:
    words = Recognition(_ENGINE, (_word(), _word("Minjun")))
    segments = Recognition(_ENGINE, segments=(_segment(), _segment(2.0, 10.5)))
    assert checked(words, _PICTURE) is words
    assert checked(segments, _SOUND) is segments


@pytest.mark.parametrize(
    "word",
    [
        _word(""),
        _word(" Kim"),
        _word("x" * 501),
        _word(box=Box(0.3, 0.1, 0.2, 0.2)),
        _word(box=Box(0.1, 0.1, 1.2, 0.2)),
        _word(box=Box(math.nan, 0.1, 0.2, 0.2)),
        _word(confidence=1.5),
        _word(confidence=math.nan),
    ],
)
def test_words_without_sense_are_refused(word: Word) -> None:
    with pytest.raises(EngineError) as caught:
        checked(Recognition(_ENGINE, (word,)), _PICTURE)
    assert caught.value.code == "reader_nonsense"


@pytest.mark.parametrize(
    "segments",
    [
        (_segment(2.0, 2.0),),
        (_segment(-1.0, 2.0),),
        (_segment(1.0, 12.0),),
        (_segment(1.0, math.inf),),
        (_segment(text="  "),),
        (_segment(confidence=-0.1),),
        (_segment(4.0, 5.0), _segment(1.0, 2.0)),
    ],
)
def test_segments_without_sense_are_refused(segments: tuple[Segment, ...]) -> None:
    with pytest.raises(EngineError):
        checked(Recognition(_ENGINE, segments=segments), _SOUND)


def test_sound_has_no_words_and_pictures_no_segments() -> None:
    with pytest.raises(EngineError):
        checked(Recognition(_ENGINE, (_word(),)), _SOUND)
    with pytest.raises(EngineError):
        checked(Recognition(_ENGINE, segments=(_segment(),)), _PICTURE)
    with pytest.raises(EngineError):
        checked(Recognition(_ENGINE, (_word(),) * 20_001), _PICTURE)
