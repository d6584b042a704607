"""Lists, filters, counts and searches of the review desk on a store of many records: `python -m benchmarks.desk_lists`.

Prints milliseconds (median and worst of the runs) for a page of 100 rows, by wall clock and by processor time.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from core.domain.hold import ReasonCode
from core.domain.queue import BANDS, Postponed, RecordOrder
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus
from core.store.search import folded
from core.store.store import Store

BEGIN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
NOW = BEGIN + timedelta(days=300)
STEP = 60_000_000
SURNAMES, SYLLABLES = (
    "김이박최정강조윤장임한오서신권황안송류홍",
    "민서준도윤예은지호하수현우빈연아영진성재훈희경미나라다솔별가온새빛",
)
ENGLISH = ("this", "is", "to", "certify", "that", "the", "above", "named", "person", "completed", "all", "requirements")
KINDS = ("graduation_certificate", "diploma", "transcript", "enrollment_certificate", "degree_certificate")
CODES = [code.value for code in ReasonCode]
HELD = (ProcessStatus.HOLD,)
Row = tuple[object, ...]


def main() -> None:
    """Make the store, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--folder", type=Path, help="keep the store there, or use the one that is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        is_new = not (folder / "holdpoint.db").exists()
        store = Store(folder, lambda _event: None)
        if is_new:
            begin = time.process_time()
            fill(folder / "holdpoint.db", given.records)
            print(f"made {given.records} records in {time.process_time() - begin:.0f} s of processor time")
        print(f"database: {(folder / 'holdpoint.db').stat().st_size / 1e6:.0f} MB")
        for name, ask in questions(store, folder / "holdpoint.db"):
            report(name, ask, given.runs)
        store.close()


def report(name: str, ask: Callable[[], int], runs: int) -> None:
    """One line."""
    walls, works, found = [], [], 0
    ask()
    for _ in range(runs):
        wall, work = time.perf_counter(), time.process_time()
        found = ask()
        walls.append((time.perf_counter() - wall) * 1000)
        works.append((time.process_time() - work) * 1000)
    middle, worst, work = statistics.median(walls), max(walls), statistics.median(works)
    print(f"{name:44} {found:6} rows  {middle:7.1f} ms median  {worst:7.1f} worst  {work:7.1f} processor")


def questions(store: Store, database: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    """What a desk asks, with a name for each."""

    def ask(query: RecordQuery) -> Callable[[], int]:
        wanted = replace(query, limit=100)
        return lambda: len(store.views.list(wanted, NOW).rows)

    def deep(pages: int, query: RecordQuery) -> Callable[[], int]:
        after = None
        for _ in range(pages):
            after = store.views.list(replace(query, limit=500, after=after), NOW).next
        return ask(replace(query, after=after))

    everything = RecordQuery()
    queue = RecordQuery(statuses=HELD, postponed=Postponed.HIDDEN)
    oldest = replace(queue, order=RecordOrder.OLDEST)
    yield "all, newest first", ask(everything)
    yield "all, 50 pages down", deep(10, everything)
    yield "500 rows, newest first", lambda: len(store.views.list(RecordQuery(limit=500), NOW).rows)
    yield "two statuses", ask(RecordQuery(statuses=(ProcessStatus.APPROVED, ProcessStatus.FAILED)))
    yield "queue, oldest first", ask(oldest)
    yield "queue, 50 pages down", deep(10, oldest)
    yield "queue, by deadline", ask(replace(queue, order=RecordOrder.DEADLINE))
    yield "queue, one reason", ask(replace(oldest, reasons=(ReasonCode.HIDDEN_TEXT,)))
    yield "queue, a rare kind", ask(replace(oldest, document_types=("rare",)))
    yield "queue, doubtful", ask(replace(oldest, band=BANDS[0]))
    yield "queue, escalated", ask(replace(oldest, escalated=True))
    yield "queue, older than a month", ask(replace(oldest, created_before=BEGIN + timedelta(days=30)))
    yield "queue, nothing fits", ask(replace(oldest, document_types=("none",), escalated=True))
    yield "all, a rare kind", ask(RecordQuery(document_types=("rare",)))
    yield "counts of the queue", lambda: store.views.queue_counts(NOW).waiting
    yield "counts", lambda: store.views.counts().total
    for name, words in searches(database):
        yield f"search, {name}", ask(RecordQuery(text=words))
    for name, words in searches(database):
        yield f"search in the queue, {name}", ask(replace(oldest, text=words))


def searches(database: Path) -> Iterator[tuple[str, str]]:
    """Words to look for, some of a record that is there."""
    with sqlite3.connect(database) as db:
        (text,) = db.execute("SELECT text FROM record_text WHERE record_id = 777").fetchone()
    lines = text.split("\n")
    yield "a name", lines[1]
    yield "two syllables of a name", lines[1][1:]
    yield "a family name", lines[1][0]
    yield "a document number", lines[2].split()[1]
    yield "a school, in every text", "대학교"
    yield "two syllables, in every text", "대학"
    yield "two words", f"{lines[1]} 새벽"
    yield "an English word, in every text", "certify"
    yield "two letters", "zq"
    yield "what is nowhere", "아무데도없다"


def fill(database: Path, records: int) -> None:
    """Records as the program would leave them, a sixth of them held."""
    chance = random.Random(7)
    with sqlite3.connect(database) as db:
        for first in range(1, records + 1, 2_000):
            batch = [made(chance, number) for number in range(first, min(first + 2_000, records + 1))]
            write(db, "record", [item.record for item in batch])
            write(db, "attachment", [item.attachment for item in batch])
            write(db, "submission", [item.submission for item in batch])
            write(db, "stage_run", [run for item in batch for run in item.runs])
            write(db, "hold_reason", [reason for item in batch for reason in item.reasons])
            texts: list[Row] = [(item.record[0], item.text) for item in batch]
            write(db, "record_text", texts)
            db.executemany("INSERT INTO record_search (rowid, text) VALUES (?, ?)", texts)
            db.commit()
        db.execute("INSERT INTO escalation SELECT id, 'look', '', 'me', 0 FROM submission WHERE escalated")


COLUMNS = {
    "record": "id, source, claim, holder_name, document_type, created_at",
    "attachment": "record_id, position, name, sha256, size, media_type, problem_code, problem_text",
    "submission": "id, record_id, version, revision, is_current, status, stage, error_code, error_text, created_at, "
    "changed_at, record_created_at, place_at, due_at, postponed_until, escalated, document_type, confidence, "
    "reason_codes",
    "stage_run": "submission_id, stage, attempt, series, status, chain, priority, interruptions, engine, "
    "engine_version, queued_at, due_at, started_at, finished_at, owner, fence, done, total, error_code, error_text",
    "hold_reason": "submission_id, position, code, stage, field, params",
    "record_text": "record_id, text",
}


def write(db: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    """Insert them all."""
    if rows:
        blanks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO {table} ({COLUMNS[table]}) VALUES ({blanks})", rows)  # noqa: S608 - names of ours


class Made(NamedTuple):
    """One record's rows, and its text."""

    record: Row
    attachment: Row
    submission: Row
    runs: list[Row]
    reasons: list[Row]
    text: str


def made(chance: random.Random, number: int) -> Made:
    """One record's rows and its text."""
    at = int(BEGIN.timestamp() * 1e6) + number * STEP
    name = chance.choice(SURNAMES) + chance.choice(SYLLABLES) + chance.choice(SYLLABLES)
    held = number % 6 == 0
    status = "hold" if held else chance.choice(("approved",) * 8 + ("rejected", "failed"))
    kind = "rare" if chance.random() < 0.0005 else chance.choice(KINDS)
    codes = sorted(chance.sample(CODES, chance.randint(1, 3))) if held else []
    until = at + chance.randint(0, 600) * 86_400_000_000 if held and chance.random() < 0.1 else None
    escalated = held and chance.random() < 0.01
    confidence = round(min(1.0, max(0.0, chance.gauss(0.85, 0.12))), 3)
    source = f"/in/{number // 1000}/{number:06d}.pdf"
    record = (number, source, '{"values":[],"problem":""}', name, kind, at)
    attachment = (number, 0, f"{number:06d}.pdf", f"{number:064x}", 100_000, "application/pdf", "", "")
    submission = (
        number, number, 1, 4, 1, status, "approve", "", "", at, at, at, at, until or at, until, escalated, kind,
        confidence, f",{','.join(codes)}," if codes else "",
    )  # fmt: skip
    runs: list[Row] = [
        (number, stage, 1, 1, "done", 1, 0, 0, "engine", "1", at, at, at, at + 900_000, "", 1, 1, 1, "", "")
        for stage in ("ocr", "extract", "approve")
    ]
    reasons: list[Row] = [(number, place, code, "approve", "school", "[]") for place, code in enumerate(codes)]
    return Made(record, attachment, submission, runs, reasons, text_of(chance, source, name))


def text_of(chance: random.Random, source: str, name: str) -> str:
    """About a kilobyte, as certificates have it."""
    school = f"{chance.choice(('새벽', '한빛', '서울과학', '강남'))}{chance.choice(SYLLABLES)}대학교"
    lines = [source, name, f"제 {chance.randint(2010, 2026)}-{chance.randint(0, 99999):05d} 호", "졸 업 증 명 서"]
    lines += [f"성 명 {name}", f"생년월일 {chance.randint(1970, 2005)}년 {chance.randint(1, 12)}월", school, "총장"]
    lines += [
        " ".join(f"{chance.choice(ENGLISH)}{chance.choice(('', '', chance.randint(0, 99)))}" for _ in range(12))
        for _ in range(chance.choice((4, 6, 10, 14)))
    ]
    return folded(*lines) + "\n\n"


if __name__ == "__main__":
    main()
