"""What is asked about claims that come as a table, and what is answered; see `desktop.messages`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from core.domain.claim_table import ClaimMatch, ClaimOutcome, ClaimTable, ColumnUse


@dataclass(frozen=True, slots=True)
class ReadClaims:
    """Read a table of claims."""

    path: Path


@dataclass(frozen=True, slots=True)
class ReadCopiedClaims:
    """Read a table of claims that was copied out of a spreadsheet: lines, and tabs between cells; untrusted text."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MatchClaims:
    """Tell what each line would do, the columns taken for `uses`."""

    generation: int
    table: ClaimTable
    uses: tuple[ColumnUse, ...]


@dataclass(frozen=True, slots=True)
class ApplyClaims:
    """Set the claims of these matches."""

    matches: tuple[ClaimMatch, ...]


TableAsk = ReadClaims | ReadCopiedClaims | MatchClaims | ApplyClaims


@dataclass(frozen=True, slots=True)
class ClaimsRead:
    """The answer to `ReadClaims` and `ReadCopiedClaims`."""

    table: ClaimTable


@dataclass(frozen=True, slots=True)
class ClaimsMatched:
    """The answer to `MatchClaims`, a match for each line."""

    generation: int
    matches: tuple[ClaimMatch, ...]


@dataclass(frozen=True, slots=True)
class ClaimsApplied:
    """The answer to `ApplyClaims`."""

    outcomes: tuple[ClaimOutcome, ...]


TableAnswer = ClaimsRead | ClaimsMatched | ClaimsApplied
