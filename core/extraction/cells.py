"""Where a label's value stands: to the right in the row, beside stacked labels, or below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from core.domain.field import DATE_FIELDS
from core.domain.normal import has_hangul
from core.extraction.candidates import dates_in
from core.extraction.label_hits import LabelHit, announces
from core.extraction.layout import Line, Sheet, Span
from core.extraction.row_cells import cell_at, cells_of, pieces_of
from core.extraction.wrapped import in_one_cell, joined

_NEAR: Final = 0.6
_UNDER: Final = 2.5
_BELOW: Final = 3.2
_FEWEST: Final = 2
_ASLANT: Final = 0.9
"""Text heights; rows of stacked labels and values stand farther apart."""
_WELL_READ: Final = 0.8
_HARDLY_READ: Final = 0.6
_STEEP: Final = 1.4
"""The same where no label stands below another: in stacks of labels and values all do."""
_STATES: Final = frozenset({"졸업", "입학", "수료", "graduated", "admitted", "enrolled", "completed"})
"""Labels that are also values: how things stand with the student (학적구분: 졸업)."""

Hits = Mapping[int, Sequence[LabelHit]]
"""The labels of each line, by the line's index on its sheet."""


@dataclass(frozen=True, slots=True)
class Form:
    """A page's lines and labels. is_stacked: most labels stand above their values."""

    sheet: Sheet
    hits: Hits
    is_stacked: bool

    @classmethod
    def of(cls, sheet: Sheet, hits: Hits) -> Form:
        """Look at where the page's labels have their values."""
        right = above = 0
        for index, in_line in hits.items():
            for hit in in_line:
                if _to_the_right(hit, in_line):
                    right += announces(hit)
                elif announces(hit) and _below(sheet, hits, index, hit):
                    above += 1
        return cls(sheet, hits, above >= max(right, _FEWEST))

    def limit(self, index: int, hit: LabelHit) -> int:
        """Where the next label of that label's line starts, or the line ends."""
        return _limit(hit, self.hits[index])

    def value_spans(self, index: int, hit: LabelHit) -> tuple[Span, ...]:
        """The places where that label's value may stand, the likeliest first; empty if there is none."""
        right = _dated(hit, self.hits[index], _to_the_right(hit, self.hits[index]))
        if not right and hit.label.text in _STATES and not self.is_stacked:
            return ()
        below = None if right and not self.is_stacked else _below(self.sheet, self.hits, index, hit)
        if right:
            flush = below and abs(below.left - hit.left) <= max(hit.line.em, below.line.em)
            return (below,) if below and flush else (right,)
        beside = _beside(self.sheet, self.hits, index, hit)
        found = beside or below
        return (found,) if found else ()


def _to_the_right(hit: LabelHit, in_line: Sequence[LabelHit]) -> Span | None:
    return cell_at(hit.line, hit.value, _limit(hit, in_line))


def _limit(hit: LabelHit, in_line: Sequence[LabelHit]) -> int:
    """Where the next label of the line starts, or the line ends."""
    after = (other.start for other in in_line if other.start >= hit.value and other is not hit)
    return min(after, default=len(hit.line.chars))


def _dated(hit: LabelHit, in_line: Sequence[LabelHit], first: Span | None) -> Span | None:
    """For a date's label the next cell, if only that has figures enough: 생년월일 / 0316 of Birth    1999.08.20."""
    if first is None or not set(hit.label.fields) <= DATE_FIELDS or dates_in(first):
        return first
    second = cell_at(hit.line, first.end, _limit(hit, in_line))
    return second if second and dates_in(second) else first


def _beside(sheet: Sheet, hits: Hits, index: int, hit: LabelHit) -> Span | None:
    """A value that stands a little above or below this label's line: between stacked labels, or on two lines."""
    line = hit.line
    in_row = _in_row(sheet, hits, index)
    limit = min((other.left for other in in_row if other.left >= hit.right), default=float("inf"))
    found: list[Span] = []
    for place in (index - 1, index + 1):
        if not 0 <= place < len(sheet.lines) or not _say_the_same(hits[place], in_row):
            continue
        other = sheet.lines[place]
        if _is_row_of_its_own(other, in_row):
            continue
        reach = _NEAR * max(line.em, other.em)
        near = line.top - reach < other.middle < line.bottom + reach
        if near:
            cells = (
                span
                for span in _between(other, hits[place])
                if hit.right < span.left and span.right <= limit and not _is_noise(hit, span)
            )
            found.extend(islice(cells, 1))
    if len(found) > 1 and in_one_cell(*found):
        return joined(*found)
    return found[0] if found and (limit == float("inf") or len(found) == 1) else None


def _is_noise(hit: LabelHit, span: Span) -> bool:
    """True for Latin letters hardly read beside a Korean label: a ruling, a stain, a mark behind the page."""
    strange = has_hangul(hit.label.text) and not any(has_hangul(word.text) for word in span.words)
    figures = any(map(str.isdigit, span.compact))
    return strange and not figures and all(word.confidence < _HARDLY_READ for word in span.words)


def _say_the_same(others: Sequence[LabelHit], in_row: Sequence[LabelHit]) -> bool:
    """True if each of those labels stands under or above one of the row's that means the same: its other language."""
    return all(
        any(other.label.fields == hit.label.fields and _overlap(other, hit) for hit in in_row) for other in others
    )


def _between(line: Line, hits: Sequence[LabelHit]) -> Iterator[Span]:
    """The line's cells before its first label, between its labels and behind the last one."""
    at = 0
    for hit in (*hits, None):
        end = hit.start if hit else len(line.chars)
        while at < end and (cell := cell_at(line, at, end)):
            yield cell
            at = cell.end
        at = hit.value if hit else end


def _is_row_of_its_own(line: Line, in_row: Sequence[LabelHit]) -> bool:
    """True if that line begins under or above a row's labels with what is no value: a label that could not be read."""
    first = next(iter(pieces_of(line)), None)
    if first is None or first.left >= min(hit.right for hit in in_row) or first.end >= len(line.chars):
        return False
    if any(map(str.isdecimal, first.compact)) and dates_in(first):
        return False
    return any(word.confidence >= _WELL_READ and len(word.text) > 1 for word in first.words)


def _below(sheet: Sheet, hits: Hits, index: int, hit: LabelHit) -> Span | None:
    in_row = _in_row(sheet, hits, index)
    left, right = _column(hit, in_row)
    mates = {id(other.line) for other in in_row}
    reach = hit.line.bottom + _BELOW * max(hit.line.em, sheet.em)
    for place in range(index + 1, len(sheet.lines)):
        line = sheet.lines[place]
        if line.top > reach:
            return None
        if line.middle <= hit.line.bottom or id(line) in mates:
            continue
        taken = [other for other in hits[place] if left <= (other.left + other.right) / 2 <= right]
        if taken:
            return None
        span = _nearest(line, hit, left, right) or _in_column(line, hit, left, right)
        if span:
            return span
    return None


def _in_row(sheet: Sheet, hits: Hits, index: int) -> list[LabelHit]:
    """The labels of that line, and of lines of labels alone hardly higher or lower: a row that runs aslant is two."""
    line = sheet.lines[index]
    found = list(hits[index])
    for place in (index - 1, index + 1):
        other = sheet.lines[place] if place in hits else line
        if other is line or not _is_all_labels(other, hits[place]):
            continue
        apart = not any(_overlap(one, hit) for one in hits[index] for hit in hits[place])
        if abs(other.middle - line.middle) < (_STEEP if apart else _ASLANT) * min(line.em, other.em):
            found.extend(hits[place])
    return found


def _is_all_labels(line: Line, hits: Sequence[LabelHit]) -> bool:
    """True if nothing but labels stands in the line, rulings and marks left out."""
    covered = {at for hit in hits for at in range(hit.start, hit.end)}
    return bool(hits) and not any(line.chars[at].isalnum() for at in range(len(line.chars)) if at not in covered)


def _overlap(one: LabelHit, other: LabelHit) -> bool:
    """True if both stand in one column."""
    return one.left < other.right and other.left < one.right


def _column(hit: LabelHit, in_row: Sequence[LabelHit]) -> tuple[float, float]:
    """How far left and right the label's column may reach: half-way to its neighbours."""
    before = [other.right for other in in_row if other.right <= hit.left]
    after = [other.left for other in in_row if other.left >= hit.right]
    left = (max(before) + hit.left) / 2 if before else float("-inf")
    right = (hit.right + min(after)) / 2 if after else float("inf")
    return left, right


def _is_row(span: Span, left: float, right: float) -> bool:
    """True if it reaches into the neighbours' columns with pieces of their own."""
    pieces = [(piece.left + piece.right) / 2 for piece in pieces_of(span.line) if span.start <= piece.start < span.end]
    return len(pieces) > 1 and not all(left <= middle <= right for middle in pieces)


def _in_column(line: Line, hit: LabelHit, left: float, right: float) -> Span | None:
    """Of a row of values too close to be told apart as cells, what stands between the labels' neighbours."""
    if left == float("-inf") and right == float("inf"):
        return None
    mine = [span for span in pieces_of(line) if left <= (span.left + span.right) / 2 <= right]
    if not mine or len(mine) == len(pieces_of(line)):
        return None
    whole = Span(line, mine[0].start, mine[-1].end)
    return whole if min(whole.right, hit.right) > max(whole.left, hit.left) else None


def _nearest(line: Line, hit: LabelHit, left: float, right: float) -> Span | None:
    """The cell in that column which stands under the label, by overlap or by its left edge."""
    close = _UNDER * line.em
    for span in cells_of(line):
        inside = left <= (span.left + span.right) / 2 <= right and not _is_row(span, left, right)
        over = min(span.right, hit.right) - max(span.left, hit.left)
        if inside and (over > 0 or abs(span.left - hit.left) <= close):
            return span
    return None
