"""The one error tree. Each error carries a stable code, a text for a person, and whether trying again may help."""

from __future__ import annotations

from enum import StrEnum


class HoldpointError(Exception):
    """Base of every error that Holdpoint raises on purpose.

    Args:
        text: what happened and what to do, for a person; never a field value of a document.
        code: stable snake_case word for programs and logs.
    """

    default_code = "error"
    retryable = False

    def __init__(self, text: str, *, code: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.code = code or self.default_code


class InputError(HoldpointError):
    """The document will never work as it is: empty, encrypted, damaged, over a limit."""

    default_code = "bad_input"


class EngineError(HoldpointError):
    """An engine failed; the same document may work later.

    Args:
        text: see `HoldpointError`.
        code: see `HoldpointError`.
        retry_after: seconds that the engine itself asks to wait; honoured within a limit.
    """

    default_code = "engine_failed"
    retryable = True

    def __init__(self, text: str, *, code: str | None = None, retry_after: float | None = None) -> None:
        super().__init__(text, code=code)
        self.retry_after = retry_after


class EngineMissingError(EngineError):
    """An engine is not installed or lacks its data; trying again alone will not help."""

    default_code = "engine_missing"
    retryable = False


class StoreError(HoldpointError):
    """The store cannot be opened, is damaged, is newer than this program, or is full."""

    default_code = "store_failed"


class DamagedResultError(StoreError):
    """What a stage run gave was stored, and is not what was stored any more; only running the stage again helps."""

    default_code = "damaged_result"


class LeaseLostError(HoldpointError):
    """Another worker owns this stage run now; the result at hand must be thrown away."""

    default_code = "lease_lost"


class ConflictError(HoldpointError):
    """Somebody else changed the record meanwhile, or its state does not allow this.

    Args:
        text: see `HoldpointError`.
        code: see `HoldpointError`.
        facts: what is known of the other change, by name: `actor`, `at` (ISO 8601, UTC), `action`, and for a
            decision `verdict` and `reason`. A name typed by a person is untrusted text.
    """

    default_code = "conflict"

    def __init__(self, text: str, *, code: str | None = None, facts: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(text, code=code)
        self.facts = facts


class NotFoundError(HoldpointError):
    """No such record, version or stage run."""

    default_code = "not_found"


class UsageError(HoldpointError):
    """The caller asked for something that makes no sense; the text says what to ask instead."""

    default_code = "usage"


class StopReason(StrEnum):
    """Why work is asked to stop."""

    CANCELLED = "cancelled"
    SHUTDOWN = "shutdown"
    LEASE_LOST = "lease_lost"


class Stopped(Exception):  # noqa: N818 - not an error: a request that was honoured
    """Raised by `Control.checkpoint()` when the work must end now."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__(reason.value)
        self.reason = reason
