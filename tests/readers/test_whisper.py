from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.domain.recogniser import Material, Recogniser
from core.errors import EngineError, EngineMissingError
from core.readers.speech import whisper
from core.readers.speech.whisper import WhisperRecogniser
from core.reading.answers import Heard
from tests.readers.contract import TASK, CountingControl, RecogniserContract
from tests.readers.kit import outfit
from tests.readers.samples import sound


@dataclass
class Child:
    """Hears two segments in every WAV file."""

    asked: list[tuple[Path, str, float]]
    closed: int = 0

    def hear(self, data: bytes, weights: Path, language: str, seconds: float, tick: Callable[[], None]) -> Heard:
        tick()
        self.asked.append((weights, language, seconds))
        if not data.startswith(b"RIFF"):
            raise EngineError("The speech model failed.", code="engine_failed")
        return Heard("heard", "faster-whisper", "1 (base)", (("My name is", 0.0, 1.0, 0.9), ("Kim", 1.0, 2.0, 0.4)))

    def close(self) -> None:
        self.closed += 1


def made(folder: Path, **speech: object) -> WhisperRecogniser:
    recogniser = WhisperRecogniser.make(outfit(folder, speech=speech))
    recogniser._child = Child([])  # type: ignore[assignment]
    return recogniser


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(whisper, "_PACKAGE", "wave")
    (tmp_path / "model.bin").write_bytes(b"")
    return tmp_path


class TestWhisper(RecogniserContract):
    @pytest.fixture
    def recogniser(self, weights: Path) -> Recogniser:  # type: ignore[override]
        return made(weights, recogniser="whisper", weights=weights)

    @pytest.fixture
    def good(self) -> Material:
        return sound()


def test_it_asks_with_the_settings_and_within_the_task(weights: Path) -> None:
    recogniser = made(weights, recogniser="whisper", weights=weights, language="ko", seconds=20)
    found = recogniser.recognise(sound(), TASK, CountingControl())
    assert [(item.text, item.confidence) for item in found.segments] == [("My name is", 0.9), ("Kim", 0.4)]
    assert recogniser._child.asked == [(weights, "ko", 20)]  # type: ignore[attr-defined]
    recogniser.close()
    assert recogniser._child.closed == 1  # type: ignore[attr-defined]


def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper, "_PACKAGE", "a_package_that_is_not_there")
    assert "holdpoint[speech]" in made(tmp_path).usable().problem
    monkeypatch.setattr(whisper, "_PACKAGE", "wave")
    assert "speech.weights" in made(tmp_path).usable().problem
    with pytest.raises(EngineMissingError):
        made(tmp_path).recognise(sound(), TASK, CountingControl())


def test_a_bundle_without_it_says_what_its_user_can_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper, "_PACKAGE", "no_such_package")
    assert "pip install" in made(tmp_path).usable().problem
    monkeypatch.setattr(whisper.sys, "frozen", True, raising=False)
    assert "pip install" not in made(tmp_path).usable().problem
    assert "speech-server" in made(tmp_path).usable().problem
