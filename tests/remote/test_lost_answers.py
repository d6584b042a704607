"""The answer to a change is lost, and the server that is asked again remembers nothing but what is in its store.

Whoever asked learns what came of it, as if the answer had arrived.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpx2
import pytest

from core.bootstrap_remote import connect
from core.bootstrap_wire import service
from core.domain.bulk import Seen
from core.domain.claim import Claim
from core.domain.claim_table import ClaimMatch
from core.domain.decision import Verdict
from core.domain.desk import Desk
from core.domain.field import FieldName
from core.domain.ids import RecordId
from core.domain.rerun import RerunOrder
from core.domain.states import ProcessStatus, StageName
from core.settings import Settings
from core.wire_settings import ServerSettings, ServiceSettings
from tests.kit.desk import Bench, bench
from tests.kit.held import approval, hold, postponement, rejection


@dataclass
class Loser(httpx2.BaseTransport):
    """Loses the first answer to every change; the other server is asked from then on."""

    ports: list[int]
    lost: set[str] = field(default_factory=set)
    _network: httpx2.HTTPTransport = field(default_factory=httpx2.HTTPTransport)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.url = request.url.copy_with(port=self.ports[0])
        request.headers["host"] = f"127.0.0.1:{self.ports[0]}"
        response = self._network.handle_request(request)
        key = request.headers.get("idempotency-key")
        if key is None or key in self.lost:
            return response
        response.read()
        self.lost.add(key)
        self.ports.reverse()
        raise httpx2.ReadError("the answer is lost")

    def close(self) -> None:
        self._network.close()


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Bench, Desk]]:
    """What the servers have, and a desk on them from afar."""
    given = ServiceSettings(port=0, free_mb=0, per_minute=100_000, desk=True)
    with bench(tmp_path, service=given) as made:
        servers = [service(made.app) for _ in range(2)]
        loser = Loser([int(one.address.rpartition(":")[2]) for one in servers])
        settings = Settings(data_dir=tmp_path / "here", reviewer="kim", server=ServerSettings(url=servers[0].address))
        place = connect(settings, servers[0].token, loser)
        try:
            yield made, place.desk
        finally:
            place.close()
            for one in servers:
                one.stop()


def seen(desk: Desk, *records: RecordId) -> list[Seen]:
    return [Seen.of(row) for row in desk.rows(records)]


def test_a_decision_and_a_postponement_are_answered_with_what_they_made(desks: tuple[Bench, Desk]) -> None:
    here, desk = desks
    first, second = hold(here), hold(here, "b.pdf")
    assert desk.postpone(postponement(here, second)).id == second
    decision = desk.decide(approval(here, first))
    assert desk.open(first).decisions == (decision,)
    assert decision.actor == "kim"


def test_of_many_that_were_decided_each_tells_its_decision_and_what_others_did_is_told_too(
    desks: tuple[Bench, Desk],
) -> None:
    here, desk = desks
    records = [hold(here, f"{number}.pdf") for number in range(3)]
    requests = [rejection(here, record) for record in records]
    here.app.desk.decide(approval(here, records[2]))
    outcomes = desk.decide_many(requests)
    assert [one.code for one in outcomes] == ["", "", "decided_meanwhile"]
    for record, outcome in zip(records[:2], outcomes, strict=False):
        assert desk.open(record).decisions == (outcome.decision,)
    changed = [replace(requests[0], verdict=Verdict.APPROVE, reason=approval(here, records[0]).reason)]
    assert [one.code for one in desk.decide_many(changed)] == ["decided_meanwhile"], "that is another decision"


def test_of_a_table_of_claims_each_line_is_told_as_applied_and_judged_once(desks: tuple[Bench, Desk]) -> None:
    here, desk = desks
    record = hold(here)
    claim = Claim(((FieldName.SCHOOL, "새벽대학교"),))
    (outcome,) = desk.apply_claims([ClaimMatch(1, "a.pdf", record, "a.pdf", Claim(), claim)])
    assert outcome.code == ""
    here.drain()
    assert desk.open(record).claim == claim
    runs = [run for run in desk.open(record).runs if run.stage is StageName.APPROVE]
    assert len(runs) == 2


def test_a_batch_that_runs_again_is_begun_once_and_told_whole(desks: tuple[Bench, Desk]) -> None:
    here, desk = desks
    records = [hold(here, f"{number}.pdf") for number in range(2)]
    outcomes = desk.rerun_many(seen(desk, *records), RerunOrder(StageName.OCR, chain=True))
    assert [(one.record, one.version, one.code) for one in outcomes] == [(record, 2, "") for record in records]
    assert {row.status for row in desk.rows(records)} == {ProcessStatus.PENDING}
