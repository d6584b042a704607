"""What goes wrong with a recogniser on another machine, as errors a person can act on; no server's text is repeated."""

from __future__ import annotations

from typing import Final

from core.errors import EngineError, EngineMissingError

UNAVAILABLE: Final = "reader_unavailable"
SPENT: Final = "reader_spent"
_LATER: Final = frozenset({408, 409, 425, 429})
_FIRST_SERVER_ERROR: Final = 500


def unavailable(endpoint: str, why: str, retry_after: float | None = None) -> EngineError:
    """No answer now."""
    return EngineError(
        f"The recogniser at {endpoint} gave no answer: {why}.", code=UNAVAILABLE, retry_after=retry_after
    )


def unusable(endpoint: str, why: str) -> EngineError:
    """An answer of no use."""
    return EngineError(f"The recogniser at {endpoint} gave an answer of no use: {why}.", code="reader_nonsense")


def spent(name: str) -> EngineError:
    """The day's calls or budget are used up."""
    return EngineMissingError(f"The day's calls or budget for {name} are used up; tomorrow it goes on.", code=SPENT)


def of_status(endpoint: str, status: int, retry_after: float | None) -> EngineError:
    """The error for an answer with that HTTP status, where nothing more is known."""
    if status in _LATER or status >= _FIRST_SERVER_ERROR:
        return unavailable(endpoint, f"status {status}", retry_after)
    if status in (401, 403):
        return wrong_key(endpoint)
    if status < 400:  # noqa: PLR2004 - redirects; a key must not follow them to another server
        text = f"{endpoint} points elsewhere ({status}). Put the final address into the settings."
        return EngineMissingError(text, code="reader_moved")
    return wrong_address(endpoint, f"status {status}")


def wrong_key(endpoint: str) -> EngineMissingError:
    """The server does not know the key."""
    return EngineMissingError(f"{endpoint} refuses the key. Set it in the settings, then retry.", code="reader_key")


def wrong_address(endpoint: str, why: str) -> EngineMissingError:
    """There is no such service at this address."""
    text = f"{endpoint} does not take the call ({why}). Check the address in the settings."
    return EngineMissingError(text, code="reader_address")
