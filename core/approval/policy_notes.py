"""What is valid in a policy but likely not meant: kinds, doubts and marks that nobody knows, or that are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.approval.names import CheckName
from core.approval.policy import Policy


def notes(policy: Policy, built_in: Policy, kinds: Iterable[str]) -> tuple[str, ...]:
    """One line for each, in English.

    Args:
        policy: the policy to look at.
        built_in: the one that comes along; it knows every doubt and every mark of a page.
        kinds: ids of the kinds of document that are read.
    """
    return (
        *_differing("checks", {name.value for name in policy.checks.run}, {name.value for name in CheckName}),
        *_differing("kinds of document", {rules.id for rules in policy.type}, set(kinds)),
        *_differing("doubts", _doubts(policy), _doubts(built_in)),
        *_differing("marks of a page", set(policy.reading.hold_flags), set(built_in.reading.hold_flags)),
    )


def _doubts(policy: Policy) -> set[str]:
    return {*policy.doubts.always, *policy.doubts.unless_claimed}


def _differing(what: str, mine: set[str], known: set[str]) -> Iterator[str]:
    if known - mine:
        yield f"{what} left out: {', '.join(sorted(known - mine))}"
    if mine - known:
        yield f"{what} that nothing knows: {', '.join(sorted(mine - known))}"
