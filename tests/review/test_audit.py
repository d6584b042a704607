# ruff: noqa: S608 - here the test is the attacker
from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from core.domain.audit import Act, AuditKind, canonical, digest_of, linked
from core.domain.claim import Claim
from core.domain.decision import Ground
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.history import Change
from core.domain.history import HistoryKind as Kind
from core.domain.hold import PolicyRef
from core.domain.ids import RecordId
from core.domain.page import Box, Word
from core.domain.states import StageName
from core.errors import StoreError
from tests.kit.clock import HandClock
from tests.kit.desk import Bench
from tests.kit.held import approval, escalation, hold, postponement, rejection

HOUR = timedelta(hours=1)


def deeds(desk: Bench) -> int:
    """Six links: a decision of each kind, a record put off, handed on, run again, its claim changed."""
    first, second = hold(desk, "a.pdf"), hold(desk, "b.pdf")
    desk.app.desk.postpone(postponement(desk, first, note="asked for a better scan"))
    desk.app.desk.escalate(escalation(desk, first))
    desk.app.desk.set_claim(first, Claim(((FieldName.SCHOOL, "새벽대학교"),)))
    desk.drain()
    desk.app.desk.decide(approval(desk, first))
    desk.app.desk.decide(rejection(desk, second))
    desk.app.desk.rerun(RerunRequest(second, StageName.OCR, chain=True))
    return 6


def tamper(desk: Bench, *statements: str) -> None:
    """What somebody with the database file and a shell would do: take the guards away, change, put them back."""
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        for _, sql in guards:
            db.execute(sql)


def test_an_untouched_chain_holds(desk: Bench) -> None:
    assert desk.app.store.views.verify_audit() == desk.app.store.views.verify_audit("")
    count = deeds(desk)
    report = desk.app.store.views.verify_audit()
    assert (report.rows, report.broken, report.problem) == (count, None, "")
    assert desk.app.store.views.verify_audit(report.head).broken is None


def test_an_older_head_is_part_of_a_chain_that_grew(desk: Bench) -> None:
    desk.app.desk.decide(approval(desk, hold(desk)))
    head = desk.app.store.views.verify_audit().head
    desk.app.desk.decide(approval(desk, hold(desk, "b.pdf")))
    assert desk.app.store.views.verify_audit(head).broken is None


CHANGES = {
    "record_id": "99", "version": "9", "kind": "'rerun'", "actor": "'somebody'", "at": "at + 1",
    "content": "replace(content, 'better', 'worse')", "digest": "'0'", "previous": "'0'", "sha256": "'0'",
}  # fmt: skip


@pytest.mark.parametrize("column", [*CHANGES, "id"])
def test_a_change_of_any_column_is_found_and_its_row_named(desk: Bench, column: str) -> None:
    deeds(desk)
    tamper(desk, f"UPDATE audit SET {column} = {CHANGES.get(column, '77')} WHERE id = 1")
    report = desk.app.store.views.verify_audit()
    assert (report.broken, bool(report.problem)) == (1, True)


def test_a_change_that_keeps_its_own_hashes_breaks_the_next_row(desk: Bench) -> None:
    deeds(desk)
    content = canonical({"until": None, "note": "nothing", "revision": 5})
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        record, version, actor = db.execute("SELECT record_id, version, actor FROM audit WHERE id = 2").fetchone()
        previous = db.execute("SELECT sha256 FROM audit WHERE id = 1").fetchone()[0]
    act = Act(RecordId(record), version, AuditKind.ESCALATED, actor, desk.clock.now(), content)
    forged = linked(2, act, digest_of(content), previous)
    tamper(
        desk,
        f"UPDATE audit SET content = '{content}', digest = '{forged.digest}', sha256 = '{forged.sha256}' WHERE id = 2",
    )
    assert desk.app.store.views.verify_audit().broken == 3


@pytest.mark.parametrize("number", [1, 3])
def test_a_row_that_was_taken_out_is_named(desk: Bench, number: int) -> None:
    deeds(desk)
    tamper(desk, f"DELETE FROM audit WHERE id = {number}")
    report = desk.app.store.views.verify_audit()
    assert (report.broken, "missing" in report.problem) == (number, True)


def test_rows_that_changed_places_are_found(desk: Bench) -> None:
    deeds(desk)
    tamper(
        desk,
        "UPDATE audit SET id = 99 WHERE id = 2",
        "UPDATE audit SET id = 2 WHERE id = 3",
        "UPDATE audit SET id = 3 WHERE id = 99",
    )
    assert desk.app.store.views.verify_audit().broken == 2


def test_a_chain_that_was_cut_does_not_end_with_its_head(desk: Bench) -> None:
    count = deeds(desk)
    tamper(desk, f"DELETE FROM audit WHERE id = {count}")
    report = desk.app.store.views.verify_audit()
    assert (report.broken, "at its end" in report.problem) == (count, True)


def test_a_chain_cut_together_with_its_head_is_found_by_a_head_told_earlier(desk: Bench) -> None:
    count = deeds(desk)
    told = desk.app.store.views.verify_audit().head
    last = f"(SELECT sha256 FROM audit WHERE id = {count - 1})"
    tamper(
        desk, f"UPDATE audit_head SET number = {count - 1}, sha256 = {last}", f"DELETE FROM audit WHERE id = {count}"
    )
    assert desk.app.store.views.verify_audit().broken is None, "the chain alone cannot know"
    assert desk.app.store.views.verify_audit(told).broken == count


GROUNDS = '[{"field":"school","attachment":0,"page":1,"box":{"x0":0,"y0":0,"x1":1,"y1":1},"words":[]}]'
DECISION = {
    "verdict": "'reject'", "reason": "'other'", "kind": "'FINAL'", "public_comment": "'x'", "internal_comment": "'x'",
    "corrections": "'[[\"school\", \"x\"]]'", "actor": "'x'", "at": "at + 1", "supersedes": "7", "version": "2",
    "grounds": f"'{GROUNDS}'",
}  # fmt: skip


@pytest.mark.parametrize("column", DECISION)
def test_a_decision_changed_behind_its_link_is_found(desk: Bench, column: str) -> None:
    desk.app.desk.decide(approval(desk, hold(desk)))
    tamper(desk, f"UPDATE decision SET {column} = {DECISION[column]}")
    report = desk.app.store.views.verify_audit()
    assert (report.broken, report.problem) == (1, "decision 1 was changed")


def test_a_decision_without_a_link_is_found(desk: Bench) -> None:
    record = hold(desk)
    tamper(
        desk,
        "INSERT INTO decision (record_id, version, verdict, reason, public_comment, internal_comment, corrections, "
        f"actor, at) VALUES ({record}, 1, 'approve', 'verified', '', '', '[]', 'ghost', 0)",
    )
    assert desk.app.store.views.verify_audit().problem == "decision 1 is in no link"


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_the_chain(desk: Bench, statement: str) -> None:
    deeds(desk)
    with closing(sqlite3.connect(desk.app.store.database)) as db, pytest.raises(sqlite3.IntegrityError, match="append"):
        db.execute(statement)


def test_without_its_head_nothing_more_is_decided(desk: Bench) -> None:
    request = approval(desk, hold(desk))
    tamper(desk, "DELETE FROM audit_head")
    with pytest.raises(StoreError, match="lost its head"):
        desk.app.desk.decide(request)
    assert desk.open(request.record).decisions == ()


def test_the_form_of_a_link_never_changes() -> None:
    """Chains made by earlier versions must hold for ever; these hashes were worked out with sha256sum."""
    act = Act(RecordId(7), 2, AuditKind.DECIDED, "김", HandClock().now(), '{"verdict":"approve"}')
    link = linked(3, act, digest_of(act.content), "ab")
    assert link.digest == "c200d7ae8c395f2dc28452f2c4dd28d66be147ff81c9133a504f31d75849a0a5"
    # {"actor":"김","at":"2026-01-05T09:00:00.000000+00:00","digest":...,"id":3,"kind":"decided","previous":"ab",...}
    assert link.sha256 == "73fd07e63a1c6b07d620b06a7559a5544c30788d34701e2af41e3a6e6b7a05ec"


def test_history_tells_everything_and_running_again_loses_nothing(desk: Bench) -> None:
    record = hold(desk)
    desk.clock.turn(HOUR)
    desk.app.desk.postpone(postponement(desk, record, note="asked"))
    desk.clock.turn(HOUR)
    desk.app.desk.escalate(escalation(desk, record, to="Lee"))
    desk.clock.turn(HOUR)
    desk.app.desk.set_claim(record, Claim(((FieldName.SCHOOL, "새벽대학교"),)))
    desk.drain()
    desk.clock.turn(HOUR)
    request = approval(desk, record)
    desk.app.desk.decide(replace(request, corrections=((FieldName.HOLDER_NAME, "홍길순"),)))
    desk.clock.turn(HOUR)
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.drain()
    rows = desk.app.desk.history(record)
    kinds = [row.kind for row in rows]
    assert kinds == [
        Kind.TAKEN_IN, Kind.STAGE, Kind.STAGE, Kind.STAGE, Kind.HELD, Kind.POSTPONED, Kind.ESCALATED,
        Kind.STAGE, Kind.HELD, Kind.CLAIM, Kind.DECIDED, Kind.STAGE, Kind.STAGE, Kind.STAGE, Kind.HELD, Kind.RERUN,
    ]  # fmt: skip
    assert [row.version for row in rows] == [0] + [1] * 10 + [2] * 5
    by_kind = {row.kind: row for row in rows}
    assert (by_kind[Kind.POSTPONED].note, by_kind[Kind.POSTPONED].until) == ("asked", None)
    assert (by_kind[Kind.ESCALATED].to, by_kind[Kind.ESCALATED].note) == ("Lee", "Is the seal right?")
    assert by_kind[Kind.CLAIM].changes == (Change(FieldName.SCHOOL, "", "새벽대학교"),)
    decided = by_kind[Kind.DECIDED]
    assert decided.changes == (Change(FieldName.HOLDER_NAME, "홍길동", "홍길순"),)
    assert (decided.policy, {engine.name for engine in decided.engines}) == (
        PolicyRef("test", "1", "0" * 64),
        {"fixed"},
    )
    assert decided.decision == desk.open(record).decisions[0]
    assert by_kind[Kind.RERUN].stage is StageName.OCR
    people = [row for row in rows if row.actor]
    assert all(row.audit for row in people)
    assert {row.kind for row in rows if not row.actor} == {Kind.TAKEN_IN, Kind.STAGE, Kind.HELD}
    assert [row.at for row in rows] == sorted(row.at for row in rows)


def test_where_a_correction_was_taken_from_is_kept_with_the_decision(desk: Bench) -> None:
    record = hold(desk)
    word = Word("홍길순", Box(0.1, 0.1, 0.2, 0.12), 0.9, 3)
    school, name = (
        Ground(field, 0, 1, Box(0.1, 0.1, 0.25, 0.12), (word,)) for field in (FieldName.SCHOOL, FieldName.HOLDER_NAME)
    )
    request = replace(approval(desk, record), corrections=((name.field, "홍길순"),), grounds=(school, name))
    made = desk.app.desk.decide(request)
    assert made.grounds == (name,), "of what was corrected"
    assert desk.open(record).decisions == (made,)
    assert '"words":["홍길순"]' in desk.app.store.views.links(record)[-1].act.content
    assert desk.app.store.views.verify_audit().broken is None
