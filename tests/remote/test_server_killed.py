"""The server is killed right after it did what was asked and before it could answer, ten times: nothing is doubled."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest

from core.bootstrap_remote import connect
from core.domain.claim import Claim
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.desk import Desk
from core.domain.events import Event, LinkChanged
from core.domain.ids import RecordId
from core.domain.rows import RecordQuery, RecordRow
from core.domain.states import SETTLED
from core.errors import StoreError
from core.remote import link
from core.settings import Settings
from core.wire_settings import ServerSettings
from tests.kit.invariants import broken
from tests.kit.papers import certificate
from tests.remote.program import Program, program

ROUNDS = 5


@dataclass
class Killer(httpx2.BaseTransport):
    """Loses the next answer to a change: the server has done it, and is killed and started again."""

    server: Program
    network: httpx2.HTTPTransport = field(default_factory=httpx2.HTTPTransport)
    is_armed: bool = False
    kills: int = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = self.network.handle_request(request)
        if not self.is_armed or "idempotency-key" not in request.headers:
            return response
        response.read()
        self.is_armed = False
        self.kills += 1
        self.server.kill()
        threading.Thread(target=self.server.start).start()
        raise httpx2.ReadError("the answer is lost")

    def close(self) -> None:
        self.network.close()


def settled(desk: Desk, record: RecordId) -> RecordRow:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            row = desk.row(record)
        except StoreError:
            time.sleep(0.2)
            continue
        if row.status in SETTLED or row.status.value == "hold":
            return row
        time.sleep(0.1)
    raise AssertionError("not settled")


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_killed_ten_times_before_it_could_answer_nothing_is_lost_or_doubled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "CHANGE_SECONDS", 60.0)  # a busy machine needs longer to start a server
    papers = tmp_path / "papers"
    papers.mkdir()
    heard: list[Event] = []
    with program(tmp_path / "there") as server:
        killer = Killer(server)
        settings = Settings(data_dir=tmp_path / "here", reviewer="kim", server=ServerSettings(url=server.url))
        place = connect(settings, server.token, killer)
        place.desk.subscribe(heard.append)
        try:
            records = []
            for number in range(ROUNDS):
                killer.is_armed = True
                done = place.desk.take_in([certificate(papers / f"{number}.pdf", number)])
                assert done.refused == ()
                records += done.records
                row = settled(place.desk, records[-1])
                killer.is_armed = True
                decision = place.desk.decide(
                    DecisionRequest(row.id, row.version, row.revision, Verdict.REJECT, DecisionReason.POOR_IMAGE)
                )
                assert (decision.record, decision.actor, decision.verdict) == (row.id, "kim", Verdict.REJECT)
            listed = {row.id for row in place.desk.list(RecordQuery()).rows}
            decisions = [len(place.desk.open(record).decisions) for record in records]
        finally:
            place.close()
    assert killer.kills == ROUNDS * 2
    assert listed == set(records)
    assert len(records) == ROUNDS
    assert decisions == [1] * ROUNDS
    links = [event.is_up for event in heard if isinstance(event, LinkChanged)]
    assert links.count(False) >= ROUNDS * 2, "the window is told each time"
    assert links[-1] is True
    assert broken(tmp_path / "there") == []


def test_a_change_without_a_server_is_refused_at_once_and_never_done_later(tmp_path: Path) -> None:
    with program(tmp_path / "there") as server:
        settings = Settings(data_dir=tmp_path / "here", reviewer="kim", server=ServerSettings(url=server.url))
        place = connect(settings, server.token)
        heard = threading.Event()
        place.desk.subscribe(lambda event: heard.set() if isinstance(event, LinkChanged) and not event.is_up else None)
        try:
            server.kill()
            assert heard.wait(10), "told without being asked"
            began = time.monotonic()
            with pytest.raises(StoreError) as caught:
                place.desk.set_claim(RecordId(1), Claim())
            assert caught.value.code == "server_lost"
            done = place.desk.take_in([certificate(tmp_path / "a.pdf", 1)])
            assert [one.code for one in done.refused] == ["server_lost"]
            assert time.monotonic() - began < 10
            back = threading.Event()
            place.desk.subscribe(lambda event: back.set() if isinstance(event, LinkChanged) and event.is_up else None)
            server.start()
            assert back.wait(20)
            assert place.desk.counts().total == 0
        finally:
            place.close()
