"""What is known of a value in a few words: its page, how surely it was read, who says so, and what was doubted."""

from __future__ import annotations

from core.domain.field import Field
from desktop.ui.phrases import Phrase
from desktop.ui.shown import percent
from desktop.ui.words import Words


def facts_of(field: Field | None, words: Words) -> str:
    """One line; "" where nothing was read."""
    if field is None:
        return ""
    page = words.say(Phrase.ON_PAGE, page=field.page) if field.page is not None else ""
    who = ", ".join(words.source(source).text for source in field.sources)
    doubts = ", ".join(words.doubt(code) for code in field.doubts)
    return " · ".join(fact for fact in (page, percent(field.confidence), who, doubts) if fact)
