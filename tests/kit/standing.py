"""What must hold between any two steps of a desk, by plain SQL: results, hand-overs, pauses, decisions."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping

from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.record import Dossier
from core.domain.states import StageName

QUESTION = HoldReason(ReasonCode.NO_TEXT, StageName.APPROVE)
STAGES = ("ocr", "extract", "approve")
Pauses = Iterable[tuple[int | None, str | None]]


def wrong(
    db: sqlite3.Connection, asked: Mapping[int, int], pauses: Pauses, decided: dict[tuple[int, int], str]
) -> list[str]:
    """Everything that does not hold; see each."""
    found = [*stale(db), *lost(db), *repeated(db, asked), *misplaced(db, pauses)]
    return [*found, *overruled(db), *undone(db, decided), *unasked(db)]


def stale(db: sqlite3.Connection) -> list[str]:
    """Results that stand, and were made from something else than what stands before them now."""
    shas = dict(db.execute("SELECT run_id, sha256 FROM stage_result"))
    inputs = dict(db.execute("SELECT run_id, inputs FROM stage_result"))
    found = []
    for record, version, status, current, claim, *runs in db.execute(
        "SELECT record_id, version, status, is_current, claim, ocr_run, extract_run, approve_run "
        "FROM submission JOIN record ON record.id = record_id"
    ):
        made_from = "".join(
            f"{position}:{sha256}\n"
            for position, sha256 in db.execute(
                "SELECT position, sha256 FROM attachment WHERE record_id = ? ORDER BY position", (record,)
            )
        )
        for place, run in enumerate(runs):
            if run is None:
                found += (
                    [f"{record} v{version}: {STAGES[place]} is void, and what follows is not"]
                    if any(runs[place:])
                    else []
                )
                break
            told = made_from
            if STAGES[place] == "approve":
                told += "".join(f"{name}={value}\n" for name, value in json.loads(claim)["values"])
            is_open = (current, status) == (1, "hold")
            same = inputs[run] == hashlib.sha256(told.encode()).hexdigest()
            if not same and (STAGES[place] != "approve" or is_open):
                found.append(f"{record} v{version}: {STAGES[place]} was made from what no longer stands")
            made_from += f"{shas[run]}\n"
    return found


def lost(db: sqlite3.Connection) -> list[str]:
    """Versions that should go on, and for which nothing is queued."""
    return [
        f"submission {submission}: {stage} {status}, and nothing follows"
        for submission, stage, status in db.execute(
            "SELECT s.id, r.stage, r.status FROM submission s JOIN stage_run r ON r.id = "
            "(SELECT max(id) FROM stage_run WHERE submission_id = s.id) "
            "WHERE r.status NOT IN ('queued', 'running') AND ("
            "(r.status = 'done' AND r.chain AND r.stage != 'approve' AND s.status NOT IN ('approved', 'rejected')) "
            "OR (r.status IN ('failed', 'interrupted') AND s.status NOT IN ('failed', 'cancelled')) "
            "OR (s.status = 'in_progress'))"
        )
    ]


def misplaced(db: sqlite3.Connection, pauses: Pauses) -> list[str]:
    """Queued runs that are marked as paused and are not, or are and are not marked."""
    wanted = set(pauses)
    return [
        f"{stage} of record {record}: marked {bool(paused)}"
        for record, stage, paused in db.execute(
            "SELECT s.record_id, r.stage, r.paused FROM stage_run r JOIN submission s ON s.id = r.submission_id "
            "WHERE r.status = 'queued'"
        )
        if bool(paused) != is_covered(wanted, record, stage)
    ]


def is_covered(pauses: Pauses, record: int, stage: str) -> bool:
    """Whether a pause holds back that stage of that record."""
    return not {(None, None), (record, None), (None, stage), (record, stage)}.isdisjoint(set(pauses))


def unasked(db: sqlite3.Connection) -> list[str]:
    """Stages that followed one that was to run alone, more often than anybody asked for (by hand: far ahead)."""
    return [
        f"submission {submission}: {stage} followed a stage that was to run alone"
        for submission, stage in db.execute(
            "SELECT s.id, n.stage FROM stage_run r JOIN submission s ON s.id = r.submission_id "
            "JOIN stage_run n ON n.id = (SELECT min(id) FROM stage_run WHERE submission_id = s.id AND id > r.id) "
            "WHERE r.status = 'done' AND NOT r.chain AND n.stage != r.stage AND n.priority > -50 "
            "GROUP BY s.id, n.stage HAVING count(*) > (SELECT count(*) FROM audit a WHERE a.kind = 'rerun' "
            "AND a.record_id = s.record_id AND a.version = s.version AND json_extract(a.content, '$.stage') = n.stage)"
        )
    ]


def overruled(db: sqlite3.Connection) -> list[str]:
    """Versions after a person's decision that nobody decided, and yet are approved or rejected."""
    return [
        f"record {record} v{version} is {status} by nobody, after a person's decision"
        for record, version, status in db.execute(
            "SELECT s.record_id, s.version, s.status FROM submission s WHERE s.status IN ('approved', 'rejected') "
            "AND EXISTS (SELECT 1 FROM decision d WHERE d.record_id = s.record_id AND d.version < s.version) "
            "AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.record_id = s.record_id AND d.version = s.version)"
        )
    ]


def undone(db: sqlite3.Connection, decided: dict[tuple[int, int], str]) -> list[str]:
    """Versions that do not stand as a person decided them last."""
    statuses = {(record, version): status for record, version, status in db.execute(
        "SELECT record_id, version, status FROM submission"
    )}  # fmt: skip
    return [
        f"{key} is {statuses.get(key)}, decided {status}"
        for key, status in decided.items()
        if statuses.get(key) != status
    ]


def repeated(db: sqlite3.Connection, asked: Mapping[int, int]) -> list[str]:
    """Stages that were done more often than anybody asked. asked: how often people did, by record."""
    return [
        f"record {record}: {stage} was done {done} times, {asked.get(record, 0)} times asked for"
        for record, stage, done in db.execute(
            "SELECT s.record_id, r.stage, count(*) FROM stage_run r JOIN submission s ON s.id = r.submission_id "
            "WHERE r.status = 'done' GROUP BY s.record_id, r.stage"
        )
        if done > 1 + asked.get(record, 0)
    ]


def misgiven(db: sqlite3.Connection, dossier: Dossier, stage: StageName) -> list[str]:
    """What a stage is given at this moment that does not stand for its version. Results say which run they are of."""
    ocr, extract = db.execute(
        "SELECT ocr_run, extract_run FROM submission WHERE record_id = ? AND version = ?",
        (dossier.record, dossier.version),
    ).fetchone()
    found = []
    if stage is not StageName.OCR and dossier.reading.pages[0].width != ocr:
        found.append("was given an old reading")
    if stage is StageName.APPROVE and dossier.extraction.get(FieldName.HOLDER_NAME).value != f"run {extract}":
        found.append("was given old fields")
    return found
