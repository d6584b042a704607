"""How times spread: a row for each stage and kind of time."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from core.domain.times import Spread
from desktop.ui.look import Look
from desktop.ui.theme import SECONDARY
from desktop.ui.times.axes import log_marks, said
from desktop.ui.times.phrases import LAP, TimesPhrase
from desktop.ui.times.plot import LEFT, MIDDLE, Pen, Plot
from desktop.ui.words import Tone, Words

_ROW: Final = 28
_FOOT: Final = 24
_NAMES: Final = 190
_FIGURES: Final = 190


def spread_name(row: Spread, words: Words) -> str:
    """Stage and kind of time."""
    return words.say(TimesPhrase.ROW, stage=words.stage(row.stage), lap=words.say(LAP[row.lap]))


def spread_tone(row: Spread) -> Tone:
    """Red if more than one in twenty is late, amber if any is."""
    if row.target is not None and row.p95 > row.target:
        return Tone.FAILED
    return Tone.HOLD if row.late else Tone.RUNNING


class SpreadPlot(Plot):
    """A row for each stage and kind of time, on one scale of powers."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.words.say(TimesPhrase.STAGES))
        self._rows: tuple[Spread, ...] = ()

    def show_rows(self, rows: Sequence[Spread]) -> None:
        """Show these."""
        self._rows = tuple(rows)
        self.set_height(len(self._rows) * _ROW + _FOOT + 8)
        words = self.look.words
        self.setAccessibleDescription(
            "; ".join(f"{spread_name(row, words)}: {said(row.p50, words)}, {said(row.p95, words)}" for row in rows)
        )

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        if not self._rows:
            return
        low = min(row.p50 for row in self._rows) * 0.7
        high = max(max(row.p99, row.target or 0) for row in self._rows) * 1.3
        area = QRectF(_NAMES, 4, self.width() - _NAMES - _FIGURES, len(self._rows) * _ROW)

        def x_of(seconds: float) -> float:
            share = math.log(max(seconds, low) / low) / math.log(high / low)
            return area.left() + share * area.width()

        self._draw_scale(pen, area, x_of, log_marks(low, high))
        for place, row in enumerate(self._rows):
            self._draw_row(pen, row, area.top() + (place + 0.5) * _ROW, x_of)

    def _draw_scale(self, pen: Pen, area: QRectF, x_of: Callable[[float], float], marks: Sequence[float]) -> None:
        last = -1e9
        for mark in marks:
            x = x_of(mark)
            pen.line(QPointF(x, area.top()), QPointF(x, area.bottom()), QColor(self.look.theme.border))
            if x - last > 52:  # noqa: PLR2004 - pixels that a mark's text takes
                pen.text(QRectF(x - 40, area.bottom() + 2, 80, _FOOT - 4), said(mark, self.look.words), MIDDLE)
                last = x

    def _draw_row(self, pen: Pen, row: Spread, y: float, x_of: Callable[[float], float]) -> None:
        words = self.look.words
        tone = spread_tone(row)
        colour = pen.tone(tone)
        pen.text(QRectF(12, y - 12, _NAMES - 20, 24), spread_name(row, words), LEFT, quiet=False, size=SECONDARY)
        pen.line(QPointF(x_of(row.p50), y), QPointF(x_of(row.p99), y), colour, 1.5)
        pen.fill(QRectF(x_of(row.p50), y - 4, max(2.0, x_of(row.p95) - x_of(row.p50)), 8), colour, 3)
        pen.dot(QPointF(x_of(row.p50), y), colour, 5)
        if row.target is not None:
            x = x_of(row.target)
            pen.line(QPointF(x, y - 11), QPointF(x, y + 11), QColor(self.look.theme.text), 2)
        figures = f"{said(row.p50, words)} / {said(row.p95, words)}"
        if row.late:
            figures += f"  ▲ {row.late:,}"
        pen.text(QRectF(self.width() - _FIGURES + 12, y - 12, _FIGURES - 20, 24), figures, LEFT, size=SECONDARY)
