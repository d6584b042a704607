"""The child's part in speech, through its pipe: decoding, and writing down what was heard."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from core.domain.page import PageStatus, Segment, TextSource
from core.errors import EngineError, EngineMissingError, InputError
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.pictures import picture_bytes, sound_bytes
from core.reading.process import ChildReader
from core.reading.stage import ReadingStage
from tests.reading.child.test_recording import recording
from tests.reading.conftest import FolderBlobs, QuietControl, dossier

SEGMENTS = (
    Segment(0.5, 3.0, "My name is Kim Minjun", 0.9),
    Segment(61.0, 64.0, "저는 새벽대학교를 2024년 2월 20일에 졸업하였습니다 " * 4, 0.4),
)


def _go_on() -> None:
    """Nothing stops."""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ChildReader]:
    made = ChildReader(child_command(), ReadingLimits(), tmp_path / "scratch")
    yield made
    made.close()


def test_a_recording_is_one_page_with_its_sound(tmp_path: Path, reader: ChildReader) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")
    stage = ReadingStage(reader, blobs, ReadingLimits())
    read = stage.run(dossier(recording(tmp_path, "ogg")), QuietControl())
    assert read.reading is not None
    (page,) = read.reading.pages
    assert (page.status, page.source, page.picture, page.words) == (PageStatus.READ, TextSource.SPOKEN, None, ())
    assert page.flags == ("spoken",)
    assert page.seconds == pytest.approx(2.0, abs=0.1)
    with wave.open(str(blobs.path(page.sound))) as file:
        assert file.getframerate() == 16_000


def test_a_broken_recording_fails_with_its_reason(tmp_path: Path, reader: ChildReader) -> None:
    path = recording(tmp_path)
    path.write_bytes(path.read_bytes()[:-20_000])
    stage = ReadingStage(reader, FolderBlobs(tmp_path / "blobs"), ReadingLimits())
    with pytest.raises(InputError) as caught:
        stage.run(dossier(path), QuietControl())
    assert caught.value.code == "truncated"


def test_what_was_heard_is_written_down_in_place(reader: ChildReader) -> None:
    drawn, words, picture = reader.write_down(SEGMENTS, _go_on)
    assert picture_bytes(picture)
    assert drawn.lines[0] == (0, 0)
    first, last = drawn.lines[1]
    assert (first, last > first) == (1, True)
    assert " ".join(word.text for word in words) == " ".join(item.text.strip() for item in SEGMENTS)
    assert {word.line for word in words} == set(range(last + 1))
    assert {word.confidence for word in words if word.line == 0} == {0.9}
    by_line = [[word for word in words if word.line == line] for line in range(last + 1)]
    for row in by_line:
        assert all(one.box.x1 < other.box.x0 for one, other in pairwise(row))
    assert all(one[0].box.y1 <= other[0].box.y0 for one, other in pairwise(by_line))


def test_more_than_fits_on_a_page_is_said(reader: ChildReader) -> None:
    with pytest.raises(InputError) as caught:
        reader.write_down([Segment(float(at), at + 1.0, "word", 0.9) for at in range(400)], _go_on)
    assert caught.value.code == "too_long"


def test_hearing_without_weights_says_what_to_do(tmp_path: Path, reader: ChildReader) -> None:
    sound = BytesIO()
    with wave.open(sound, "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(32_000))
    with pytest.raises(EngineMissingError) as caught:
        reader.hear(sound.getvalue(), tmp_path, "ko", 30.0, _go_on)
    assert caught.value.code in {"speech_missing", "speech_weights"}


def test_a_picture_passes_for_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    path.write_bytes(b"RIFF" + bytes(100))
    with pytest.raises(EngineError) as caught:
        sound_bytes(path)
    assert caught.value.code == "child_protocol"
