from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.domain.desk import RerunRequest
from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import RecordId
from core.domain.queue import BANDS, Band, Postponed, RecordOrder
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus, StageName
from core.store.listing import walks
from tests.kit.desk import Bench, bench
from tests.kit.held import HELD, approval, hold, listed
from tests.kit.stages import a_field

NOW = datetime(2026, 1, 5, tzinfo=UTC)
FILTERS = (
    {},
    {"reasons": (ReasonCode.NO_TEXT, ReasonCode.ALWAYS)},
    {"document_types": ("diploma", "transcript")},
    {"created_before": NOW},
    {"band": BANDS[1]},
    {"escalated": True},
    {"postponed": Postponed.HIDDEN},
    {"postponed": Postponed.ONLY, "escalated": False, "after": 12345 << 40 | 7},
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


@pytest.mark.parametrize("order", list(RecordOrder))
@pytest.mark.parametrize("statuses", [(), HELD, (ProcessStatus.HOLD, ProcessStatus.FAILED)])
@pytest.mark.parametrize("filters", FILTERS)
def test_no_page_of_a_list_is_sorted_or_read_whole(desk: Bench, order, statuses, filters) -> None:
    """Each walk steps through one index in its order; a sort would read everything before the first row is known."""
    query = RecordQuery(statuses=statuses, order=order, limit=100, **filters)
    with closing(sqlite3.connect(desk.app.store.database)) as db:
        for statement in walks(query, NOW):
            compiled = statement.compile(desk.app.store._read, compile_kwargs={"render_postcompile": True})
            values = tuple(compiled.params[name] for name in compiled.positiontup or ())
            bound = tuple(1 if isinstance(value, datetime) else str(value) for value in values)
            plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {compiled}", bound)]
            assert not any("TEMP B-TREE" in step for step in plan), plan
            assert all("INDEX ix_submission_" in step for step in plan), plan


def test_the_queue_is_read_from_its_index_alone(desk: Bench) -> None:
    filters = {"document_types": ("diploma",), "band": BANDS[0], "reasons": (ReasonCode.NO_TEXT,), "escalated": True}
    for order in RecordOrder:
        query = RecordQuery(statuses=HELD, order=order, created_before=NOW, postponed=Postponed.HIDDEN, **filters)
        (statement,) = walks(query, NOW)
        compiled = statement.compile(desk.app.store._read, compile_kwargs={"render_postcompile": True})
        with closing(sqlite3.connect(desk.app.store.database)) as db:
            values = tuple("1" for _ in compiled.positiontup or ())
            (step,) = (row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {compiled}", values))
        assert "COVERING INDEX" in step, step


def fill(desk: Bench) -> list[int]:
    """Twelve records: held for various reasons, approved, failed, pending; an hour between them."""
    made = []
    codes = (ReasonCode.NO_TEXT, ReasonCode.CLAIM_DIFFERS, ReasonCode.ALWAYS)
    for number in range(12):
        code = codes[number % 3]
        desk.stages.approve.reasons = (HoldReason(code, StageName.APPROVE),) if number % 4 else ()
        made.append(desk.drop(f"{number}.pdf"))
        if number < 10:
            desk.drain()
        desk.clock.turn(timedelta(hours=1))
    return made


@pytest.mark.parametrize("order", list(RecordOrder))
@pytest.mark.parametrize("limit", [1, 2, 5, 12, 100])
def test_pages_join_without_gap_or_double(desk: Bench, order: RecordOrder, limit: int) -> None:
    made = fill(desk)
    found = listed(desk, order=order, limit=limit)
    assert found == (made[::-1] if order is RecordOrder.NEWEST else made)


def test_the_last_page_knows_that_it_is_the_last(desk: Bench) -> None:
    fill(desk)
    page = desk.app.desk.list(RecordQuery(limit=12))
    assert (len(page.rows), page.next) == (12, None)


def test_filters_give_what_a_look_at_every_row_gives(desk: Bench) -> None:
    fill(desk)
    rows = desk.app.desk.list(RecordQuery()).rows
    cut = rows[5].created_at
    for statuses, reasons, before in itertools.product(
        ((), HELD, (ProcessStatus.APPROVED, ProcessStatus.HOLD)),
        ((), (ReasonCode.NO_TEXT,), (ReasonCode.NO_TEXT, ReasonCode.ALWAYS)),
        (None, cut),
    ):
        expected = [
            row.id
            for row in rows
            if (not statuses or row.status in statuses)
            and (not reasons or any(reason.code in reasons for reason in row.reasons))
            and (before is None or row.created_at < before)
        ]
        assert listed(desk, statuses=statuses, reasons=reasons, created_before=before, limit=3) == expected


def test_a_reason_is_found_by_its_whole_name(desk: Bench) -> None:
    """`no_text` is no part of another code's name, and `ambiguous` not of two codes together."""
    record = hold(
        desk,
        "a.pdf",
        HoldReason(ReasonCode.CLAIM_DIFFERS, StageName.APPROVE),
        HoldReason(ReasonCode.AMBIGUOUS, StageName.APPROVE),
    )
    for code in ReasonCode:
        wanted = [record] if code in {ReasonCode.CLAIM_DIFFERS, ReasonCode.AMBIGUOUS} else []
        assert listed(desk, reasons=(code,)) == wanted


def test_bands_go_by_the_least_certain_field(desk: Bench) -> None:
    from dataclasses import replace

    from core.domain.field import Extraction, FieldName
    from tests.kit.stages import ENGINE

    def extracted(dossier, control):
        level = float(dossier.attachments[0].name.removesuffix(".pdf"))
        fields = (
            replace(a_field(FieldName.SCHOOL, "새벽대학교"), confidence=1.0),
            replace(a_field(FieldName.HOLDER_NAME, "홍길동"), confidence=level),
        )
        return replace(dossier, extraction=Extraction(fields, ENGINE))

    desk.stages.extract.run = extracted
    records = {level: hold(desk, f"{level}.pdf") for level in (0.0, 0.59, 0.6, 0.85, 1.0)}
    assert [listed(desk, band=band) for band in BANDS] == [
        [records[0.59], records[0.0]],
        [records[0.6]],
        [records[0.85]],
        [records[1.0]],
    ]
    assert listed(desk, band=Band(0.0, 1.0), order=RecordOrder.OLDEST) == list(records.values())
    assert desk.app.desk.row(records[0.59]).confidence == 0.59


def test_a_decided_record_leaves_the_queue_and_stays_in_the_list(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(approval(desk, record))
    assert listed(desk, statuses=HELD, order=RecordOrder.OLDEST) == []
    assert listed(desk, statuses=(ProcessStatus.APPROVED,)) == [record]
    assert listed(desk, reasons=(ReasonCode.MISSING_FIELD,)) == [record], "its questions are still told"


def test_a_record_run_again_keeps_its_place(desk: Bench) -> None:
    from core.domain.desk import RerunRequest

    first = hold(desk, "a.pdf")
    desk.clock.turn(timedelta(hours=1))
    second = hold(desk, "b.pdf")
    desk.clock.turn(timedelta(hours=1))
    desk.app.desk.rerun(RerunRequest(first, StageName.OCR, chain=True))
    desk.drain()
    assert desk.app.desk.row(first).version == 2
    assert listed(desk, statuses=HELD, order=RecordOrder.OLDEST) == [first, second]


def test_rows_are_given_of_however_many_records(desk: Bench) -> None:
    record = desk.drop("a.pdf")
    asked = [RecordId(number) for number in range(10**6, 10**6 + 300_000)]
    assert [row.id for row in desk.app.desk.rows([*asked, record])] == [record]


def test_what_is_part_done_is_neither_listed_nor_counted_as_queued(desk: Bench) -> None:
    alone, whole = desk.drop("alone.pdf"), desk.drop("whole.pdf")
    desk.drain()
    desk.app.desk.rerun(RerunRequest(alone, StageName.OCR, chain=False))
    desk.drain()
    waiting = desk.drop("waiting.pdf")
    pending = (ProcessStatus.PENDING,)
    assert desk.app.desk.row(alone).is_part_done
    assert listed(desk, statuses=pending) == [waiting, alone]
    assert listed(desk, statuses=pending, at_rest=True) == [alone]
    assert listed(desk, statuses=pending, at_rest=False) == [waiting]
    assert set(listed(desk, at_rest=True)) == {alone, whole}
    counts = desk.app.desk.counts()
    assert (counts.of(ProcessStatus.PENDING), counts.part_done) == (2, 1)
    desk.drain()
    assert desk.app.desk.counts().part_done == 1
