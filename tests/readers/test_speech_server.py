from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.domain.egress import DataKind, Service
from core.domain.page import Segment
from core.domain.recogniser import Material, Recogniser
from core.errors import EngineError, EngineMissingError, InputError, Stopped
from core.readers.keys import variable
from core.readers.speech.server import SpeechServerRecogniser
from tests.language_model import stub
from tests.language_model.stub import Asked, Behaviour, Handler, Stub, serving
from tests.readers.contract import TASK, CountingControl, RecogniserContract
from tests.readers.kit import Noted, outfit
from tests.readers.samples import sound

SEGMENTS = [
    {"id": 0, "start": 0.0, "end": 1.5, "text": " My name is", "avg_logprob": -0.1, "no_speech_prob": 0.01},
    {"id": 1, "start": 1.5, "end": 3.4, "text": " Kim Minjun.", "avg_logprob": -0.7, "no_speech_prob": 0.02},
]


def answer(segments: list[dict[str, Any]] | None, text: str = "My name is Kim Minjun.") -> bytes:
    more = {} if segments is None else {"segments": segments, "language": "english", "duration": 3.0}
    return json.dumps({"text": text, **more}).encode()


def _is_well_asked(asked: Asked) -> bool:
    return (
        asked.path == "/v1/audio/transcriptions"
        and b'name="model"' in asked.raw
        and b'name="file"; filename="sound.wav"\r\nContent-Type: audio/wav\r\n\r\nRIFF' in asked.raw
    )


def hears(segments: list[dict[str, Any]]) -> Behaviour:
    """A server that gives times if it is asked for them."""

    def behave(handler: Handler, asked: Asked) -> None:
        if not _is_well_asked(asked):
            stub.status(400)(handler, asked)
        else:
            handler.give(200, answer(segments if b"verbose_json" in asked.raw else None))

    return behave


def without_times(handler: Handler, asked: Asked) -> None:
    """A server whose model knows no times."""
    if b"verbose_json" in asked.raw:
        stub.status(400, "response_format")(handler, asked)
    else:
        handler.give(200, answer(None))


@dataclass
class Talk:
    stub: Stub
    speech: SpeechServerRecogniser
    noted: Noted

    def hear(self, material: Material | None = None) -> tuple[Segment, ...]:
        return self.speech.recognise(material or sound(), TASK, CountingControl()).segments

    def fails(self, kind: type[Exception] = EngineError) -> Any:
        with pytest.raises(kind) as caught:
            self.hear()
        return caught.value


@contextmanager
def talking(folder: Path, *behaviours: Behaviour, **settings: Any) -> Iterator[Talk]:
    noted = Noted()
    with serving(*behaviours) as server:
        given = {"recogniser": "speech-server", "base_url": server.url, "seconds": 3, **settings}
        yield Talk(server, SpeechServerRecogniser.make(outfit(folder, noted, speech=given)), noted)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable("speech-server"), "secret")


class TestSpeechServer(RecogniserContract):
    @pytest.fixture
    def recogniser(self, tmp_path: Path) -> Iterator[Recogniser]:
        with talking(tmp_path, hears(SEGMENTS)) as talk:
            yield talk.speech

    @pytest.fixture
    def good(self) -> Material:
        return sound()


def test_segments_keep_their_times_and_confidence(tmp_path: Path) -> None:
    with talking(tmp_path, hears(SEGMENTS)) as talk:
        first, second = talk.hear()
        (asked,) = talk.stub.requests
    assert (first.start, first.end, first.text) == (0.0, 1.5, "My name is")
    assert second.end == 3.0
    assert first.confidence > 0.9 > second.confidence > 0.4
    assert asked.headers["authorization"] == "Bearer secret"


def test_a_model_without_times_is_asked_without_and_so_from_then_on(tmp_path: Path) -> None:
    with talking(tmp_path, without_times) as talk:
        (segment,) = talk.hear()
        talk.hear()
        assert len(talk.stub.requests) == 3
        assert talk.noted.outcomes == ["refused", "answered", "answered"]
    assert (segment.start, segment.end, segment.confidence) == (0.0, 3.0, 0.0)


def test_silence_that_the_model_speaks_into_is_left_out(tmp_path: Path) -> None:
    made_up = [{"start": 0.0, "end": 3.0, "text": "Thanks for watching!", "avg_logprob": -0.9, "no_speech_prob": 0.9}]
    with talking(tmp_path, hears(made_up)) as talk:
        assert talk.hear() == ()


@pytest.mark.parametrize("behaviour", [stub.hang, stub.drip, stub.drip_headers, stub.cut])
def test_slow_and_cut_answers_end_in_time(tmp_path: Path, behaviour: Behaviour) -> None:
    with talking(tmp_path, behaviour, seconds=0.6) as talk:
        assert talk.fails().code == "reader_unavailable"


@pytest.mark.parametrize("behaviour", [stub.huge, stub.bomb])
def test_fifty_megabytes_are_cut_off(tmp_path: Path, behaviour: Behaviour) -> None:
    with talking(tmp_path, behaviour) as talk:
        assert talk.fails().code == "reader_nonsense"


@pytest.mark.parametrize("data", [b"", b"<html>", b"[]", b'{"segments": [{"start": "x"}]}', b'{"segments": 7}'])
def test_rubbish_is_of_no_use(tmp_path: Path, data: bytes) -> None:
    with talking(tmp_path, stub.body(data)) as talk:
        assert talk.fails().code == "reader_nonsense"
        assert talk.noted.outcomes == ["unusable"]


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (401, EngineMissingError, "reader_key"),
        (404, EngineMissingError, "reader_address"),
        (302, EngineMissingError, "reader_moved"),
        (422, InputError, "reader_refused"),
        (429, EngineError, "reader_unavailable"),
        (500, EngineError, "reader_unavailable"),
    ],
)
def test_each_status_says_what_to_do(tmp_path: Path, status: int, kind: type[InputError], code: str) -> None:
    with talking(tmp_path, stub.status(status, retry_after="30", location="http://b.example")) as talk:
        error = talk.fails(kind)
    assert error.code == code
    if status == 429:
        assert error.retry_after == 30


def test_minutes_cost_and_are_noted(tmp_path: Path) -> None:
    with talking(tmp_path, hears(SEGMENTS), price=6.0) as talk:
        talk.hear()
        (call,), (end,), (limit,) = talk.noted.calls, talk.noted.ends, talk.noted.limits
    assert limit.service is Service.SPEECH
    assert call.model == "speech whisper-1"
    assert call.sent[0].kind is DataKind.SOUND
    assert (call.cost, end.cost) == (pytest.approx(0.3), pytest.approx(0.3))


def test_it_stops_amid_a_slow_answer(tmp_path: Path) -> None:
    with talking(tmp_path, stub.hang, seconds=30) as talk:
        with pytest.raises(Stopped):
            talk.speech.recognise(sound(), TASK, CountingControl(most=8))
        assert talk.noted.outcomes == ["stopped"]


def test_without_an_address_it_is_not_usable(tmp_path: Path) -> None:
    speech = SpeechServerRecogniser.make(outfit(tmp_path))
    assert "base_url" in speech.usable().problem
    with pytest.raises(EngineMissingError):
        speech.recognise(sound(), TASK, CountingControl())
