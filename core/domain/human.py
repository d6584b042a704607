"""What a person stands for: values that no later reading overwrites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.domain.decision import Decision, Verdict
from core.domain.field import Extraction, FieldName


@dataclass(frozen=True, slots=True)
class HumanValue:
    """A value that a person set or let stand when approving.

    value: the person's. machine: what had been read then, empty if nothing. version: where; actor, at: who and when.
    """

    field: FieldName
    value: str
    machine: str
    version: int
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """A person's value that the machine now reads differently: three values side by side.

    now: the machine's of this version, empty if it found none. `human.machine` is what it had read before.
    """

    human: HumanValue
    now: str


def last_approval(decisions: Sequence[Decision]) -> Decision | None:
    """The decision whose values a person stands for; a later rejection takes back the verdict, not what was read."""
    return next((decision for decision in reversed(decisions) if decision.verdict is Verdict.APPROVE), None)


def human_values(approval: Decision | None, read: Extraction | None) -> tuple[HumanValue, ...]:
    """All values of an approval. read: what the machine had read in the version that was approved."""
    if approval is None:
        return ()
    machine = {field.name: field.value for field in read.fields} if read else {}
    values = {**machine, **dict(approval.corrections)}
    return tuple(
        HumanValue(name, values[name], machine.get(name, ""), approval.version, approval.actor, approval.at)
        for name in FieldName
        if name in values
    )


def disputes(human: Iterable[HumanValue], read: Extraction | None) -> tuple[Dispute, ...]:
    """Where this version's reading is not what a person stands for; none before there is a reading."""
    if read is None:
        return ()
    now = {field.name: field.value for field in read.fields}
    return tuple(Dispute(value, now.get(value.field, "")) for value in human if value.value != now.get(value.field, ""))
