"""Errors of the core by wire: the same class with the same code, text and facts on the other side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from core.errors import (
    ConflictError,
    EngineError,
    EngineMissingError,
    HoldpointError,
    InputError,
    LeaseLostError,
    NotFoundError,
    StoreError,
    UsageError,
)

_OTHERS: Final[dict[int, type[HoldpointError]]] = {
    404: NotFoundError,
    409: ConflictError,
    500: StoreError,
    502: StoreError,
    503: StoreError,
    504: StoreError,
    507: StoreError,
}
"""What the service refuses before anything is asked of the core, and what stands before it, by the status."""
_KINDS: Final[dict[str, type[HoldpointError]]] = {
    kind.__name__: kind
    for kind in (
        InputError,
        EngineError,
        EngineMissingError,
        StoreError,
        LeaseLostError,
        ConflictError,
        NotFoundError,
        UsageError,
    )
}
DONE_ALREADY: Final = "done_already"
"""Code of the conflict that says: this very request was done before; only its answer was lost."""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error as it travels."""

    kind: str
    code: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()


def fault_of(error: HoldpointError) -> Fault:
    """What is told of an error."""
    kind = next((kind.__name__ for kind in type(error).__mro__ if kind.__name__ in _KINDS), UsageError.__name__)
    return Fault(kind, error.code, error.text, error.facts if isinstance(error, ConflictError) else ())


def error_of(problem: dict[str, Any]) -> HoldpointError:
    """The error that a problem details object tells of; one of another server becomes a `UsageError`."""
    kind = _KINDS.get(str(problem.get("kind", "")))
    if kind is None:
        status = problem.get("status")
        kind = _OTHERS.get(status, UsageError) if isinstance(status, int) else UsageError
    code, text = str(problem.get("code") or "refused"), str(problem.get("detail") or "The server refused.")
    if kind is ConflictError:
        facts = problem.get("facts")
        pairs = tuple((str(name), str(value)) for name, value in facts.items()) if isinstance(facts, dict) else ()
        return ConflictError(text, code=code, facts=pairs)
    return kind(text, code=code)
