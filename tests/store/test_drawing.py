from __future__ import annotations

import re
from pathlib import Path

from core.domain.states import MOVES

PAGE = Path(__file__).parents[2] / "docs" / "states.md"


def test_the_drawing_shows_exactly_the_allowed_moves() -> None:
    drawn = set(re.findall(r"^    (\w+) --> (\w+)$", PAGE.read_text(), re.MULTILINE))
    assert drawn == {(old.value, new.value) for old, moves in MOVES.items() for new in moves}
