"""Who else has a record open, in words. Names are untrusted text."""

from __future__ import annotations

from datetime import UTC, datetime

from core.domain.presence import Holder
from desktop.ui.phrases import Said
from desktop.ui.shown import moment
from desktop.ui.words import Words


class HolderPhrase(Said):
    """Sentences."""

    HELD = ("Open with {who} since {time}", "{who} 님이 {time}부터 보는 중")
    HELD_SHORT = ("Open with {who}", "{who} 님이 보는 중")


def holder_text(holder: Holder, words: Words) -> str:
    """What the head says; of this day the time alone."""
    since = holder.since.astimezone()
    is_today = since.date() == datetime.now(UTC).astimezone().date()
    time = f"{since:%H:%M}" if is_today else moment(holder.since)
    return words.say(HolderPhrase.HELD, who=holder.reviewer, time=time)


def holder_short(holder: Holder, words: Words) -> str:
    """What a row of the queue has room for."""
    return words.say(HolderPhrase.HELD_SHORT, who=holder.reviewer)
