from __future__ import annotations

import wave
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import miniaudio
import pytest
from fake_desk import FakeDesk
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from core.domain.ids import BlobHash
from core.domain.page import Box, Page, PageStatus, Segment, TextSource, Word
from desktop.page_messages import PictureLoaded, PlaySound, SoundEnded, StopSound
from desktop.ui.page.sound import SoundBar, segment_at
from desktop.ui.page.view import PageView
from desktop.workers.requests import SoundFound
from desktop.workers.sound import NO_DEVICE, NO_SOUND, SoundWorker, open_device, stretch

SOUND = BlobHash("a" * 64)
SEGMENTS = (
    Segment(1.0, 2.0, "one", 0.9, 0, 0),
    Segment(2.0, 4.0, "two", 0.3, 1, 2),
    Segment(5.0, 6.0, "three", 0.8, 3, 3),
)


def a_page(segments: tuple[Segment, ...] = SEGMENTS, sound: BlobHash | None = SOUND) -> Page:
    words = tuple(Word(str(line), Box(0.1, line / 10, 0.2, line / 10 + 0.08), 0.9, line) for line in range(4))
    return Page(
        0, 1, PageStatus.READ, TextSource.SPOKEN, 100, 100, words=words, sound=sound, seconds=6.0, segments=segments
    )


@pytest.fixture
def bar(qtbot, look) -> SoundBar:
    made = SoundBar(look)
    qtbot.addWidget(made)
    made.heard = []
    made.asked.connect(made.heard.append)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "sound.wav"
    with wave.open(str(where), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(b"".join(number.to_bytes(2, "little") for number in range(16_000)))
    return where


class Output:
    """Takes all frames at once, in the pieces that a device would ask for."""

    def __init__(self) -> None:
        self.taken = b""
        self.closed = 0

    def start(self, frames: Generator[bytes, int, None]) -> None:
        for _ in range(40):
            self.taken += frames.send(500)

    def close(self) -> None:
        self.closed += 1


def test_the_least_sure_segment_is_the_one_to_play(bar):
    bar.show_page(a_page())
    assert not bar.isHidden()
    bar.play.click()
    assert bar.heard == [PlaySound(SOUND, pytest.approx(1.8), pytest.approx(4.3))]
    assert "2 of 3" in bar.what.accessibleName()


def test_the_segment_follows_the_field_that_is_looked_at(bar):
    bar.show_page(a_page())
    bar.show_place(Box(0.1, 0.3, 0.5, 0.38))
    bar.toggle()
    assert bar.heard[-1] == PlaySound(SOUND, pytest.approx(4.8), pytest.approx(6.0))
    assert segment_at(a_page(), Box(0, 0.22, 1, 0.26)) == 1
    assert segment_at(a_page(), Box(0, 0.9, 1, 0.95)) is None


def test_playing_again_stops_and_its_end_is_told(bar):
    bar.show_page(a_page())
    bar.toggle()
    asked = bar.heard[-1]
    bar.toggle()
    assert bar.heard[-1] == StopSound()
    bar.toggle()
    bar.show_ended(SoundEnded(asked))
    bar.toggle()
    assert bar.heard[-1] == asked


def test_without_an_output_it_says_so(bar):
    bar.show_page(a_page())
    bar.toggle()
    bar.show_ended(SoundEnded(bar.heard[-1], NO_DEVICE, "This machine has nothing to play sound with."))
    assert bar.what.accessibleName() == "This machine has nothing to play sound with."


def test_another_record_silences_it(bar):
    bar.show_page(a_page())
    bar.toggle()
    bar.show_page(None)
    assert bar.heard[-1] == StopSound()
    assert bar.isHidden()


def test_a_recording_without_text_can_be_played_as_a_whole(bar):
    bar.show_page(a_page(()))
    assert bar.play.isHidden()
    bar.toggle()
    assert bar.heard == [PlaySound(SOUND, 0.0, 6.0)]


def test_a_stretch_is_cut_to_the_sound(path):
    assert stretch(path, 0.25, 0.5)[:2] == (4000).to_bytes(2, "little")
    assert len(stretch(path, 0.25, 0.5)) == 8000
    assert len(stretch(path, -1.0, 99.0)) == 32_000
    assert stretch(path, 5.0, 9.0) == b""


def test_the_worker_plays_and_tells_the_end(qtbot, path):
    output = Output()
    worker = SoundWorker(lambda: output)
    ask = PlaySound(SOUND, 0.0, 0.5)
    with qtbot.waitSignal(worker.answered, timeout=5000) as caught:
        worker.play(SoundFound(ask, path))
    assert caught.args == [SoundEnded(ask)]
    assert output.taken[:16_000] == stretch(path, 0.0, 0.5)
    assert not any(output.taken[16_000:])
    assert output.closed == 1


def test_stopping_closes_the_output(qtbot, path):
    output = Output()
    worker = SoundWorker(lambda: output)
    ask = PlaySound(SOUND, 0.0, 1.0)
    worker.play(SoundFound(ask, path))
    with qtbot.waitSignal(worker.answered) as caught:
        worker.ask(StopSound())
    assert (caught.args, output.closed) == ([SoundEnded(ask)], 1)
    worker.stop()


def test_what_cannot_be_played_is_answered(qtbot, tmp_path, path):
    def none() -> Output:
        raise OSError("no device")

    ask = PlaySound(SOUND, 0.0, 1.0)
    for where, code in ((path, NO_DEVICE), (tmp_path / "gone.wav", NO_SOUND)):
        worker = SoundWorker(none)
        with qtbot.waitSignal(worker.answered) as caught:
            worker.play(SoundFound(ask, where))
        assert caught.args[0].code == code


def test_an_output_that_another_program_has_is_let_go(qtbot, path, monkeypatch):
    class Taken(miniaudio.PlaybackDevice):
        closed = 0

        def __init__(self, **given: object) -> None:
            super().__init__(backends=[miniaudio.Backend.NULL], **given)

        def start(self, _frames: object) -> None:
            raise miniaudio.MiniaudioError("failed to start audio device")

        def close(self) -> None:
            Taken.closed += 1
            super().close()

    monkeypatch.setattr(miniaudio, "PlaybackDevice", Taken)
    worker = SoundWorker()
    with qtbot.waitSignal(worker.answered) as caught:
        worker.play(SoundFound(PlaySound(SOUND, 0.0, 1.0), path))
    assert caught.args[0].code == NO_DEVICE
    assert Taken.closed >= 1


def test_the_systems_own_output_takes_our_frames_or_says_that_there_is_none(path, monkeypatch):
    class Null(miniaudio.PlaybackDevice):
        def __init__(self, **given: object) -> None:
            super().__init__(backends=[miniaudio.Backend.NULL], **given)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", Null)
    device = open_device()
    device.close()

    class Broken:
        def __init__(self, **_given: object) -> None:
            raise miniaudio.MiniaudioError("none")

    monkeypatch.setattr(miniaudio, "PlaybackDevice", Broken)
    with pytest.raises(OSError, match="none"):
        open_device()


def test_the_window_plays_what_is_asked_and_hears_of_its_end(qtbot, look):
    view = PageView(look, picks=True)
    qtbot.addWidget(view)
    heard: list[object] = []
    view.sound_wanted.connect(heard.append)
    view.sound.show_page(a_page())
    view.sound.toggle()
    assert isinstance(heard[0], PlaySound)
    view.clear()
    assert isinstance(heard[1], StopSound)


def test_the_segment_that_would_be_played_is_marked_on_the_page_and_turned_by_keys(qtbot, look):
    desk = FakeDesk()
    detail = desk.open(desk.add(title="Kim"))
    view = PageView(look, picks=True)
    qtbot.addWidget(view)
    picture = QImage(100, 100, QImage.Format.Format_Grayscale8)
    page = replace(a_page(), picture=BlobHash("b" * 64))
    view.show_detail(replace(detail, reading=replace(detail.reading, pages=(page,))))
    view.show_picture(PictureLoaded(page.picture, (picture,)))
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    assert view.canvas.words._chosen == (1, 2), "the least sure one"
    for key, chosen in (
        (Qt.Key.Key_BracketRight, (3,)),
        (Qt.Key.Key_BracketRight, (3,)),
        (Qt.Key.Key_BracketLeft, (1, 2)),
    ):
        qtbot.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
        assert view.canvas.words._chosen == chosen
    assert "2 of 3" in view.sound.what.accessibleName()
