"""What goes wrong with a server, as errors a person can act on. No text of a server or document is repeated."""

from __future__ import annotations

import math
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

from core.errors import EngineError, EngineMissingError, HoldpointError
from core.language_model.limits import LONGEST_WAIT

UNAVAILABLE: Final = "model_unavailable"
_LATER: Final = frozenset({408, 409, 425, 429})
_FIRST_SERVER_ERROR: Final = 500
_NOT_BUILT: Final = 501


class UnusableError(HoldpointError):
    """An answer came, and it is of no use. `may_repair`: asking again with a word about it may help."""

    default_code = "model_unusable"

    def __init__(self, text: str, *, may_repair: bool) -> None:
        super().__init__(text)
        self.may_repair = may_repair


class RefusedError(HoldpointError):
    """The server does not accept this way of asking. `parameter`: the one it named, or empty."""

    default_code = "model_refused"

    def __init__(self, status: int, parameter: str) -> None:
        super().__init__(f"The server does not accept the request ({status}).")
        self.parameter = parameter


class SpentError(HoldpointError):
    """The day's calls or budget are used up."""

    default_code = "model_spent"


def unavailable(endpoint: str, why: str, retry_after: float | None = None) -> EngineError:
    """No answer now."""
    text = f"The language model at {endpoint} gave no answer: {why}."
    return EngineError(text, code=UNAVAILABLE, retry_after=retry_after)


def of_status(endpoint: str, model: str, status: int, parameter: str, retry_after: float | None) -> HoldpointError:
    """The error for an answer with that HTTP status."""
    if status in _LATER or (status >= _FIRST_SERVER_ERROR and status != _NOT_BUILT):
        return unavailable(endpoint, f"status {status}", retry_after)
    match status:
        case 401 | 403:
            text = f"{endpoint} refuses the key ({status}). Set it with `holdpoint model key`, then retry."
            return EngineMissingError(text, code="model_key")
        case 404:
            text = (
                f"{endpoint} does not know the model {model!r} or the path (404). Change model.name or model.base_url."
            )
            return EngineMissingError(text, code="model_not_found")
        case _ if status < 400:  # noqa: PLR2004 - redirects; a key must not follow them to another server
            text = f"{endpoint} points elsewhere ({status}). Put the final address into model.base_url."
            return EngineMissingError(text, code="model_moved")
        case _:
            return RefusedError(status, parameter)


def wait_asked(header: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for: a number or a date; None for anything else."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        seconds = _until(header, now)
    if math.isnan(seconds) or seconds < 0:
        return None
    return min(seconds, LONGEST_WAIT)


def _until(header: str, now: datetime) -> float:
    try:
        return max(0.0, (parsedate_to_datetime(header) - now).total_seconds())
    except (TypeError, ValueError):
        return math.nan


def is_unavailable(error: Exception) -> bool:
    """True if no answer came, for whatever reason: a later try may get one."""
    return not isinstance(error, HoldpointError) or error.code == UNAVAILABLE
