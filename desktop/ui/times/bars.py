"""What comes up most, and where one record's time went: bars from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from core.domain.states import StageStatus
from core.domain.times import Bar, Lap, Timeline
from desktop.ui.look import Look
from desktop.ui.theme import SECONDARY
from desktop.ui.times.axes import said, time_marks
from desktop.ui.times.phrases import LAP, TimesPhrase
from desktop.ui.times.plot import LEFT, MIDDLE, Pen, Plot, legend
from desktop.ui.words import Tone

_ROW: Final = 28
_FOOT: Final = 24
_NAMES: Final = 190


class RankPlot(Plot):
    """What comes up most; the rest is in the table."""

    MOST: Final = 12

    def __init__(self, look: Look, name: str, tone: Tone) -> None:
        super().__init__(look, name)
        self._tone = tone
        self._rows: tuple[tuple[str, int], ...] = ()

    def show_rows(self, rows: Sequence[tuple[str, int]]) -> None:
        """Show these, the most frequent first."""
        self._rows = tuple(rows[: self.MOST])
        self.set_height(len(self._rows) * 24 + 12)
        self.setAccessibleDescription("; ".join(f"{name}: {number}" for name, number in self._rows))

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        high = max((number for _, number in self._rows), default=0)
        wide = max(1.0, self.width() - 230 - 90)
        for place, (name, number) in enumerate(self._rows):
            y = 6.0 + place * 24
            pen.text(QRectF(12, y, 210, 22), name, LEFT, quiet=False, size=SECONDARY)
            length = number / high * wide if high else 0.0
            pen.fill(QRectF(230, y + 4, max(2.0, length), 14), pen.tone(self._tone), 3)
            pen.text(QRectF(236 + length, y, 80, 22), f"{number:,}", LEFT, size=SECONDARY)


_TONES: Final = {Lap.WAITING: Tone.QUIET, Lap.RUNNING: Tone.RUNNING, Lap.HOLDING: Tone.HOLD}


class TimelinePlot(Plot):
    """One record's bars by version, stage and attempt, on one line of time."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.words.say(TimesPhrase.TIMELINE))
        self._timeline: Timeline | None = None
        self._lines: list[list[Bar]] = []

    def show_timeline(self, timeline: Timeline | None) -> None:
        """Show that."""
        self._timeline = timeline
        lines: dict[tuple[int, str, int], list[Bar]] = {}
        for bar in timeline.bars if timeline else ():
            lines.setdefault((bar.version, bar.stage.value, bar.attempt), []).append(bar)
        self._lines = list(lines.values())
        self.set_height(len(self._lines) * _ROW + _FOOT + 30)

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        timeline = self._timeline
        if timeline is None or not timeline.bars:
            return
        words = self.look.words
        begin = min(bar.begin for bar in timeline.bars)
        whole = max((bar.end or timeline.now) for bar in timeline.bars) - begin
        seconds = max(0.001, whole.total_seconds())
        area = QRectF(_NAMES + 20, 26, self.width() - _NAMES - 120, len(self._lines) * _ROW)
        for mark in time_marks(seconds):
            x = area.left() + mark / seconds * area.width()
            pen.line(QPointF(x, area.top()), QPointF(x, area.bottom()), QColor(self.look.theme.border))
            pen.text(QRectF(x - 40, area.bottom() + 2, 80, _FOOT - 4), f"+{said(mark, words)}" if mark else "0", MIDDLE)
        for place, bars in enumerate(self._lines):
            y = area.top() + place * _ROW
            first = bars[0]
            name = words.say(
                TimesPhrase.VERSIONED, version=first.version, stage=words.stage(first.stage), attempt=first.attempt
            )
            pen.text(QRectF(12, y, _NAMES, _ROW), name, LEFT, quiet=False, size=SECONDARY)
            right = area.left()
            for bar in bars:
                left = area.left() + (bar.begin - begin).total_seconds() / seconds * area.width()
                length = ((bar.end or timeline.now) - bar.begin).total_seconds() / seconds * area.width()
                pen.fill(QRectF(left, y + 7, max(2.0, length), 14), pen.tone(bar_tone(bar)), 2)
                right = max(right, left + length)
            total = sum(((bar.end or timeline.now) - bar.begin).total_seconds() for bar in bars)
            pen.text(QRectF(right + 6, y, 90, _ROW), said(total, words), LEFT)
        entries = tuple((words.say(LAP[lap]), pen.tone(tone)) for lap, tone in _TONES.items())
        legend(pen, QPointF(area.left(), 2), entries)


def bar_tone(bar: Bar) -> Tone:
    """Waiting, running, failed or holding."""
    if bar.lap is Lap.RUNNING and bar.status is StageStatus.FAILED:
        return Tone.FAILED
    return _TONES[bar.lap]
