"""Values that go on in a second line of their cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from core.domain.normal import has_hangul
from core.extraction.label_hits import LabelHit
from core.extraction.layout import Line, Sheet, Span
from core.extraction.row_cells import pieces_of

CUT_OFF: Final = "cut_off"
_ALIGNED: Final = 0.7
"""Text heights by which the edges or the middles of a cell's lines may differ."""
_PITCH: Final = 2.2
"""From line to line of one value, in text heights, at most."""
_OF_ROW: Final = 0.75
"""From line to line of one value, against from row to row of the form, at most."""
_OF_FORM: Final = 0.9
"""The same, where a label is beside the first line and none beside the second."""
_NO_ROW: Final = 0.97
"""The same, for what may be one value; at a row's own distance it is another row."""
_WORDS: Final = re.compile(r"[A-Z][\w&'-]*(?:,? (?:[A-Z&][\w&'-]*|and|of|the|in|for))*")
_APART: Final = 2.0
"""Times the form's steps so far: a row that far below is the foot's, whose lines stand closer."""
_INLINE: Final = 1.5
_WORD_GAP: Final = 0.3
_NEAR: Final = 2.1
_ALIKE: Final = 0.8


def in_one_cell(first: Span, second: Span) -> bool:
    """True if both stand as lines of one cell: flush left, or around the same middle."""
    reach = _ALIGNED * max(first.line.em, second.line.em)
    middles = abs((first.left + first.right) - (second.left + second.right)) / 2
    return abs(first.left - second.left) <= reach or middles <= reach


def joined(first: Span, second: Span) -> Span:
    """Both as one span of a line that reads on from the first to the second."""
    words = first.placed + second.placed
    chars: list[str] = []
    owner: list[int] = []
    before: list[float] = []
    for span, start in ((first, 0), (second, len(first.placed))):
        own = {word: start + place for place, word in enumerate(dict.fromkeys(span.line.owner[span.start : span.end]))}
        for at in range(span.start, span.end):
            chars.append(span.line.chars[at])
            owner.append(own[span.line.owner[at]])
            before.append(span.line.before[at] if at > span.start else _WORD_GAP)
    line = Line(words, max(first.line.em, second.line.em), "".join(chars), tuple(owner), tuple(before))
    return Span(line, 0, len(chars))


def following(sheet: Sheet, hits: Mapping[int, Sequence[LabelHit]], hit: LabelHit, span: Span) -> Span | None:
    """What stands right below that value in its own cell, without a label of its own; None if nothing does.

    Args:
        sheet: the page.
        hits: the labels of each line.
        hit: the value's label.
        span: the value.
    """
    line = span.line
    for index, other in enumerate(sheet.lines):
        if other.middle <= line.bottom or other.middle - line.middle > _PITCH * max(line.em, other.em):
            continue
        if any(taken.right > hit.left and taken.left < span.right for taken in hits[index]):
            return None
        own = [cell for cell in pieces_of(other) if cell.right > hit.left - other.em]
        if own and in_one_cell(span, own[0]) and _stands_alone(hit, span, own[0]):
            return own[0]
        near = (cell for cell in own if _is_nearer_than_rows(sheet, hits, span, cell, _NO_ROW))
        return next((cell for cell in near if _is_below_label(hit, span, cell)), None)
    return None


def _is_below_label(hit: LabelHit, span: Span, cell: Span) -> bool:
    """True if label and value are one run of words, and the cell is at the label's edge: Major: Human / Resources."""
    inline = span.line is hit.line and span.left - hit.right <= _INLINE * hit.line.em
    flush = abs(cell.left - hit.left) <= _ALIGNED * max(hit.line.em, cell.line.em)
    return inline and flush and not has_hangul(span.compact) and _WORDS.fullmatch(cell.text) is not None


def is_second_line(sheet: Sheet, hit: LabelHit) -> bool:
    """True if what looks like a label is the end of a value: Lakeshore / University, the one under the other."""
    line = hit.line
    if hit.start > 0 or hit.end < len(line.chars):
        return False
    own = Span(line, hit.start, hit.end)
    near = [other for other in sheet.lines if other is not line and abs(other.middle - line.middle) <= _NEAR * line.em]
    cells = [cell for other in near for cell in pieces_of(other) if in_one_cell(cell, own)]
    above = [
        line.middle - cell.line.middle for cell in cells if cell.line.middle < line.middle and _is_alike(cell, own)
    ]
    below = [cell.line.middle - line.middle for cell in cells if cell.line.middle > line.middle]
    return bool(above) and (not below or min(above) <= _OF_ROW * min(below))


def _is_alike(one: Span, other: Span) -> bool:
    """True if both are written in letters of one size."""
    sizes = [max(word.height for word in span.placed) for span in (one, other)]
    return _ALIKE <= sizes[0] / sizes[1] <= 1 / _ALIKE


def _stands_alone(hit: LabelHit, span: Span, below: Span) -> bool:
    """True if that cell is no label that could not be read: nothing under the label, or the value's own letters."""
    if span.left > hit.right:
        return below.left > hit.left + _ALIGNED * below.line.em
    return below.line.middle - span.line.middle <= _NEAR * span.line.em and _is_alike(span, below)


def is_one_value(sheet: Sheet, hits: Mapping[int, Sequence[LabelHit]], first: Span, second: Span) -> bool:
    """True if the lines are clearly closer than the form's rows are: the second one is no row of its own."""
    return _is_nearer_than_rows(sheet, hits, first, second, _OF_FORM)


def _is_nearer_than_rows(
    sheet: Sheet, hits: Mapping[int, Sequence[LabelHit]], first: Span, second: Span, share: float
) -> bool:
    rows = [line.middle for index, line in enumerate(sheet.lines) if hits[index]]
    steps = [step for step in _steps_of_form(rows, first.line.middle) if step >= first.line.em]
    pitch = second.line.middle - first.line.middle
    return bool(steps) and pitch <= share * min(steps)


def _steps_of_form(rows: Sequence[float], own: float) -> list[float]:
    """The steps between the rows around that one, up to where a much wider one parts the form from the foot."""
    steps: list[float] = []
    for above, below in pairwise(rows):
        if below > own and steps and below - above > _APART * max(steps):
            break
        steps.append(below - above)
    return steps
