"""One line of what `holdpoint doctor` tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`good` is None where there is nothing to judge, or where nobody needs it."""

    what: str
    value: str
    good: bool | None = None
