"""What happened to a record, from intake on, as one timeline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.domain.belief import Belief
from core.domain.decision import Decision
from core.domain.field import FieldName
from core.domain.hold import HoldReason, PolicyRef
from core.domain.page import Engine
from core.domain.pausing import PauseTarget
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
    RESUBMITTED = "resubmitted"
    CANCELLED = "cancelled"
    ERASED = "erased"
    DELIVERY = "delivery"
    PAUSED = "paused"
    RESUMED = "resumed"
    BELIEF = "belief"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision stands on: the policy that judged, and the engines that read, extracted and judged."""

    policy: PolicyRef | None
    engines: tuple[Engine, ...]


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
    resubmitted: stage, note (how many files).
    erased: note (which parts, by their names, with commas).
    paused, resumed: target (the record's own, or a wider one under which it waited), note (why).
    delivery (one try of a callback): to (the endpoint), note (what it was told, how the try ended).
    belief (of one endpoint, as of now; comes last): to, belief.
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
    belief: Belief | None = None
    target: PauseTarget | None = None
