"""Looks at a policy file before it is chosen: what is wrong with it, or what it would change."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pydantic import ValidationError

import resources
from core.approval.policy import Policy
from core.approval.policy_lines import line_of
from core.bootstrap import DEFAULT_POLICY
from desktop.program import PolicyChecked, PolicyDifference, PolicyProblem

LARGEST: Final = 1_000_000
"""Bytes. The policy that ships has about a twentieth of that."""
_LONGEST: Final = 60
_MOST_ITEMS: Final = 8


def check_policy(file: str, in_use: Path | None) -> PolicyChecked:
    """Read that file and compare it with the policy in use; an empty name is the built-in policy.

    Where they are the same file, it is compared with the built-in one.
    """
    built_in = resources.path(DEFAULT_POLICY)
    path = Path(file) if file else built_in
    try:
        policy = _loaded(path)
    except ProblemsFoundError as found:
        return PolicyChecked(file, "", "", "", found.problems, (), is_in_use=False)
    is_in_use = path == (in_use or built_in)
    other = built_in if is_in_use else in_use or built_in
    try:
        before = _loaded(other)
    except ProblemsFoundError:  # the one in use was spoilt after the start
        before = _loaded(built_in)
    ref = policy.ref
    return PolicyChecked(file, ref.name, ref.version, ref.sha256, (), differences(before, policy), is_in_use)


class ProblemsFoundError(Exception):
    """The file is no sound policy."""

    def __init__(self, problems: Sequence[PolicyProblem]) -> None:
        super().__init__("no sound policy")
        self.problems = tuple(problems)


def _loaded(path: Path) -> Policy:
    text = ""
    try:
        if not path.is_file():
            raise ProblemsFoundError([PolicyProblem(0, "", "no_file", "")])
        if path.stat().st_size > LARGEST:
            raise ProblemsFoundError([PolicyProblem(0, "", "too_large", "")])
        text = path.read_text("utf-8-sig")  # as `Policy.load` reads it
        return Policy.model_validate(tomllib.loads(text))
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemsFoundError([PolicyProblem(0, "", "no_file", str(error))]) from error
    except tomllib.TOMLDecodeError as error:
        raise ProblemsFoundError([PolicyProblem(0, "", "no_toml", str(error))]) from error
    except ValidationError as error:
        raise ProblemsFoundError(
            [_problem(text, one["loc"], one["type"], one["msg"]) for one in error.errors()]
        ) from error


def _problem(text: str, place: Sequence[str | int], kind: str, message: str) -> PolicyProblem:
    return PolicyProblem(line_of(text, place), ".".join(str(part) for part in place), kind, message)


def differences(before: Policy, after: Policy) -> tuple[PolicyDifference, ...]:
    """Every rule that differs, in the order of the file; name and version are no rules."""
    old, new = (dict(_flat(one.model_dump(mode="json", by_alias=True))) for one in (before, after))
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        _difference(key, old.get(key), new.get(key))
        for key in keys
        if old.get(key) != new.get(key) and key not in ("name", "version")
    )


def _difference(key: str, old: object, new: object) -> PolicyDifference:
    """Of lists only what was taken out and what was added."""
    if isinstance(old, list) and isinstance(new, list) and set(map(str, old)) != set(map(str, new)):
        gone = [item for item in old if item not in new]
        come = [item for item in new if item not in old]
        return PolicyDifference(key, _shown(gone) if gone else "", _shown(come) if come else "")
    return PolicyDifference(key, _shown(old), _shown(new))


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        rest = ["…"] if len(value) > _MOST_ITEMS else []
        return ", ".join([*(_cut(str(item)) for item in value[:_MOST_ITEMS]), *rest])
    return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _flat(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _flat(item, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for item in value:
            yield from _flat(item, f"{key}.{item.get('id')}")
    else:
        yield key, value
