"""A record's history in words and as the JSON objects that the command line and the service give out."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from core.domain.belief import Belief
from core.domain.history import HistoryRow
from core.domain.hold import field_label
from core.domain.pausing import PauseTarget


class HistoryObject(BaseModel):
    """One thing that happened. actor: empty for the program. details: in words, a line each.

    policy: its hash. audit: its own hash in the chain of hashes.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    kind: str
    version: int
    actor: str
    details: list[str]
    policy: str | None
    engines: list[str]
    audit: str | None


def history_object(row: HistoryRow, tongue: str) -> HistoryObject:
    """The object of one row; its words in `tongue` ("en" or "ko")."""
    return HistoryObject(
        at=row.at,
        kind=row.kind.value,
        version=row.version,
        actor=row.actor,
        details=history_details(row, tongue),
        policy=row.policy.sha256 if row.policy else None,
        engines=[f"{engine.name} {engine.version}" for engine in row.engines],
        audit=row.audit or None,
    )


def history_details(row: HistoryRow, tongue: str) -> list[str]:
    """What a row of the history tells beyond its kind, a line each."""
    told: list[str] = []
    if row.run is not None:
        told.append(f"{row.run.stage} {row.run.status} {row.run.engine} {row.run.engine_version}".strip())
        told.append(row.run.error_text)
    elif row.stage is not None and row.actor:
        told.append(row.stage.value)
    if row.decision is not None:
        kind = f" {row.decision.kind}" if row.decision.kind else ""
        told += [f"{row.decision.verdict}{kind}: {row.decision.reason}", row.decision.public_comment]
        told.append(row.decision.internal_comment)
    told += [reason.text(tongue) for reason in row.reasons]
    told += [f"{field_label(one.field, tongue)}: {one.before or '–'} → {one.after or '–'}" for one in row.changes]
    told.append(row.until.astimezone().strftime("%Y-%m-%d %H:%M") if row.until else "")
    told += [_scope(row.target) if row.target else "", row.to, row.note]
    told += _belief(row.belief) if row.belief else []
    return [line for line in told if line]


def _scope(target: PauseTarget) -> str:
    if target.record is not None:
        return "this record"
    return "this stage of all records" if target.stage else "the whole chain"


def _belief(belief: Belief) -> list[str]:
    news = "given up" if belief.is_given_up else "not told yet"
    return [f"knows: {belief.status or 'nothing'}", f"{news}: {belief.news}" if belief.news else ""]
