"""The figures at the top: what stands where now, how old the oldest is, and how much needed no person."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from core.domain.states import ProcessStatus
from core.domain.times import Standing, Stuck, TimesReport
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, column_of, row_of
from desktop.ui.shown import percent
from desktop.ui.theme import GAP, GAP_SMALL, PADDING
from desktop.ui.times.axes import said
from desktop.ui.times.phrases import TimesPhrase

_STATUSES = (ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS, ProcessStatus.HOLD, ProcessStatus.FAILED)


class Figure(QFrame):
    """One number with its name above and a word below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._name = name
        self.number = SafeLabel("–", "screen")
        self.below = SafeLabel("", "caption")
        self.setLayout(
            column_of(SafeLabel(name, "hint"), self.number, self.below, spacing=GAP_SMALL, margins=(PADDING,) * 4)
        )

    def show_number(self, number: str, below: str = "") -> None:
        """Show that."""
        self.number.setText(number)
        self.below.setText(below)
        self.setAccessibleName(" ".join(part for part in (self._name, number, below) if part))


class Figures(QWidget):
    """A row of them."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._words = look.words
        say = look.words.say
        self.alone = Figure(say(TimesPhrase.ALONE))
        self.standing = {status: Figure(look.words.status(status).text) for status in _STATUSES}
        self.late = Figure(say(TimesPhrase.LATE_COUNT))
        self.stuck = Figure(say(TimesPhrase.STUCK_COUNT))
        row = row_of(self.alone, *self.standing.values(), self.late, self.stuck, spacing=GAP)
        for place in range(row.count()):
            row.setStretch(place, 1)
        self.setLayout(row)

    def show_report(self, report: TimesReport, stuck: tuple[Stuck, ...]) -> None:
        """Show what a report tells."""
        self._show_alone(report)
        for item in report.standing:
            if item.status in self.standing:
                part_done = report.part_done if item.status is ProcessStatus.PENDING else 0
                below = self._below(self._oldest(item, report), part_done)
                self.standing[item.status].show_number(f"{item.count - part_done:,}", below)
        timed = sum(row.count for row in report.spreads if row.target is not None)
        late = sum(row.late for row in report.spreads)
        below = self._words.say(TimesPhrase.LATE_OF, late=f"{late:,}", count=f"{timed:,}") if timed else ""
        self.late.show_number(percent(late / timed) if timed else "–", below)
        self.stuck.show_number(f"{len(stuck):,}")

    def _show_alone(self, report: TimesReport) -> None:
        if report.alone is None:
            self.alone.show_number("–")
            return
        count = round(report.alone * report.judged)
        below = self._words.say(TimesPhrase.ALONE_OF, count=f"{count:,}", judged=f"{report.judged:,}")
        self.alone.show_number(percent(report.alone), below)

    def _below(self, oldest: str, part_done: int) -> str:
        told = self._words.say(TimesPhrase.PART_DONE, count=f"{part_done:,}") if part_done else ""
        return " · ".join(part for part in (oldest, told) if part)

    def _oldest(self, item: Standing, report: TimesReport) -> str:
        if item.since is None:
            return ""
        age = said((report.now - item.since).total_seconds(), self._words)
        return self._words.say(TimesPhrase.OLDEST, age=age)
