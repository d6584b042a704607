"""Who else has a record open, in words. Names are untrusted text."""

from __future__ import annotations

from core.domain.presence import Holder
from desktop.ui.phrases import Said
from desktop.ui.shown import moment
from desktop.ui.words import Words


class HolderPhrase(Said):
    """Sentences."""

    HELD = ("Open with {who} since {time}", "{who} 님이 {time}부터 열고 있음")


def holder_text(holder: Holder, words: Words) -> str:
    """What queue and head say."""
    return words.say(HolderPhrase.HELD, who=holder.reviewer, time=moment(holder.since))
