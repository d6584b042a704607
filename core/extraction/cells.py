"""Where a label's value stands: to the right in the row, beside stacked labels, or below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from core.extraction.labels import RULINGS, LabelHit
from core.extraction.layout import SEGMENT_GAP, Line, Sheet, Span

VALUE_GAP: Final = 2.2
"""A gap this wide, in text heights, ends a value."""
_LIKE_RULINGS: Final = "1lIㅣ!ijJ"
_SPACED_GAP: Final = 4.5
_SPACED_LETTERS: Final = 6
_UNDER: Final = 2.5
_BELOW: Final = 3.2
_UNWANTED: Final = ":：·ㆍ・•|│┃¦=_ "

Hits = Mapping[int, Sequence[LabelHit]]
"""The labels of each line, by the line's index on its sheet."""


def value_spans(sheet: Sheet, hits: Hits, index: int, hit: LabelHit) -> tuple[Span, ...]:
    """The places where that label's value may stand, the likeliest first; empty if there is none."""
    right = _to_the_right(hit, hits[index])
    if right:
        return (right,)
    beside = _beside(sheet, hits, index, hit) if hit is hits[index][-1] else None
    if beside:
        return (beside,)
    below = _below(sheet, hits, index, hit)
    return (below,) if below else ()


def _to_the_right(hit: LabelHit, in_line: Sequence[LabelHit]) -> Span | None:
    line = hit.line
    limit = min(
        (other.start for other in in_line if other.start >= hit.value and other is not hit), default=len(line.chars)
    )
    return _segment(line, hit.value, limit)


def _segment(line: Line, start: int, limit: int) -> Span | None:
    """From `start` to the next wide gap or ruling. Widely spaced single letters (홍   길   동) stay together."""
    while start < limit and (line.chars[start] in _UNWANTED or _is_ruling(line, start, limit)):
        start += 1
    end = start
    while end < limit:
        if line.chars[end] in RULINGS:
            break
        if end > start and line.before[end] >= VALUE_GAP and not _spaced_letter(line, start, end, limit):
            break
        end += 1
    span = Span(line, start, end).trimmed(_UNWANTED)
    return span if span.end > span.start else None


def _is_ruling(line: Line, at: int, limit: int) -> bool:
    """True for a table's ruling that was read as a letter: alone, with a wide gap on both sides."""
    alone = line.starts_word(at) and line.starts_word(at + 1) and at + 1 < limit
    return alone and line.chars[at] in _LIKE_RULINGS and line.gap(at) >= SEGMENT_GAP and line.gap(at + 1) >= SEGMENT_GAP


def _spaced_letter(line: Line, start: int, at: int, limit: int) -> bool:
    alone = all(line.starts_word(place) for place in range(start, at + 1)) and (
        at + 1 >= limit or line.starts_word(at + 1)
    )
    return alone and at - start < _SPACED_LETTERS and line.before[at] <= _SPACED_GAP and "가" <= line.chars[at] <= "힣"


def _segments(line: Line) -> list[Span]:
    """The line's cells from left to right."""
    spans: list[Span] = []
    at = 0
    while at < len(line.chars):
        span = _segment(line, at, len(line.chars))
        if span is None:
            break
        spans.append(span)
        at = span.end
        while at < len(line.chars) and line.chars[at] in _UNWANTED:
            at += 1
    return spans


def _beside(sheet: Sheet, hits: Hits, index: int, hit: LabelHit) -> Span | None:
    """A value that stands between two stacked labels, a little above or below this label's line."""
    line = hit.line
    for place in (index - 1, index + 1):
        if not 0 <= place < len(sheet.lines) or hits[place]:
            continue
        other = sheet.lines[place]
        near = other.middle > line.top - 0.6 * line.em and other.middle < line.bottom + 0.6 * line.em
        first = _segment(other, 0, len(other.chars))
        if near and first and first.left > hit.right:
            return first
    return None


def _below(sheet: Sheet, hits: Hits, index: int, hit: LabelHit) -> Span | None:
    left, right = _column(hit, hits[index])
    reach = hit.line.bottom + _BELOW * max(hit.line.em, sheet.em)
    for place in range(index + 1, len(sheet.lines)):
        line = sheet.lines[place]
        if line.top > reach:
            return None
        if line.middle <= hit.line.bottom:
            continue
        taken = [other for other in hits[place] if left <= (other.left + other.right) / 2 <= right]
        if taken:
            return None
        span = _nearest(line, hit, left, right)
        if span:
            return span
    return None


def _column(hit: LabelHit, in_line: Sequence[LabelHit]) -> tuple[float, float]:
    """How far left and right the label's column may reach: half-way to its neighbours."""
    before = [other.right for other in in_line if other.end <= hit.start]
    after = [other.left for other in in_line if other.start >= hit.end]
    left = (max(before) + hit.left) / 2 if before else float("-inf")
    right = (hit.right + min(after)) / 2 if after else float("inf")
    return left, right


def _nearest(line: Line, hit: LabelHit, left: float, right: float) -> Span | None:
    """The cell in that column which stands under the label, by overlap or by its left edge."""
    close = _UNDER * line.em
    for span in _segments(line):
        inside = left <= (span.left + span.right) / 2 <= right
        over = min(span.right, hit.right) - max(span.left, hit.left)
        if inside and (over > 0 or abs(span.left - hit.left) <= close):
            return span
    return None
