"""A line's cells: pieces between wide gaps and rulings."""

from __future__ import annotations

from typing import Final

from core.extraction.labels import RULINGS
from core.extraction.layout import SEGMENT_GAP, Line, Span

VALUE_GAP: Final = 2.2
"""A gap this wide, in text heights, ends a value."""
_LIKE_RULINGS: Final = "1lIㅣ!ijJ"
_SPACED_GAP: Final = 4.5
_SPACED_LETTERS: Final = 6
_UNWANTED: Final = ":：·ㆍ・•|│┃¦=_… "


def cell_at(line: Line, start: int, limit: int) -> Span | None:
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


def cells_of(line: Line) -> list[Span]:
    """The line's cells from left to right."""
    spans: list[Span] = []
    at = 0
    while at < len(line.chars):
        span = cell_at(line, at, len(line.chars))
        if span is None:
            break
        spans.append(span)
        at = span.end
        while at < len(line.chars) and line.chars[at] in _UNWANTED:
            at += 1
    return spans


def pieces_of(line: Line) -> list[Span]:
    """The cells, split once more wherever a gap is wide enough to start a cell."""
    pieces: list[Span] = []
    for cell in cells_of(line):
        starts = [cell.start, *(at for at in range(cell.start + 1, cell.end) if line.before[at] >= SEGMENT_GAP)]
        ends = [*starts[1:], cell.end]
        pieces.extend(Span(line, start, end).trimmed(_UNWANTED) for start, end in zip(starts, ends, strict=True))
    return [piece for piece in pieces if piece.end > piece.start]
