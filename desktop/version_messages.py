"""What the screens ask about a record's versions, and what is answered; see `desktop.messages`."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.compare import Comparison
from core.domain.desk import ResubmitRequest
from core.domain.ids import RecordId
from core.domain.rows import RecordRow


@dataclass(frozen=True, slots=True)
class CompareVersions:
    """Put two versions side by side; None for those that a person wants to see first."""

    generation: int
    record: RecordId
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class HandInAgain:
    """Take new files in for a record."""

    request: ResubmitRequest


@dataclass(frozen=True, slots=True)
class KeepDecision:
    """Let the decision before the current version stand."""

    record: RecordId


VersionAsk = CompareVersions | HandInAgain | KeepDecision


@dataclass(frozen=True, slots=True)
class VersionsCompared:
    """The answer to `CompareVersions`."""

    ask: CompareVersions
    found: Comparison


@dataclass(frozen=True, slots=True)
class VersionChanged:
    """What was asked is done; the record's row as it is now."""

    ask: HandInAgain | KeepDecision
    row: RecordRow


VersionAnswer = VersionsCompared | VersionChanged
