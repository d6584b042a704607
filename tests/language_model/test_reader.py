"""The language model room against a server that behaves."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from core.domain.egress import EgressOutcome
from core.domain.model import ModelTrouble
from core.language_model.dialect import Dialect, Rung, Temperature, TokenLimit
from core.language_model.failures import SpentError
from core.language_model.limits import CALLS
from tests.language_model import stub
from tests.language_model.kit import GOOD, Watch, a_request, talking


def test_values_come_back_by_schema_in_one_call() -> None:
    with talking(stub.says(GOOD)) as talk:
        answer = talk.read()
    assert {item.field.value: item.value for item in answer.values} == GOOD
    assert (answer.trouble, answer.engine.name, answer.engine.version) == (None, "m", "prompt 1, stub-1")
    (asked,) = talk.stub.requests
    assert (asked.path, asked.form) == ("/v1/chat/completions", "json_schema")
    assert (asked.body["temperature"], asked.body["max_tokens"], asked.body["model"]) == (0, 1500, "m")
    assert asked.body["response_format"]["json_schema"]["strict"] is True


def test_a_call_tells_the_server_nothing_of_this_machine(monkeypatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-somebody-elses")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-somebody")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "authorization: Bearer sk-ambient\nx-spy: 1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with talking(stub.says(GOOD)) as talk:
        talk.read()
    (asked,) = talk.stub.requests
    assert set(asked.headers) == {
        "host", "content-type", "content-length", "accept", "user-agent", "accept-encoding", "connection",
    }  # fmt: skip
    assert asked.headers["user-agent"] == "holdpoint"


def test_the_key_goes_with_every_call() -> None:
    with talking(stub.says(GOOD), key="sk-ours") as talk:
        talk.read()
    assert talk.stub.requests[0].headers["authorization"] == "Bearer sk-ours"


@pytest.mark.parametrize(
    ("forms", "rung", "calls"),
    [(("json_schema",), Rung.JSON_OBJECT, 2), (("json_schema", "json_object"), Rung.TEXT, 3)],
)
def test_the_ladder_is_gone_down_once_and_the_rung_is_remembered(forms, rung: Rung, calls: int) -> None:
    with talking(stub.refusing(forms, stub.says(GOOD))) as talk:
        assert talk.values() == GOOD
        assert len(talk.stub.requests) == calls
        assert talk.values() == GOOD
        assert len(talk.stub.requests) == calls + 1
    assert talk.ledger.known.rung is rung
    assert talk.ledger.outcomes == ["refused"] * (calls - 1) + ["answered"] * 2
    assert "must follow this schema" in talk.stub.requests[-1].text
    assert "must follow this schema" not in talk.stub.requests[0].text


def test_a_server_of_todays_reasoning_models_is_asked_as_it_wants() -> None:
    with talking(stub.modern(stub.says(GOOD))) as talk:
        assert talk.values() == GOOD
    assert talk.ledger.known == Dialect(Rung.JSON_SCHEMA, TokenLimit.MAX_COMPLETION_TOKENS, Temperature.UNSAID)
    assert talk.stub.requests[-1].body["max_completion_tokens"] == 1500


def test_a_document_never_costs_more_than_its_calls() -> None:
    refusing = stub.refusing(("json_schema", "json_object"), stub.says("no"))
    with talking(refusing) as talk:
        assert talk.read().trouble is ModelTrouble.UNUSABLE
    assert len(talk.stub.requests) == CALLS


def test_nothing_is_sent_once_the_days_limit_is_reached() -> None:
    def spent() -> None:
        raise SpentError("used up")

    with talking(stub.says(GOOD)) as talk:
        talk.ledger.before = spent
        assert talk.read().trouble is ModelTrouble.SPENT
    assert talk.stub.requests == []


def test_each_call_is_noted_before_it_is_made_with_what_leaves() -> None:
    seen: list[int] = []
    with talking(stub.says(GOOD), price_in=1, price_out=2, daily_budget=100) as talk:

        def behave(handler: stub.Handler, asked: stub.Asked) -> None:
            seen.append(len(talk.ledger.calls))
            stub.says(GOOD)(handler, asked)

        talk.stub.behaviours[:] = [behave]
        talk.read(a_request("성명 : 한가람", "전화 010-1234-5678"))
    assert seen == [1]
    (call,), (end,) = talk.ledger.calls, talk.ledger.ends
    assert (call.record, call.run, call.model) == (3, 9, "m")
    assert [(item.page, item.kind.value, item.is_cut) for item in call.sent] == [(1, "text", False)]
    assert [(item.kind.value, item.count) for item in call.masked] == [("phone", 1)]
    assert (end.outcome, end.tokens_in, end.tokens_out) == (EgressOutcome.ANSWERED, 700, 90)
    assert end.cost == pytest.approx(0.7 + 0.18)
    assert call.cost > end.cost
    assert call.bytes_out < end.bytes_out == pytest.approx(len(talk.stub.requests[0].raw), abs=500)


def test_masked_values_do_not_leave_and_are_no_values_when_they_come_back() -> None:
    lines = ("성명 : 한가람", "주민등록번호 : 980412-1234567", "a@b.example", "110-123-456789")
    with talking(stub.answers(lambda asked: {"holder_name": "한가람", "birth_date": "██████-███████"})) as talk:
        values = talk.model.read(a_request(*lines), Watch()).values
    assert [item.field.value for item in values] == ["holder_name"]
    raw = talk.stub.requests[0].raw.decode()
    assert not any(secret in raw for secret in ("980412", "1234567", "a@b", "456789"))


def test_without_masking_the_text_leaves_as_it_is() -> None:
    with talking(stub.says(GOOD), mask=False) as talk:
        talk.model.read(a_request("전화 010-1234-5678"), Watch())
    assert "010-1234-5678" in talk.stub.requests[0].document


def test_pictures_leave_only_if_asked_for() -> None:
    for vision, count in ((False, 0), (True, 1)):
        with talking(stub.says(GOOD), picture=b"\xff\xd8\xffjpeg", vision=vision) as talk:
            talk.read(a_request(picture="ab" * 32))
        assert len(talk.stub.requests[0].pictures) == count
        kinds = [item.kind.value for item in talk.ledger.calls[0].sent]
        assert kinds == ["text", *["picture"] * count]


def test_a_page_on_which_something_was_masked_never_leaves_as_a_picture() -> None:
    with talking(stub.says(GOOD), picture=b"\xff\xd8\xffjpeg", vision=True) as talk:
        talk.read(a_request("980412-1234567", picture="ab" * 32))
    assert talk.stub.requests[0].pictures == []


def test_threads_do_not_disturb_each_other() -> None:
    def echo(asked: stub.Asked) -> dict[str, str]:
        return {"holder_name": asked.document.split("성명 : ")[1].split("\n")[0]}

    with talking(stub.answers(echo)) as talk:
        found: dict[int, str] = {}

        def ask(number: int) -> None:
            (value,) = talk.model.read(a_request(f"성명 : 사람{number}"), Watch()).values
            found[number] = value.value

        talk.ledger.end = lambda call, end: None  # type: ignore[method-assign] - the one in memory is for one thread
        threads = [threading.Thread(target=partial(ask, number)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == {number: f"사람{number}" for number in range(8)}


def test_a_document_without_text_is_not_asked_about() -> None:
    with talking(stub.says(GOOD)) as talk:
        answer = talk.read(a_request("가" * 30_000))
    assert (answer.values, answer.trouble, talk.stub.requests) == ((), None, [])
