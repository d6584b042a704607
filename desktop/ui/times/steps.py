"""What changes with time: how long things take, and how much goes through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from core.domain.times import FlowPoint, Grain, TrendPoint
from desktop.ui.look import Look
from desktop.ui.times.axes import number_marks, said, spread_out, time_marks
from desktop.ui.times.phrases import CLOCK, TimesPhrase
from desktop.ui.times.plot import MIDDLE, RIGHT, Pen, Plot, legend
from desktop.ui.words import Tone

_FOOT: Final = 24
_DOTS_BELOW: Final = 70


class TrendPlot(Plot):
    """Half and nearly all of one stage's times, step by step."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.words.say(TimesPhrase.TREND), 230)
        self._points: tuple[TrendPoint, ...] = ()
        self._target: float | None = None
        self._grain = Grain.DAY

    def show_points(self, points: Sequence[TrendPoint], target: float | None, grain: Grain) -> None:
        """Show these, in the order of time."""
        self._points, self._target, self._grain = tuple(points), target, grain
        self.update()

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        if not self._points:
            return
        words, theme = self.look.words, self.look.theme
        high = max(point.p95 for point in self._points) * 1.15
        shows_target = self._target is not None and self._target <= high * 2
        if shows_target and self._target is not None:
            high = max(high, self._target * 1.1)
        area = QRectF(72, 26, self.width() - 92, self.height() - 26 - _FOOT)
        for mark in time_marks(high):
            y = area.bottom() - mark / high * area.height()
            pen.line(QPointF(area.left(), y), QPointF(area.right(), y), QColor(theme.border))
            pen.text(QRectF(4, y - 10, 62, 20), said(mark, words) if mark else "0", RIGHT)
        xs = columns(area, [point.at for point in self._points])
        draw_steps(pen, area, self._grain, [point.at for point in self._points], xs)
        for name, colour, dashed in (("p95", pen.tone(Tone.HOLD), True), ("p50", pen.tone(Tone.RUNNING), False)):
            places = [
                QPointF(x, area.bottom() - getattr(point, name) / high * area.height())
                for x, point in zip(xs, self._points, strict=True)
            ]
            for start, end in pairwise(places):
                pen.line(start, end, colour, 1.8, dashed=dashed)
            if len(places) <= _DOTS_BELOW:
                for place in places:
                    pen.dot(place, colour, 3.5)
        if shows_target and self._target is not None:
            y = area.bottom() - self._target / high * area.height()
            pen.line(QPointF(area.left(), y), QPointF(area.right(), y), QColor(theme.text), 1.2)
        entries = [
            (words.say(TimesPhrase.LINE_HALF), pen.tone(Tone.RUNNING)),
            (words.say(TimesPhrase.LINE_MOST), pen.tone(Tone.HOLD)),
        ]
        if shows_target:
            entries.append((words.say(TimesPhrase.LINE_TARGET), QColor(theme.text)))
        legend(pen, QPointF(area.left(), 2), tuple(entries))


class FlowPlot(Plot):
    """What came out of the chain, step by step, and what was taken in as a line."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, look.words.say(TimesPhrase.FLOW), 230)
        self._points: tuple[FlowPoint, ...] = ()
        self._grain = Grain.DAY

    def show_points(self, points: Sequence[FlowPoint], grain: Grain) -> None:
        """Show these, in the order of time."""
        self._points, self._grain = tuple(points), grain
        self.update()

    def draw(self, pen: Pen) -> None:
        """Draw it."""
        if not self._points:
            return
        words, theme = self.look.words, self.look.theme
        tones = (("alone", Tone.APPROVED), ("held", Tone.HOLD), ("failed", Tone.FAILED))
        high = max(1, *(max(point.taken_in, point.alone + point.held + point.failed) for point in self._points))
        high = high * 21 // 20
        area = QRectF(60, 26, self.width() - 80, self.height() - 26 - _FOOT)
        for mark in number_marks(high):
            y = area.bottom() - mark / high * area.height()
            pen.line(QPointF(area.left(), y), QPointF(area.right(), y), QColor(theme.border))
            pen.text(QRectF(4, y - 10, 50, 20), f"{mark:,}", RIGHT)
        times = [point.at for point in self._points]
        xs = columns(area, times)
        wide = max(2.0, min(36.0, narrowest(xs, area.width()) * 0.7))
        draw_steps(pen, area, self._grain, times, xs)
        for x, point in zip(xs, self._points, strict=True):
            y = area.bottom()
            for name, tone in tones:
                part = getattr(point, name) / high * area.height()
                pen.fill(QRectF(x - wide / 2, y - part, wide, part), pen.tone(tone))
                y -= part
        marks = [area.bottom() - point.taken_in / high * area.height() for point in self._points]
        for x, y in zip(xs, marks, strict=True):
            pen.line(QPointF(x - wide / 2 - 2, y), QPointF(x + wide / 2 + 2, y), QColor(theme.text), 2)
        legend(
            pen,
            QPointF(area.left(), 2),
            (
                (words.say(TimesPhrase.COL_ALONE), pen.tone(Tone.APPROVED)),
                (words.say(TimesPhrase.COL_HELD), pen.tone(Tone.HOLD)),
                (words.say(TimesPhrase.COL_FAILED), pen.tone(Tone.FAILED)),
                (words.say(TimesPhrase.COL_TAKEN_IN), QColor(theme.text)),
            ),
        )


def columns(area: QRectF, times: Sequence[datetime]) -> list[float]:
    """Where each step stands: by its time, so that a gap is seen as one."""
    first, last = times[0], times[-1]
    length = (last - first).total_seconds()
    inner = area.adjusted(20, 0, -20, 0)
    if not length:
        return [area.center().x() for _ in times]
    return [inner.left() + (at - first).total_seconds() / length * inner.width() for at in times]


def narrowest(xs: Sequence[float], otherwise: float) -> float:
    """The least distance between two steps."""
    return min((after - before for before, after in pairwise(xs)), default=otherwise)


def draw_steps(pen: Pen, area: QRectF, grain: Grain, times: Sequence[datetime], xs: Sequence[float]) -> None:
    """The steps' names below, as many as fit."""
    names = [at.astimezone().strftime(CLOCK[grain]) for at in times]
    room = int(area.width() / (pen.width(names[0]) + 24)) if names else 1
    last = -1e9
    for place in spread_out(names, room):
        if xs[place] - last < pen.width(names[place]) + 16:
            continue
        last = xs[place]
        pen.text(QRectF(xs[place] - 50, area.bottom() + 2, 100, _FOOT - 4), names[place], MIDDLE)
