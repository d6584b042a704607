from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from core.domain.egress import DataKind, Service
from core.domain.page import Box
from core.domain.recogniser import Material, Recogniser
from core.errors import EngineError, EngineMissingError, InputError, Stopped
from core.readers.checked import checked
from core.readers.clova.recogniser import ClovaRecogniser
from core.readers.keys import variable
from tests.language_model import stub
from tests.language_model.stub import Behaviour, Stub, serving
from tests.readers import clova_stub
from tests.readers.clova_stub import FIELDS, complains, field, reads
from tests.readers.contract import TASK, CountingControl, RecogniserContract
from tests.readers.kit import Noted, outfit
from tests.readers.samples import page_picture


@dataclass
class Talk:
    stub: Stub
    clova: ClovaRecogniser
    noted: Noted

    def read(self, material: Material | None = None) -> list[str]:
        found = self.clova.recognise(material or page_picture(), TASK, CountingControl())
        return [word.text for word in found.words]

    def fails(self, kind: type[Exception] = EngineError) -> Any:
        with pytest.raises(kind) as caught:
            self.read()
        return caught.value


@contextmanager
def talking(folder: Path, *behaviours: Behaviour, **settings: Any) -> Iterator[Talk]:
    noted = Noted()
    with serving(*behaviours) as server:
        given = {"invoke_url": server.url + "/general", "seconds": 3, **settings}
        yield Talk(server, ClovaRecogniser.make(outfit(folder, noted, clova=given)), noted)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable("clova"), "secret")


class TestClova(RecogniserContract):
    @pytest.fixture
    def recogniser(self, tmp_path: Path) -> Iterator[Recogniser]:
        with talking(tmp_path, reads(FIELDS)) as talk:
            yield talk.clova

    @pytest.fixture
    def good(self) -> Material:
        return page_picture()


def test_it_is_asked_as_the_reference_says(tmp_path: Path) -> None:
    with talking(tmp_path, reads(FIELDS)) as talk:
        talk.read()
        (asked,) = talk.stub.requests
    assert asked.path == "/v1/general"
    assert asked.headers["x-ocr-secret"] == "secret"
    assert asked.headers["content-type"] == "application/json"
    assert (asked.body["version"], asked.body["lang"]) == ("V2", "ko")
    assert len(asked.body["images"]) == 1
    assert "홀드" not in json.dumps(asked.body)
    assert {"cookie", "authorization", "x-stainless-os"}.isdisjoint(asked.headers)


def test_words_stand_where_they_were_read(tmp_path: Path) -> None:
    with talking(tmp_path, reads(FIELDS)) as talk:
        picture = page_picture()
        words = talk.clova.recognise(picture, TASK, CountingControl()).words
    assert [(word.text, word.line) for word in words] == [("Name:", 0), ("Kim", 0), ("Minjun", 0), ("2020", 1)]
    assert words[0].box == pytest.approx(Box(120 / 1240, 0.25, 250 / 1240, 0.3)) or words[0].box.x0 == 120 / 1240
    assert words[1].box.x1 < words[2].box.x0
    assert words[2].confidence == 0.97


def test_boxes_count_on_the_picture_that_the_service_made_of_it(tmp_path: Path) -> None:
    with talking(tmp_path, reads([field("A", 310, 250, 310, 250)], size=(620, 500))) as talk:
        (word,) = talk.clova.recognise(page_picture(), TASK, CountingControl()).words
    assert word.box == Box(0.5, 0.5, 1.0, 1.0)


def test_a_letter_at_the_rim_is_cut_to_the_picture(tmp_path: Path) -> None:
    with talking(tmp_path, reads([field("A", -10, -5, 60, 60)])) as talk:
        found = checked(talk.clova.recognise(page_picture(), TASK, CountingControl()), page_picture())
    assert (found.words[0].box.x0, found.words[0].box.y0) == (0, 0)


@pytest.mark.parametrize(
    ("code", "kind", "told"),
    [
        ("0001", EngineMissingError, "reader_address"),
        ("0002", EngineMissingError, "reader_key"),
        ("0011", InputError, "reader_refused"),
        ("0021", EngineMissingError, "reader_setup"),
        ("0022", EngineMissingError, "reader_address"),
        ("0023", EngineError, "reader_unavailable"),
        ("0025", EngineError, "reader_unavailable"),
        ("0028", EngineMissingError, "reader_setup"),
        ("0500", EngineError, "reader_unavailable"),
        ("0501", EngineError, "reader_unavailable"),
        ("1021", EngineMissingError, "reader_address"),
    ],
)
def test_each_documented_error_says_what_to_do(
    tmp_path: Path, code: str, kind: type[InputError | EngineError], told: str
) -> None:
    with talking(tmp_path, complains(code)) as talk:
        error = talk.fails(kind)
    assert error.code == told
    assert error.retryable is (told == "reader_unavailable")
    assert "127.0.0.1" in error.text


def test_every_documented_error_is_among_these() -> None:
    table = next(mark for mark in test_each_documented_error_says_what_to_do.pytestmark if mark.name == "parametrize")
    assert {row[0] for row in table.args[1]} == set(clova_stub.CODES)


@pytest.mark.parametrize(
    ("behaviour", "wait"),
    [
        (stub.status(429, retry_after="120"), 120),
        (stub.status(503, retry_after="7"), 7),
        (stub.status(429, retry_after="soon"), None),
        (complains("0025", retry_after="9"), 9),
        (complains("0025"), 60),
        (complains("0023"), 3600),
    ],
)
def test_it_says_how_long_to_wait(tmp_path: Path, behaviour: Behaviour, wait: float | None) -> None:
    with talking(tmp_path, behaviour) as talk:
        error = talk.fails()
    assert (error.code, error.retry_after, error.retryable) == ("reader_unavailable", wait, True)


@pytest.mark.parametrize("behaviour", [stub.hang, stub.drip, stub.drip_headers, stub.cut])
def test_slow_and_cut_answers_end_in_time(tmp_path: Path, behaviour: Behaviour) -> None:
    with talking(tmp_path, behaviour, seconds=0.6) as talk:
        assert talk.fails().code == "reader_unavailable"
        assert talk.noted.outcomes == ["unreachable"]


@pytest.mark.parametrize("behaviour", [stub.huge, stub.bomb])
def test_fifty_megabytes_are_cut_off(tmp_path: Path, behaviour: Behaviour) -> None:
    with talking(tmp_path, behaviour) as talk:
        assert talk.fails().code == "reader_nonsense"
        assert talk.noted.ends[0].bytes_in < 9_000_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"[]",
        b"{" * 5000,
        b'{"images": []}',
        clova_stub.answer([field("A", 5000, 0, 10, 10)]),
        clova_stub.answer([{**field("A", 0, 0, 10, 10), "inferConfidence": 7}]),
        clova_stub.answer([{**field("A", 0, 0, 10, 10), "inferConfidence": "NaN"}]),
        clova_stub.answer([{**field("A", 0, 0, 10, 10), "boundingPoly": {"vertices": []}}]),
        clova_stub.answer([field("x" * 501, 0, 0, 10, 10)]),
        clova_stub.answer([field("A", 0, 0, 10, 10)] * 20_001),
        clova_stub.answer([], result="MAYBE"),
    ],
)
def test_rubbish_is_of_no_use_and_said_so(tmp_path: Path, data: bytes) -> None:
    with talking(tmp_path, stub.body(data)) as talk:
        assert talk.fails().code == "reader_nonsense"
        assert talk.noted.outcomes == ["unusable"]


@pytest.mark.parametrize("result", ["FAILURE", "ERROR"])
def test_a_picture_that_cannot_be_read_there_is_not_tried_again(tmp_path: Path, result: str) -> None:
    with talking(tmp_path, stub.body(clova_stub.answer([], result=result))) as talk:
        assert talk.fails(InputError).code == "reader_refused"


@pytest.mark.parametrize(("status", "code"), [(301, "reader_moved"), (403, "reader_key"), (404, "reader_address")])
def test_other_statuses_say_what_to_do(tmp_path: Path, status: int, code: str) -> None:
    with talking(tmp_path, stub.status(status, location="http://elsewhere.example/")) as talk:
        assert talk.fails(EngineMissingError).code == code
        assert len(talk.stub.requests) == 1


def test_a_picture_that_is_too_large_for_them_is_said_so(tmp_path: Path) -> None:
    with talking(tmp_path, stub.status(413)) as talk:
        assert talk.fails(InputError).code == "reader_refused"


def test_calls_and_cost_are_noted(tmp_path: Path) -> None:
    with talking(tmp_path, reads(FIELDS), price=3.5, daily_calls=9, daily_budget=100) as talk:
        talk.read()
        (call,), (end,), (limit,) = talk.noted.calls, talk.noted.ends, talk.noted.limits
    assert (limit.service, limit.calls, limit.budget) == (Service.CLOVA, 9, 100)
    assert call.model.startswith("clova-ocr ")
    assert [(one.attachment, one.page, one.kind) for one in call.sent] == [(0, 1, DataKind.PICTURE)]
    assert (call.cost, end.cost, end.outcome.value) == (3.5, 3.5, "answered")
    assert end.bytes_out > call.bytes_out > 1000
    assert end.bytes_in > 200


def test_a_refused_call_costs_nothing(tmp_path: Path) -> None:
    with talking(tmp_path, complains("0002"), price=3.5) as talk:
        talk.fails()
        assert [(end.outcome.value, end.cost) for end in talk.noted.ends] == [("refused", 0)]


def test_without_a_key_nothing_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(variable("clova"))
    with talking(tmp_path, reads(FIELDS)) as talk:
        assert talk.fails(EngineMissingError).code == "reader_key"
        assert not talk.stub.requests
        assert not talk.noted.calls


def test_without_an_address_it_is_not_usable(tmp_path: Path) -> None:
    clova = ClovaRecogniser.make(outfit(tmp_path))
    assert "invoke_url" in clova.usable().problem
    with pytest.raises(EngineMissingError):
        clova.recognise(page_picture(), TASK, CountingControl())


def test_a_failing_server_is_left_alone(tmp_path: Path) -> None:
    with talking(tmp_path, complains("0500")) as talk:
        for _ in range(5):
            talk.fails()
        error = talk.fails()
        assert len(talk.stub.requests) == len(talk.noted.calls) == 5
    assert error.retry_after > 200


def test_a_huge_picture_stays_here(tmp_path: Path) -> None:
    huge = replace(page_picture(), data=b"\xff\xd8\xff" + bytes(40_000_000))
    with talking(tmp_path, reads(FIELDS)) as talk:
        with pytest.raises(InputError):
            talk.read(huge)
        assert not talk.stub.requests


def test_it_stops_amid_a_slow_answer(tmp_path: Path) -> None:
    with talking(tmp_path, stub.hang, seconds=30) as talk:
        with pytest.raises(Stopped):
            talk.clova.recognise(page_picture(), TASK, CountingControl(most=6))
        assert talk.noted.outcomes == ["stopped"]
