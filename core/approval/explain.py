"""Why a record is approved or held: every check with what it wants and asks, every value with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from core.approval.confidence import trust_in
from core.approval.evidence import Evidence
from core.approval.names import CheckName
from core.approval.stage import CHECKS
from core.domain.field import Field, FieldName
from core.domain.hold import HoldReason


@dataclass(frozen=True, slots=True)
class CheckExplained:
    """One check. wants: what it demands, in English. runs: whether the policy lists it. questions: what it asks."""

    check: CheckName
    wants: str
    runs: bool
    questions: tuple[HoldReason, ...]


@dataclass(frozen=True, slots=True)
class ValueExplained:
    """One value and what speaks for it.

    confidence: of its telling words, 0..1. floor: what it must reach. confirmed: by the claim; None if nothing is
    claimed. places: how many places of the record say the same.
    """

    field: FieldName
    value: str
    confidence: float
    floor: float
    grounded: bool
    confirmed: bool | None
    places: int
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All checks there are, those of the policy first and in its order; all values that were found."""

    checks: tuple[CheckExplained, ...]
    values: tuple[ValueExplained, ...]

    @property
    def holds(self) -> bool:
        """True if a check that runs asks something."""
        return any(item.runs and item.questions for item in self.checks)


def explain(evidence: Evidence) -> Explanation:
    """Look at the evidence check by check and value by value. Pure."""
    listed = evidence.policy.checks.wanted
    order = (*dict.fromkeys(listed), *(name for name in CheckName if name not in listed))
    checks = tuple(_check(evidence, name, runs=name in listed) for name in order)
    return Explanation(checks, tuple(_value(evidence, field) for field in evidence.extraction.fields))


def _check(evidence: Evidence, name: CheckName, *, runs: bool) -> CheckExplained:
    wants = (CHECKS[name].__doc__ or name.value).strip().splitlines()[0]
    return CheckExplained(name, wants, runs, CHECKS[name](evidence) if runs else ())


def _value(evidence: Evidence, field: Field) -> ValueExplained:
    trust = trust_in(evidence, field)
    return ValueExplained(
        field=field.name,
        value=field.value,
        confidence=trust.confidence,
        floor=trust.floor,
        grounded=field.grounded,
        confirmed=None if evidence.dossier.claim.get(field.name) is None else evidence.is_confirmed(field),
        places=field.places,
        doubts=field.doubts,
    )
