"""What another reading of a piece of a line tells of its words: the same letters, or others in some places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.reading.child.pieces import Piece
from core.reading.child.quality import letters
from core.reading.child.single_lines import Line


@dataclass(frozen=True, slots=True)
class Told:
    """What the other reading has for some words, mostly one.

    first, last: the words, from the first to before the last. text: the whole of it. letters: its letters and figures.
    least: how sure the least sure of those is that stand where the words have others, or of all where it has the same.
    """

    first: int
    last: int
    text: str
    letters: str
    least: float
    is_same: bool


_Change = tuple[str, int, int, int, int]


def told(piece: Piece, line: Line) -> tuple[Told, ...]:
    """What the line has in the places of the words; nothing for words of which it has no letter.

    Args:
        piece: words as read before.
        line: the same place as read by another.
    """
    owners = [at for at, word in enumerate(piece) for _ in letters([word])]
    where = [at for at, letter in enumerate(line) if letter.text.isalnum()]
    said = "".join(line[at].text for at in where)
    changes = SequenceMatcher(a=letters(piece), b=said, autojunk=False).get_opcodes()
    found = (_of(group, owners, changes, line, where) for group in _groups(owners, changes))
    return tuple(one for one in found if one is not None)


def _groups(owners: list[int], changes: Sequence[_Change]) -> Iterator[tuple[int, int]]:
    """First and last letters of words; words together whose letters were read as other ones in another number."""
    joined = {
        at
        for kind, first, last, begin, stop in changes
        if kind == "replace" and last - first != stop - begin
        for at in range(first + 1, last)
    }
    start = 0
    for at in range(1, len(owners) + 1):
        if at == len(owners) or (owners[at] != owners[at - 1] and at not in joined):
            yield start, at
            start = at


def _of(
    group: tuple[int, int], owners: list[int], changes: Sequence[_Change], line: Line, where: list[int]
) -> Told | None:
    start, end = group
    found: list[int] = []
    otherwise: list[float] = []
    is_same = True
    for kind, first, last, begin, stop in changes:
        if kind == "insert":
            if not start < first <= end and not first == start == 0:
                continue
            places = where[begin:stop]
        elif last <= start or first >= end:
            continue
        elif last - first == stop - begin:
            places = where[begin + max(0, start - first) : stop - max(0, last - end)]
        else:
            places = where[begin:stop]
        found += places
        if kind != "equal":
            is_same = False
            beside = places or where[max(0, begin - 1) : stop + 1]
            otherwise += [line[at].sure for at in beside]
    if not found:
        return None
    sure = [line[at].sure for at in found] if is_same else otherwise
    text = "".join(letter.text for letter in line[found[0] : found[-1] + 1]).strip()
    said = "".join(line[at].text for at in found)
    return Told(owners[start], owners[end - 1] + 1, text, said, min(sure, default=0.0), is_same)
