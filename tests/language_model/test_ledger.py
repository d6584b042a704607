"""The day's limits, kept in the store: across restarts, and whatever becomes of a call."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.domain.egress import EgressOutcome
from core.domain.ids import RecordId
from core.domain.model import ModelTrouble
from core.errors import EngineError
from core.language_model.dialect import Rung
from core.language_model.keys import Key, KeySource
from core.language_model.ledger import StoredLedger
from core.language_model.reader import LanguageModel
from core.settings import ModelSettings
from tests.kit.desk import Bench, bench
from tests.language_model import stub
from tests.language_model.kit import GOOD, Watch, a_request


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def model(desk: Bench, server: stub.Stub, **settings: Any) -> LanguageModel:
    made = ModelSettings(base_url=server.url, name="m", seconds=5, **settings)
    ledger = StoredLedger(desk.app.store.work, made, desk.clock)
    return LanguageModel(made, ledger, desk.clock, find_key=lambda: Key("", KeySource.NONE), picture=lambda blob: None)


def test_the_ledger_says_what_left_when_to_where_and_how_it_went(desk: Bench) -> None:
    with stub.serving(stub.says(GOOD)) as server:
        model(desk, server).read(a_request(), Watch())
    (row,) = desk.app.desk.egress(RecordId(3))
    assert (row.endpoint, row.model, row.outcome) == (server.url.removesuffix("/v1"), "m", EgressOutcome.ANSWERED)
    assert (row.tokens_in, row.tokens_out) == (700, 90)
    assert row.bytes_out > 1000
    assert row.bytes_in > 100
    assert row.started_at == row.finished_at == desk.clock.now()


def test_calls_of_a_day_are_limited_across_restarts_and_the_next_day_is_new(desk: Bench) -> None:
    with stub.serving(stub.says(GOOD)) as server:
        for number in range(5):
            answer = model(desk, server, daily_calls=3).read(a_request(), Watch())
            assert (answer.trouble is ModelTrouble.SPENT) is (number >= 3)
        assert len(server.requests) == 3
        desk.clock.turn(timedelta(days=1))
        assert model(desk, server, daily_calls=3).read(a_request(), Watch()).trouble is None


def test_failed_calls_count_too(desk: Bench) -> None:
    with stub.serving(stub.status(500)) as server:
        for _ in range(3):
            with pytest.raises(EngineError):
                model(desk, server, daily_calls=3).read(a_request(), Watch())
        assert model(desk, server, daily_calls=3).read(a_request(), Watch()).trouble is ModelTrouble.SPENT
        assert len(server.requests) == 3


def test_a_budget_is_never_passed(desk: Bench) -> None:
    prices = {"price_in": 1.0, "price_out": 1.0, "daily_budget": 8.0}
    with stub.serving(stub.says(GOOD)) as server:
        for _ in range(30):
            model(desk, server, **prices).read(a_request(), Watch())
        assert 1 <= len(server.requests) < 30
    usage = desk.app.store.views.usage(desk.clock.now() - timedelta(hours=1))
    assert usage.calls == len(server.requests)
    assert 0 < usage.cost <= 8.0


def test_while_a_call_is_under_way_the_ledger_has_it_already(desk: Bench) -> None:
    def look(handler: stub.Handler, asked: stub.Asked) -> None:
        (row,) = desk.app.desk.egress(RecordId(3))
        assert (row.outcome, row.finished_at) == (EgressOutcome.STARTED, None)
        stub.says(GOOD)(handler, asked)

    with stub.serving(look) as server:
        model(desk, server).read(a_request(), Watch())
    assert desk.app.desk.egress(RecordId(3))[0].outcome is EgressOutcome.ANSWERED


def test_the_way_of_asking_is_remembered_across_restarts(desk: Bench) -> None:
    with stub.serving(stub.refusing(("json_schema",), stub.says(GOOD))) as server:
        model(desk, server).read(a_request(), Watch())
        model(desk, server).read(a_request(), Watch())
    assert [asked.form for asked in server.requests] == ["json_schema", "json_object", "json_object"]
    with desk.app.store.work() as work:
        assert work.egress.dialect(server.url, "m").startswith(Rung.JSON_OBJECT)


def test_two_lanes_share_the_days_limit(desk: Bench) -> None:
    with stub.serving(stub.says(GOOD)) as server:
        shared = model(desk, server, daily_calls=5)
        threads = [threading.Thread(target=lambda: shared.read(a_request(), Watch())) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.requests) == 5
