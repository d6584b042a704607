"""What another reading of a piece of a line tells of its words: the same letters, or others in some places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from core.reading.child.pieces import Piece
from core.reading.child.single_lines import Line

_DASHES: Final = str.maketrans("\u2013\u2014", "--")
_TELLING: Final = frozenset("-/\u2013\u2014")


@dataclass(frozen=True, slots=True)
class Told:
    """What the other reading has for some words, mostly one.

    first, last: the words, from the first to before the last. text: the whole of it, empty if it has nothing there.
    letters: those of it that count. least: how sure the least sure of those is that stand where the words have others,
    or of all where it has the same. is_lost: it lacks a letter that did not come twice, which may be its own fault.
    """

    first: int
    last: int
    text: str
    letters: str
    least: float
    is_same: bool
    is_lost: bool = False


def counts(letter: str) -> bool:
    """True for what tells one value from another: full stops and commas do not, which one reader sees and one not."""
    return letter.isalnum() or letter in _TELLING


_Change = tuple[str, int, int, int, int]
_STOPS: Final = frozenset(".,")
_UNTOLD, _LOST = "untold", "lost"


def told(piece: Piece, line: Line, *, is_whole: bool = True) -> tuple[Told, ...]:
    """What the line has in the places of the words.

    Args:
        piece: words as read before.
        line: the same place as read by another.
        is_whole: no words stand beside the piece, whose letters may be seen too: more letters at an end are its own.
    """
    owners = [at for at, word in enumerate(piece) for _ in filter(counts, word.text)]
    known = "".join(letter for word in piece for letter in word.text if counts(letter)).translate(_DASHES)
    where = [at for at, letter in enumerate(line) if counts(letter.text)]
    said = "".join(line[at].text for at in where)
    found_changes = SequenceMatcher(a=known, b=said, autojunk=False).get_opcodes()
    changes = [one for one in map(_Edges(known, where, is_whole=is_whole).judged, found_changes) if one is not None]
    found = (_of(group, owners, changes, line, where) for group in _groups(owners, changes))
    return tuple(one for one in found if one is not None and not _has_other_stops(one, piece))


def _has_other_stops(one: Told, piece: Piece) -> bool:
    """True for figures that are the same but for full stops and commas among them: then nobody bears out anybody."""
    text = "".join(word.text for word in piece[one.first : one.last])
    if not one.is_same or not any(map(str.isdecimal, text)):
        return False
    known, said = ("".join(letter for letter in what if letter in ".," or counts(letter)) for what in (text, one.text))
    return known.strip(".,").translate(_DASHES) != said.strip(".,") or (known[-1] in ".,") != (said[-1] in ".,")


@dataclass(frozen=True, slots=True)
class _Edges:
    """What letters more or fewer at the ends of a piece tell. where: the line's letters that count."""

    known: str
    where: list[int]
    is_whole: bool

    def judged(self, change: _Change) -> _Change | None:
        """The change; None for letters of neighbours, and an untold one where the picture may lack or have letters."""
        kind, first, last, begin, stop = change
        total = len(self.known)
        if kind == "delete" and not self._is_repeat(first, last):
            return (_UNTOLD if first == 0 or last == total else _LOST, first, last, begin, stop)
        if not (first == 0 or last == total):
            return change
        if kind != "insert" or self._is_joined(first, begin, stop):
            return change
        at = min(first, total - 1)
        return (_UNTOLD, at, at + 1, begin, stop) if self.is_whole else None

    def _is_repeat(self, first: int, last: int) -> bool:
        lost, many = self.known[first:last], last - first
        return lost in (self.known[last : last + many], self.known[max(0, first - many) : first])

    def _is_joined(self, first: int, begin: int, stop: int) -> bool:
        """True if nothing, not even a space, parts letters more from those of the piece."""
        pair = self.where[stop - 1 : stop + 1] if first == 0 else self.where[begin - 1 : begin + 1]
        return self.is_whole and len(pair) > 1 and pair[0] + 1 == pair[1]


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
        elif kind == _UNTOLD:
            return None
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
        return Told(owners[start], owners[end - 1] + 1, "", "", min(otherwise), is_same=False) if otherwise else None
    sure = [line[at].sure for at in found] if is_same else otherwise
    last = found[-1] + 1
    if is_same and last < len(line) and line[last].text in _STOPS:
        last += 1
    text = "".join(letter.text for letter in line[found[0] : last]).strip()
    said = "".join(line[at].text for at in found)
    is_lost = any(kind == _LOST and first < end and last > start for kind, first, last, _, _ in changes)
    return Told(owners[start], owners[end - 1] + 1, text, said, min(sure, default=0.0), is_same, is_lost)
