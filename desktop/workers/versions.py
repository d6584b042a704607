"""What the desk worker answers about versions."""

from __future__ import annotations

from core.domain.desk import Desk
from desktop.version_messages import (
    CompareVersions,
    HandInAgain,
    KeepDecision,
    VersionAnswer,
    VersionAsk,
    VersionChanged,
    VersionsCompared,
)


def answer_of(ask: VersionAsk, desk: Desk) -> VersionAnswer:
    """Do what was asked; raises what the desk raises."""
    match ask:
        case CompareVersions():
            return VersionsCompared(ask, desk.compare(ask.record, ask.before, ask.after))
        case HandInAgain():
            return VersionChanged(ask, desk.resubmit(ask.request))
        case KeepDecision():
            return VersionChanged(ask, desk.keep(ask.record))
