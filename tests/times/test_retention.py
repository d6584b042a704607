from __future__ import annotations

import io
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.bootstrap import Application
from core.domain.claim import Claim
from core.domain.decision import DecisionReason, DecisionRequest, Verdict
from core.domain.desk import RerunRequest
from core.domain.events import RecordsErased
from core.domain.field import FieldName
from core.domain.history import HistoryKind
from core.domain.ids import RecordId
from core.domain.keeping import Part
from core.domain.page import Box, Page, PageStatus, Reading, TextSource, Word
from core.domain.rows import RecordQuery
from core.domain.states import StageName
from core.domain.times import Period
from core.errors import NotFoundError
from core.times_settings import KeepSettings, RetentionSettings
from tests.kit.desk import Bench, bench
from tests.kit.held import approval, hold
from tests.kit.invariants import broken
from tests.kit.stages import REASON

CANARY = "Zyxwvut"
WORD = Word(CANARY, Box(0, 0, 1, 1), 0.9, 0)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    """Readings hold a word and a picture of their own."""
    with bench(tmp_path) as made:
        real = made.stages.ocr.run

        def run(dossier, control):
            done = real(dossier, control)
            assert done.reading is not None
            picture, _ = made.app.store.blobs.take(io.BytesIO(f"drawn {dossier.attachments[0].sha256}".encode()), 1000)
            page = Page(0, 1, PageStatus.READ, TextSource.RECOGNISED, 10, 10, picture=picture, words=(WORD,))
            return replace(done, reading=Reading((page,), done.reading.attachments, done.reading.engine))

        made.stages.ocr.run = run
        yield made


def keeping(desk: Bench, **days: int | None) -> None:
    settings = RetentionSettings(types={"diploma": KeepSettings(**days)})
    desk.app.settings = desk.app.settings.model_copy(update={"retention": settings})


def age(app: Application) -> None:
    """Files as old as they would be by then."""
    for path in (app.settings.data_dir / "blobs").rglob("*"):
        os.utime(path, (1, 1))


def stored(app: Application) -> set[str]:
    return {path.name for path in (app.settings.data_dir / "blobs").rglob("*") if path.is_file()}


def decided(desk: Bench, name: str, content: bytes | None = None) -> RecordId:
    record = hold(desk, name) if content is None else desk.drop(name, content)
    desk.drain()
    desk.app.desk.decide(approval(desk, record))
    return record


def found_in(folder: Path, needle: str) -> list[str]:
    """Files of the data folder that hold these letters, in whatever encoding; packed results are unpacked first."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"]
    return [path.name for path in files if needle.encode() in path.read_bytes()]


def test_nothing_is_deleted_unless_it_is_set(desk: Bench) -> None:
    decided(desk, "a.pdf")
    desk.clock.turn(timedelta(days=9999))
    assert desk.app.retention.plan() == ()
    assert desk.app.settings.retention.is_off


def test_originals_and_pictures_go_and_everything_else_stays(desk: Bench) -> None:
    record = decided(desk, "a.pdf")
    kept = hold(desk, "b.pdf")
    keeping(desk, originals=30)
    desk.clock.turn(timedelta(days=29))
    assert desk.app.retention.plan() == ()
    desk.clock.turn(timedelta(days=1))
    (deletion,) = desk.app.retention.plan()
    assert (deletion.record, deletion.parts) == (record, (Part.ORIGINALS,))
    before, names = desk.open(record), stored(desk.app)
    age(desk.app)
    done = desk.app.retention.delete((deletion,))
    assert (done.records, done.files) == ((record,), deletion.files)
    assert len(names - stored(desk.app)) == deletion.files > 0
    after = desk.open(record)
    assert (after.extraction, after.decisions, after.attachments) == (
        before.extraction,
        before.decisions,
        before.attachments,
    )
    assert desk.app.retention.plan() == ()
    assert desk.app.store.views.verify_audit().broken is None
    assert desk.app.desk.history(record)[-1].kind is HistoryKind.ERASED
    assert desk.app.store.blobs.path(desk.open(kept).attachments[0].sha256).exists()


def test_text_goes_and_values_stay(desk: Bench) -> None:
    record = decided(desk, "a.pdf")
    assert [row.id for row in desk.app.desk.list(RecordQuery(text=CANARY)).rows] == [record]
    keeping(desk, text=10)
    desk.clock.turn(timedelta(days=11))
    desk.app.retention.delete(desk.app.retention.plan())
    detail = desk.open(record)
    assert detail.reading is not None
    assert detail.extraction is not None
    assert [page.words for page in detail.reading.pages] == [()]
    assert detail.extraction.get(FieldName.HOLDER_NAME).value == "홍길동"
    assert desk.app.desk.list(RecordQuery(text=CANARY)).rows == ()
    assert [row.id for row in desk.app.desk.list(RecordQuery(text="홍길동")).rows] == [record]
    assert desk.app.store.views.verify_audit().broken is None


def test_files_that_another_record_needs_stay_until_it_needs_them_no_more(desk: Bench) -> None:
    desk.stages.approve.reasons = (REASON,)
    first = decided(desk, "a.pdf", b"%PDF-1.7 same")
    second = desk.drop("b.pdf", b"%PDF-1.7 same")
    desk.drain()
    keeping(desk, originals=1)
    desk.clock.turn(timedelta(days=2))
    age(desk.app)
    (deletion,) = desk.app.retention.plan()
    assert (deletion.record, deletion.files) == (first, 0)
    desk.app.retention.delete((deletion,))
    assert desk.app.store.blobs.path(desk.open(second).attachments[0].sha256).exists()
    desk.app.desk.decide(approval(desk, second))
    desk.clock.turn(timedelta(days=2))
    age(desk.app)
    desk.app.retention.delete(desk.app.retention.plan())
    assert not desk.app.store.blobs.path(desk.open(second).attachments[0].sha256).exists()


def test_an_erased_record_leaves_nothing_that_says_who_it_was(desk: Bench) -> None:
    record, other = hold(desk, f"{CANARY}.pdf"), hold(desk, "b.pdf")
    desk.app.desk.set_claim(record, Claim(((FieldName.HOLDER_NAME, CANARY),)))
    desk.drain()
    row = desk.app.desk.row(record)
    desk.app.desk.decide(
        DecisionRequest(
            record, row.version, row.revision, Verdict.APPROVE, DecisionReason.CORRECTED,
            public_comment=CANARY, corrections=((FieldName.SCHOOL, CANARY),),
        )
    )  # fmt: skip
    age(desk.app)
    desk.app.retention.delete(desk.app.retention.plan_erasing([record]))
    with pytest.raises(NotFoundError):
        desk.open(record)
    assert isinstance(desk.events[-1], RecordsErased)
    assert desk.app.store.views.verify_audit().broken is None
    # A watched file's path and a name in a log would be found too: there is none.
    assert found_in(desk.app.settings.data_dir, CANARY) == []
    assert broken(desk.app.settings.data_dir) == []
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        (mine,) = db.execute("SELECT count(*) FROM audit WHERE record_id = ? AND content != ''", (record,)).fetchone()
        assert mine == 1  # that it was erased
        assert db.execute("SELECT count(*) FROM submission").fetchone() == (1,)
        for statement in ("UPDATE audit SET content = ''", "DELETE FROM decision", "UPDATE decision SET actor = ''"):
            if "decision" not in statement or db.execute("SELECT count(*) FROM decision").fetchone()[0]:
                with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                    db.execute(statement)
    assert other == 2


def test_a_link_emptied_by_hand_is_found(desk: Bench) -> None:
    decided(desk, "a.pdf")
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        db.execute("DROP TRIGGER audit_no_update")
        db.execute("UPDATE audit SET content = '' WHERE id = 1")
    assert desk.app.store.views.verify_audit().broken == 1


def test_what_will_be_erased_is_told_by_name_kind_and_decision(desk: Bench) -> None:
    keeping(desk, originals=1)
    approved = desk.drop("a.pdf")
    desk.drain()
    held, waiting = hold(desk, "b.pdf"), desk.drop("c.pdf")
    plan = desk.app.retention.plan_erasing([waiting, approved, held])
    assert [(one.title, one.document_type, one.decided_at is None) for one in plan] == [
        ("c.pdf", "", True),
        ("홍길동", "diploma", False),
        ("홍길동", "diploma", True),
    ]
    desk.clock.turn(timedelta(days=2))
    [due] = desk.app.retention.plan()
    assert (due.title, due.is_due, plan[1].is_due, due.decided_at) == ("홍길동", True, False, plan[1].decided_at)


def test_a_record_at_work_can_be_erased_and_its_late_result_is_refused(desk: Bench) -> None:
    record = desk.drop("a.pdf")

    def before(_dossier, _control) -> None:
        desk.app.retention.delete(desk.app.retention.plan_erasing([record]))

    desk.stages.ocr.before = before
    real, desk.stages.ocr.run = desk.stages.ocr.run, type(desk.stages.ocr).run.__get__(desk.stages.ocr)
    desk.drain()
    desk.stages.ocr.run = real
    assert desk.app.desk.counts().total == 0
    assert broken(desk.app.settings.data_dir) == []


def test_figures_that_were_counted_stay_and_lists_of_late_ones_forget(desk: Bench) -> None:
    record = decided(desk, "a.pdf")
    period = Period(datetime(2026, 1, 1, tzinfo=UTC), desk.clock.now() + timedelta(days=1))
    before = desk.app.times.report(period)
    desk.app.retention.delete(desk.app.retention.plan_erasing([record]))
    after = desk.app.times.report(period)
    assert (after.spreads, after.flow, after.alone) == (before.spreads, before.flow, before.alone)
    assert {row.count for row in after.standing} == {0}
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        assert db.execute("SELECT count(*) FROM lap").fetchone() == (0,)


def test_the_database_becomes_smaller(desk: Bench) -> None:
    records = [decided(desk, f"{number}.pdf") for number in range(12)]
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        db.execute("UPDATE submission SET error_text = hex(randomblob(100000))")
    done = desk.app.retention.delete(desk.app.retention.plan_erasing(records))
    assert done.freed > 12 * 150_000


def test_a_record_that_runs_again_is_not_decided(desk: Bench) -> None:
    record = decided(desk, "a.pdf")
    keeping(desk, record=1)
    desk.clock.turn(timedelta(days=2))
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    assert desk.app.retention.plan() == ()


def test_many_records_leave_the_search_and_listeners_by_wire_are_told(desk: Bench) -> None:
    records = [desk.drop(f"{number}.pdf") for number in range(5)]
    desk.drain()
    (last,) = [event.id for event in desk.app.store.views.events(0, 10_000)][-1:]
    desk.app.retention.delete(desk.app.retention.plan_erasing(records[:4]))
    told = desk.app.store.views.events(last, 100)
    assert [event.record for event in told if event.kind == "record.erased"] == records[:4]
    assert [row.id for row in desk.app.desk.list(RecordQuery()).rows] == records[4:]
    assert broken(desk.app.settings.data_dir) == []


def test_what_was_taken_up_again_since_it_was_shown_stays(desk: Bench) -> None:
    keeping(desk, text=1, originals=1)
    first, second = desk.drop("a.pdf"), desk.drop("b.pdf")
    desk.drain()
    desk.clock.turn(timedelta(days=2))
    plan = desk.app.retention.plan()
    assert [deletion.record for deletion in plan] == [first, second]
    desk.app.desk.rerun(RerunRequest(first, StageName.EXTRACT, chain=True))
    done = desk.app.retention.delete(plan)
    assert done.records == (second,)
    desk.drain()
    assert desk.open(first).reading is not None
    assert desk.open(first).reading.pages[0].words == (WORD,)
    assert desk.open(second).reading.pages[0].words == ()


def test_two_records_of_one_batch_take_the_file_they_share_with_them(desk: Bench) -> None:
    records = [desk.drop("a.pdf", b"%PDF-1.7 same"), desk.drop("b.pdf", b"%PDF-1.7 same")]
    desk.drain()
    path = desk.app.store.blobs.path(desk.open(records[0]).attachments[0].sha256)
    os.utime(path, (0, 0))
    desk.app.retention.delete(desk.app.retention.plan_erasing(records))
    assert not path.exists()


@pytest.mark.parametrize("part", ["text", "record"])
def test_a_damaged_result_keeps_nothing_from_being_deleted(desk: Bench, part: str) -> None:
    keeping(desk, **{part: 1})
    records = [decided(desk, "damaged.pdf"), decided(desk, "sound.pdf")]
    with closing(sqlite3.connect(desk.app.store.database)) as db, db:
        db.execute("UPDATE stage_result SET payload = substr(payload, 1, 9) WHERE run_id = 1")
    desk.clock.turn(timedelta(days=2))
    assert desk.app.retention.delete(desk.app.retention.plan()).records == tuple(records)
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        assert db.execute("SELECT payload FROM stage_result WHERE run_id = 1").fetchall() in ([(b"",)], [])
