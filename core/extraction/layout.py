"""A page's words as lines of characters with the gaps between them. Knows where things stand, not what they mean."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from core.domain.normal import clean, with_capital_i
from core.domain.page import Box, Page, Word
from core.extraction.blanks import one_by_one
from core.extraction.doubles import without_doubles
from core.extraction.rows import Placed, rows
from core.extraction.word_gaps import word_gaps

SEGMENT_GAP: Final = 0.9
"""A gap this wide, in text heights, starts a new cell."""
_TOP: Final = 0.3  # of a page's height: its head
_DEFAULT_WIDTH, _DEFAULT_HEIGHT = 1000, 1414
_TEXT: Final = re.compile(r"[\w]", re.UNICODE)
ITEM: Final = re.compile(r"\(?(?:\d{1,2}|[가나다라마바사아자차카타파하]|[A-Za-z]|[ivx]{2,4})[.)]|[①-⑳㉮-㉻ⓐ-ⓩ]\.?")
"""What numbers an item of a list: 1. or (2) or 가. or b) or ③."""
_COUNTING: Final = "가나다라마바사아자차카타파하"
_BULLETS: Final = "•■□○●▪※◇◆△▲▷▶►❖✓✔☞♦◎▣"
_LIKE_BULLETS: Final = "Oo0ㅇ°○ㆍ・"
"""What marks are written as, or read as."""
_MARK_LENGTH: Final = 2
_HARDLY_SURE: Final = 0.7
_NUMBER_LENGTH: Final = 4
_NOISE: Final = frozenset("_—―=~、.,´`'\"^*ㅣ‘’“”°…‥")
"""A word of nothing but these is dirt, a ruling or the filling between spaced letters."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand beside each other.

    chars: the line's characters without spaces; owner: for each, the index of its word; before: for each, the gap
    to the character before it in text heights (0 inside a word, a large number at the line's start).
    """

    words: tuple[Placed, ...]
    em: float
    chars: str = ""
    owner: tuple[int, ...] = ()
    before: tuple[float, ...] = ()

    @property
    def top(self) -> float:
        """Upper edge in pixels."""
        return min(word.y0 for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge in pixels."""
        return max(word.y1 for word in self.words)

    @property
    def middle(self) -> float:
        """Vertical centre in pixels."""
        return sum(word.middle for word in self.words) / len(self.words)

    def starts_segment(self, at: int) -> bool:
        """True if a cell starts at that character: line start, wide gap, or after a ruling or a colon."""
        if at == 0 or self.before[at] >= SEGMENT_GAP:
            return True
        if self.chars[at - 1] in "([（【":
            return at == 1 or self.before[at - 1] >= SEGMENT_GAP
        if self._follows_number(at) or self._follows_letter(at) or self._follows_dirt(at):
            return True
        if self.chars[at - 1] in _BULLETS or (self.chars[at - 1] in _LIKE_BULLETS and self._is_alone_at_start(at - 1)):
            return True
        in_number = self.chars[at - 1] == "-" and not self.before[at - 1] and self.chars[at - 2].isdigit()
        return self.chars[at - 1] in "|│┃¦:：·◦-*▶" and self.before[at] > 0 and not in_number

    def _follows_dirt(self, at: int) -> bool:
        """True behind a mark at the start of a cell that could not be read: <> or m 성명 or what is hardly sure."""
        mark = self.words[self.owner[at - 1]].word
        first = at - len("".join(mark.text.split()))
        if not self.starts_word(at) or first < 0 or not (first == 0 or self.before[first] >= SEGMENT_GAP):
            return False
        if not any(letter.isalnum() for letter in mark.text):
            return True
        strange = mark.text.isascii() and mark.text.islower() and not self.chars[at].isascii()
        return len(mark.text) <= _MARK_LENGTH and (strange or mark.confidence < _HARDLY_SURE)

    def _is_alone_at_start(self, at: int) -> bool:
        """True if that character is a word of its own at the start of a cell."""
        alone = self.starts_word(at) and self.starts_word(at + 1)
        return alone and (at == 0 or self.before[at] >= SEGMENT_GAP)

    def _follows_number(self, at: int) -> bool:
        """True behind an item's number at the start of a cell: 1. or 2) or ③."""
        if self.chars[at - 1].isalpha():  # no number ends so, and most characters stand behind a letter
            return False
        first = max(
            (place for place in range(max(0, at - _NUMBER_LENGTH), at) if self.gap(place) >= SEGMENT_GAP), default=at
        )
        return ITEM.fullmatch(self.chars[first:at]) is not None

    def _follows_letter(self, at: int) -> bool:
        """True behind a counting letter: 마 입학, its stop lost, at the start of a cell; 바. 졸업 anywhere in a row."""
        if self.chars[at - 1] in _COUNTING:
            return self._is_alone_at_start(at - 1)
        if self.chars[at - 1].isdigit():
            return self.owner[at - 1] == 0 and self.starts_word(at) and at <= _MARK_LENGTH
        counted = at > 1 and self.chars[at - 1] in ".,)．、" and self.chars[at - 2] in _COUNTING
        return counted and self.starts_word(at - 2) and self.starts_word(at)

    def starts_word(self, at: int) -> bool:
        """True if a word starts at that character (or the line has ended)."""
        return at == 0 or at >= len(self.chars) or self.owner[at] != self.owner[at - 1]

    def gap(self, at: int) -> float:
        """The gap before that character in text heights; large at both ends of the line."""
        return self.before[at] if 0 < at < len(self.chars) else 99.0

    def x_of(self, at: int) -> float:
        """Left edge of that character, in pixels, as far as it can be told from its word's box."""
        word = self.words[self.owner[at]]
        first = bisect_left(self.owner, self.owner[at])
        return word.x0 + (at - first) / max(1, len(word.word.text)) * (word.x1 - word.x0)

    def right_of(self, at: int) -> float:
        """Right edge of that character, in pixels."""
        word = self.words[self.owner[at]]
        last = bisect_right(self.owner, self.owner[at]) - 1
        return word.x1 - (last - at) / max(1, len(word.word.text)) * (word.x1 - word.x0)


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a line."""

    line: Line
    start: int
    end: int

    @property
    def compact(self) -> str:
        """The characters without spaces."""
        return self.line.chars[self.start : self.end]

    @property
    def text(self) -> str:
        """The characters, with a space wherever a new word starts."""
        line = self.line
        return "".join(
            (" " if at > self.start and line.starts_word(at) else "") + line.chars[at]
            for at in range(self.start, self.end)
        )

    def tight_text(self, gap: float) -> str:
        """As `text`, but with a space only where the gap is at least that many text heights."""
        line = self.line
        return "".join(
            (" " if at > self.start and line.before[at] >= gap else "") + line.chars[at]
            for at in range(self.start, self.end)
        )

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The words it takes part of, with their places."""
        return tuple(self.line.words[index] for index in sorted(set(self.line.owner[self.start : self.end])))

    @property
    def words(self) -> tuple[Word, ...]:
        """The words it takes part of."""
        return tuple(placed.word for placed in self.placed)

    @property
    def left(self) -> float:
        """Left edge in pixels."""
        return self.line.x_of(self.start)

    @property
    def right(self) -> float:
        """Right edge in pixels."""
        return self.line.right_of(self.end - 1)

    def cut(self, start: int, end: int) -> Span:
        """Part of it, counted from its own start in characters."""
        return Span(self.line, self.start + start, self.start + end)

    def trimmed(self, unwanted: str) -> Span:
        """Without those characters at both ends."""
        start, end = self.start, self.end
        while start < end and self.line.chars[start] in unwanted:
            start += 1
        while end > start and self.line.chars[end - 1] in unwanted:
            end -= 1
        return Span(self.line, start, end)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as lines from top to bottom; `em` is its usual text height in pixels."""

    page: Page
    lines: tuple[Line, ...]
    em: float
    words: tuple[Placed, ...] = field(default=(), repr=False)

    def is_at_top(self, line: Line) -> bool:
        """True if the line stands in the page's head."""
        return line.middle < _TOP * (self.page.height or _DEFAULT_HEIGHT)


def lay_out(page: Page) -> Sheet:
    """Arrange a page's words as lines."""
    single = without_doubles(tuple(one_by_one(page.words)))
    words = [placed for word in single if (placed := _placed(word, page)) and placed.height > 0]
    lines = tuple(sorted((_line(group) for group in rows(words)), key=lambda line: line.middle))
    heights = sorted(line.em for line in lines)
    return Sheet(page, lines, heights[len(heights) // 2] if heights else 1.0, tuple(words))


def union(words: Sequence[Word]) -> Box | None:
    """The box around those words; None if there are none."""
    if not words:
        return None
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return box


def _placed(word: Word, page: Page) -> Placed | None:
    if not word.text.strip():
        return None
    width, height = page.width or _DEFAULT_WIDTH, page.height or _DEFAULT_HEIGHT
    box = word.box
    return Placed(word, box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height)


def _line(words: Sequence[Placed]) -> Line:
    kept = tuple(word for word in words if set(word.word.text) - _NOISE) or tuple(words)
    tall = sorted(word.height for word in kept if _TEXT.search(word.word.text)) or sorted(word.height for word in kept)
    em = max(tall[(3 * len(tall)) // 4], 1e-9)
    chars: list[str] = []
    owner: list[int] = []
    before: list[float] = []
    gaps = word_gaps([(word.word.text, word.x0, word.x1) for word in kept], em)
    for index, word in enumerate(kept):
        for place, letter in enumerate("".join(with_capital_i(clean(word.word.text)).split())):
            chars.append(letter)
            owner.append(index)
            before.append((99.0 if index == 0 else max(0.01, gaps[index])) if place == 0 else 0.0)
    return Line(kept, em, "".join(chars), tuple(owner), tuple(before))
