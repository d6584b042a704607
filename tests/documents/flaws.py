"""Flaws that are drawn: dates that can be read in two ways, and documents that are none of the kinds we know."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.documents import other_wording, wording
from tests.documents.facts import Facts
from tests.documents.pen import Pen

DRAWN = ("unclear_dates", "strange_kind")


def with_unclear_dates(facts: Facts, rng: random.Random) -> Facts:
    """The facts with days written so that a person has to look: 단기, years of two digits, day or month first."""
    return replace(facts, dates=rng.choice(("dangi", "two_digits")) if facts.korean else "two_figures")


def make_strange(pen: Pen, kind: str, rng: random.Random) -> None:
    """Put title and statement of another kind of document in place of the drawn ones; a title on top if it has none."""
    titles, statements = {}, {}
    for korean in (True, False):
        title = rng.choice(other_wording.STRANGE_TITLES[korean])
        statement = other_wording.STRANGE_STATEMENTS[korean][title]
        for words in (wording, other_wording):
            titles |= dict.fromkeys((text.casefold() for text in words.TITLES[kind, korean]), title)
            statements |= dict.fromkeys(words.STATEMENTS[kind, korean], statement)
    if not any(text.text.casefold() in titles for text in pen.texts):
        pen.centre(50, rng.choice(list(titles.values())), 20, bold=True)
    pen.texts[:] = [
        replace(text, text=titles.get(text.text.casefold(), statements.get(text.text, text.text))) for text in pen.texts
    ]
