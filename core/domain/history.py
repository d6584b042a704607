"""What happened to a record, from intake on, as one timeline; and the chain of hashes behind what people did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.decision import Decision
from core.domain.field import FieldName
from core.domain.hold import HoldReason, PolicyRef
from core.domain.ids import AuditId, RecordId
from core.domain.page import Engine
from core.domain.rows import StageRunRow
from core.domain.states import StageName


class HistoryKind(StrEnum):
    """What a row of the timeline tells."""

    TAKEN_IN = "taken_in"
    STAGE = "stage"
    HELD = "held"
    APPROVED = "approved"
    CLAIM = "claim"
    DECIDED = "decided"
    POSTPONED = "postponed"
    ESCALATED = "escalated"
    RERUN = "rerun"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after; empty where there was or is no value."""

    field: FieldName
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One thing that happened; `kind` says which of the parts are filled.

    actor: who did it, empty for the program. version: 0 where it concerns the record as a whole.
    taken_in: note (the source, untrusted). stage: run. held, approved (by the policy): reasons, policy, engines.
    claim: changes. decided: decision, changes (the corrections), policy, engines (what it was decided on).
    postponed: until (None: to the end of the queue), note. escalated: to, note. rerun: stage. cancelled: nothing more.
    audit: the hash under which the chain of hashes holds it; empty for what the program did by itself.
    """

    at: datetime
    kind: HistoryKind
    version: int
    actor: str = ""
    run: StageRunRow | None = None
    stage: StageName | None = None
    reasons: tuple[HoldReason, ...] = ()
    decision: Decision | None = None
    policy: PolicyRef | None = None
    engines: tuple[Engine, ...] = ()
    changes: tuple[Change, ...] = ()
    until: datetime | None = None
    to: str = ""
    note: str = ""
    audit: str = ""


class AuditKind(StrEnum):
    """What people do to a record, as the chain of hashes holds it."""

    DECIDED = "decided"
    POSTPONED = "postponed"
    ESCALATED = "escalated"
    CLAIM = "claim"
    RERUN = "rerun"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One link of the chain. content: canonical JSON; digest: its SHA-256.

    sha256: over canonical JSON of everything else in the row but the content, with `previous`, the link before.
    """

    id: AuditId
    record: RecordId
    version: int
    kind: AuditKind
    actor: str
    at: datetime
    content: str
    digest: str
    previous: str
    sha256: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What walking the chain found. rows: how many links; head: the last link's hash, empty if there is none.

    broken: the id of the first link that does not hold, with `problem` saying how; None if all hold.
    """

    rows: int
    head: str
    broken: AuditId | None = None
    problem: str = ""
