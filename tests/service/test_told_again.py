"""Answers that are told again as long as nothing has changed: never an old one, and cheaply."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import ForeignKeyConstraint

from core.bootstrap_wire import courier_parts
from core.chain.token import StopToken
from core.delivery.courier import Courier
from core.domain.claim import Claim
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.handing import RecordLook
from core.domain.ids import RecordId
from core.domain.keeping import Deletion, Part
from core.domain.pausing import PauseTarget
from core.domain.queue import EscalateRequest, PostponeRequest
from core.domain.states import StageName
from core.service import once
from core.service.answers import Answers, Told, told_of
from core.store import facts
from core.store.tables import Base
from core.store.views import SqlViews
from tests.delivery.kit import SECRET, BackEnd
from tests.kit.stages import REASON
from tests.service.kit import Counter, counter

ONE = RecordId(1)
APART = {
    "record_text": "the search's",
    "delivery_attempt": "a try changes the delivery too",
    "hold_span": "the times screen's",
    "lap": "the times screen's",
    "egress": "the history's",
}
"""Tables of a record that no answer shows."""


def shown(desk: Counter, version: str = "") -> bytes:
    """What is told, which must be what a fresh look tells."""
    told = desk.client.get(f"/records/1{version}")
    look = desk.desk.app.store.views.look(ONE, int(version[-1]) if version else None)
    assert look is not None
    assert told.content == told_of(look).body
    assert told.headers["etag"] == told_of(look).etag
    return told.content


def seen(desk: Counter) -> tuple[RecordId, int, int]:
    row = desk.desk.app.desk.row(ONE)
    return ONE, row.version, row.revision


def decide(desk: Counter, *corrections: tuple[FieldName, str]) -> None:
    request = DecisionRequest(*seen(desk), Verdict.APPROVE, DecisionReason.VERIFIED, corrections=corrections)
    desk.desk.app.desk.decide(request)


def erase(desk: Counter, part: Part) -> None:
    deletion = Deletion(ONE, "", None, (part,), 0, 0)
    desk.desk.app.store.erasing.delete([deletion], "somebody", desk.desk.clock.now())


def send(desk: Counter, back: BackEnd) -> None:
    courier = Courier("test/courier-0", courier_parts(desk.desk.app, back, lambda _name: (SECRET,)))
    while courier.step(StopToken()):
        pass


def test_whatever_happens_to_a_record_the_next_answer_tells_it(desk: Counter) -> None:
    desk.desk.stages.approve.reasons = (REASON,)
    desk.hand_in(reference="case-1")
    app, clock = desk.desk.app, desk.desk.clock
    ocr = RerunRequest(ONE, StageName.OCR, chain=True)
    acts: list[Callable[[], object]] = [
        lambda: app.desk.pause(PauseTarget(record=ONE)),
        lambda: app.desk.resume(PauseTarget(record=ONE)),
        desk.desk.step,
        desk.desk.drain,
        lambda: app.desk.set_claim(ONE, Claim(((FieldName.HOLDER_NAME, "Jane Example"),))),
        desk.desk.drain,
        lambda: app.desk.postpone(PostponeRequest(*seen(desk), until=clock.now() + timedelta(days=1))),
        lambda: app.desk.escalate(EscalateRequest(*seen(desk), note="look here", to="somebody")),
        lambda: send(desk, BackEnd()),
        lambda: decide(desk, (FieldName.HOLDER_NAME, "Jane Other")),
        lambda: send(desk, BackEnd()),
        lambda: app.desk.rerun(ocr),
        lambda: app.desk.cancel([ONE]),
        lambda: app.desk.rerun(ocr),
        desk.desk.drain,
        lambda: app.desk.keep(ONE),
        lambda: erase(desk, Part.TEXT),
    ]
    before = shown(desk)
    for number, act in enumerate(acts):
        clock.turn(timedelta(seconds=1))
        act()
        after = shown(desk)
        shown(desk, "?version=1")
        assert after != before, f"act {number} is not told"
        before = after


def test_nothing_is_put_together_again_while_nothing_has_changed(desk: Counter) -> None:
    desk.held()
    views = desk.desk.app.store.views
    look = views.look(ONE)
    assert look is not None
    assert views.look(ONE, None, look.facts) is None
    assert views.look(ONE, 1, look.facts) is None
    desk.hand_in()
    assert views.look(ONE, None, look.facts) is None, "another record changes nothing"
    decide(desk)
    assert views.look(ONE, None, look.facts) is not None


def test_what_was_erased_is_told_no_more(desk: Counter) -> None:
    desk.held()
    shown(desk)
    erase(desk, Part.RECORD)
    assert desk.client.get("/records/1").status_code == 404


def in_memory(*kinds: type) -> list[object]:
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, kinds)]


@dataclass
class Looked:
    """A store of which something happens while it is looked at."""

    views: SqlViews
    meanwhile: Callable[[], None] = lambda: None
    seen: list[str] = field(default_factory=list)

    def look(self, record: RecordId, version: int | None, facts: str) -> RecordLook | None:
        self.seen.append(facts)
        self.meanwhile()
        return self.views.look(record, version, facts)


def test_of_what_was_erased_nothing_stays_in_memory(tmp_path: Path) -> None:
    """Erased as another process does it, that tells nobody here but by the log."""
    with counter(tmp_path, desk=True) as desk:
        desk.held()
        shown(desk)
        shown(desk, "?version=1")
        headers = {"holdpoint-reviewer": "kim", "idempotency-key": "one"}
        told = desk.client.post("/desk/desk/pause", json={"target": {"record": 1}, "note": "Jane"}, headers=headers)
        assert told.status_code == 200
        assert in_memory(Told)
        assert in_memory(once._Kept)
        erase(desk, Part.RECORD)
        until = time.monotonic() + 10
        while in_memory(Told, once._Kept):
            assert time.monotonic() < until
            time.sleep(0.05)


def test_an_answer_that_was_made_while_its_record_went_is_not_kept(desk: Counter) -> None:
    desk.held()
    store = Looked(desk.desk.app.store.views)
    answers = Answers(store)
    store.meanwhile = lambda: answers.forget(ONE)
    answers.of(ONE)
    store.meanwhile = lambda: None
    answers.of(ONE)
    answers.of(ONE)
    assert [bool(facts) for facts in store.seen] == [False, False, True]


def test_every_table_of_a_record_is_looked_at() -> None:
    """A table that comes later must be told of here, or an answer could be old."""
    looked = str(facts._FACTS)
    for table in Base.metadata.sorted_tables:
        parents = {
            key.elements[0].column.table.name for key in table.constraints if isinstance(key, ForeignKeyConstraint)
        }
        if parents & {"record", "submission", "stage_run", "delivery"} and table.name not in APART:
            assert f"FROM {table.name}" in looked, table.name
