"""Whisper in the child, with a model that says what it is told."""

from __future__ import annotations

import math
import struct
import sys
import wave
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from core.errors import EngineError, EngineMissingError
from core.reading.child.hearing import Hearing


@dataclass
class Word:
    probability: float


@dataclass
class Said:
    text: str
    start: float = 0.0
    end: float = 1.0
    avg_logprob: float = -0.1
    compression_ratio: float = 1.1
    no_speech_prob: float = 0.0
    words: list[Word] = field(default_factory=lambda: [Word(0.9)])


class Model:
    asked: dict[str, Any]
    says: list[Said]
    error: Exception | None = None

    def __init__(self, folder: str, **given: object) -> None:
        self.given = {"folder": folder, **given}

    def transcribe(self, _samples: object, **asked: object) -> tuple[list[Said], None]:
        type(self).asked = dict(asked)
        if self.error:
            raise self.error
        return self.says, None


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    (tmp_path / "model.bin").write_bytes(b"")
    return tmp_path


@pytest.fixture(autouse=True)
def _package(monkeypatch: pytest.MonkeyPatch) -> None:
    package = ModuleType("faster_whisper")
    package.__version__ = "9"  # type: ignore[attr-defined]
    package.WhisperModel = Model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "faster_whisper", package)
    monkeypatch.setattr(Model, "error", None)


def a_file(folder: Path, loud: int = 9000) -> Path:
    path = folder / "sound.wav"
    samples = [int(loud * math.sin(at / 6)) for at in range(48_000)]
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path


def _heard(weights: Path, *says: Said, language: str = "auto", loud: int = 9000) -> list[tuple[str, float, float]]:
    Model.says = list(says)
    found = Hearing(weights).segments(a_file(weights, loud), language)
    return [(item.text, item.end, round(item.confidence, 3)) for item in found]


def test_a_segment_is_as_sure_as_its_least_sure_word(weights: Path) -> None:
    said = Said("  My   name is Kim ", words=[Word(0.99), Word(0.98), Word(0.31)])
    assert _heard(weights, said) == [("My name is Kim", 1.0, 0.31)]
    assert _heard(weights, Said("Kim", words=[])) == [("Kim", 1.0, round(math.exp(-0.1), 3))]


def test_what_is_said_over_and_over_is_believed_nowhere(weights: Path) -> None:
    assert _heard(weights, Said("the the the", compression_ratio=9.0)) == [("the the the", 1.0, 0.0)]


def test_times_end_with_the_sound(weights: Path) -> None:
    assert _heard(weights, Said("Kim", 2.0, 30.0), Said("late", 5.0, 6.0)) == [("Kim", 3.0, 0.9)]


def test_what_is_said_into_silence_is_left_out(weights: Path) -> None:
    assert _heard(weights, Said("You"), loud=20) == []
    assert _heard(weights, Said("Thanks for watching", avg_logprob=-0.9, no_speech_prob=0.8), Said(" ")) == []


@pytest.mark.parametrize(("language", "asked"), [("ko", "ko"), ("en", "en"), ("auto", None), ("../x", None)])
def test_the_language_is_one_of_ours_or_found_out(weights: Path, language: str, asked: str | None) -> None:
    _heard(weights, Said("Kim"), language=language)
    assert Model.asked["language"] == asked
    assert Model.asked["temperature"] == 0.0


def test_nothing_is_downloaded(weights: Path) -> None:
    model = Hearing(weights)._model
    assert (model.given["local_files_only"], model.given["folder"]) == (True, str(weights))


def test_a_model_that_fails_can_be_tried_again(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Model, "error", RuntimeError("no"))
    with pytest.raises(EngineError) as caught:
        _heard(weights, Said("Kim"))
    assert caught.value.retryable


def test_without_weights_or_package_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EngineMissingError) as caught:
        Hearing(tmp_path)
    assert caught.value.code == "speech_weights"
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(EngineMissingError) as caught:
        Hearing(tmp_path)
    assert caught.value.code == "speech_missing"
