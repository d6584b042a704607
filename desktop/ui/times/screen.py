"""The times screen: a period, the figures of the moment, and a page for each question."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QPushButton, QStackedWidget, QWidget

from core.domain.ids import RecordId
from core.domain.states import StageName
from core.domain.times import Breach, Grain, Lap, Stuck, Timeline, TimesReport
from desktop import times_messages as t
from desktop.ui import open as dialogs
from desktop.ui.look import Look
from desktop.ui.parts import Empty, SafeLabel, button, column_of, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import day, moment
from desktop.ui.theme import GAP, GAP_WIDE, PADDING
from desktop.ui.times import columns
from desktop.ui.times.bars import RankPlot, TimelinePlot
from desktop.ui.times.figures import Figures
from desktop.ui.times.pages import TimesPage
from desktop.ui.times.phrases import LAP, TimesPhrase
from desktop.ui.times.spreads import SpreadPlot
from desktop.ui.times.steps import FlowPlot, TrendPlot
from desktop.ui.words import Tone

PERIODS: Final = (
    (TimesPhrase.DAY, timedelta(hours=24)),
    (TimesPhrase.WEEK, timedelta(days=7)),
    (TimesPhrase.MONTH, timedelta(days=30)),
    (TimesPhrase.QUARTER, timedelta(days=90)),
    (TimesPhrase.YEAR, timedelta(days=365)),
)
TRENDS: Final = tuple(
    (stage, lap) for stage in StageName for lap in Lap if lap is not Lap.HOLDING or stage is StageName.APPROVE
)


class TimesScreen(QWidget):
    """Emits `asked` with a `TimesAsk`, `record_wanted` with the number of a record to look at, `told` with a note.

    `files_wanted`, `records_wanted`: nothing was timed yet, and the person wants to add files or see the records.
    """

    asked = Signal(object)
    record_wanted = Signal(object)
    files_wanted = Signal()
    records_wanted = Signal()
    told = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._say = look.words.say
        self._generation = 0
        self._asked_record = 0
        self._length = PERIODS[1][1]
        self._report: TimesReport | None = None
        self._stuck: tuple[Stuck, ...] = ()
        self._timeline: Timeline | None = None
        self._make_plots()
        self.figures = Figures(look)
        self.period = SafeLabel(self._say(TimesPhrase.LOADING), "hint")
        self.pages = QStackedWidget()
        self.tabs = QButtonGroup(self)
        self._make_pages()
        self.empty = Empty(
            look, self._say(TimesPhrase.EMPTY), self._say(Phrase.ADD_FILES), self._say(Phrase.EMPTY_REVIEW_ACTION)
        )
        self.empty.acted.connect(self.files_wanted)
        self.empty.acted_second.connect(self.records_wanted)
        self._shown = self._made_body()
        self._body = QStackedWidget()
        for face in (QWidget(), self.empty, self._shown):  # the first one until the first report has come
            self._body.addWidget(face)
        box = column_of(self._head(), self._body, spacing=GAP, margins=(GAP_WIDE, PADDING, GAP_WIDE, PADDING))
        box.setStretchFactor(self._body, 1)
        self.setLayout(box)

    def reload(self) -> None:
        """Ask for everything."""
        self._generation += 1
        self.period.setText(self._say(TimesPhrase.LOADING))
        self.asked.emit(t.LoadTimes(self._generation, self._length))

    def open_record(self, record: RecordId) -> None:
        """Show where that record's time went."""
        self._record.setText(str(record))
        self._turn_to(t.TimesTable.TIMELINE)
        self._on_record()

    def show_answer(self, answer: t.TimesAnswer) -> None:
        """An answer came; one to an older question is dropped."""
        match answer:
            case t.TimesLoaded() if answer.generation == self._generation:
                self._show_report(answer.report, answer.stuck)
            case t.TimelineLoaded() if answer.generation == self._asked_record:
                self._show_timeline(answer.timeline)
            case t.TimesSaved():
                self.told.emit(self._say(TimesPhrase.SAVED, path=answer.path))
            case t.TimesFailed():
                self._show_failed(answer)
            case _:
                return

    def _make_plots(self) -> None:
        look, say = self.look, self._say
        self.spreads, self.trends, self.flows = SpreadPlot(look), TrendPlot(look), FlowPlot(look)
        self.reasons = RankPlot(look, say(TimesPhrase.REASONS), Tone.HOLD)
        self.errors = RankPlot(look, say(TimesPhrase.ERRORS), Tone.FAILED)
        self.reviewers = RankPlot(look, say(TimesPhrase.REVIEWERS), Tone.RUNNING)
        self.bars = TimelinePlot(look)
        self.which = QComboBox()
        for stage, lap in TRENDS:
            text = say(TimesPhrase.ROW, stage=look.words.stage(stage), lap=say(LAP[lap]))
            self.which.addItem(text)
        self.which.setCurrentIndex(1)
        self.which.setAccessibleName(say(TimesPhrase.COL_STAGE))
        self.which.currentIndexChanged.connect(self._show_trend)
        self._record = QLineEdit()
        self._record.setPlaceholderText(say(TimesPhrase.RECORD_NUMBER))
        self._record.setAccessibleName(say(TimesPhrase.RECORD_NUMBER))
        self._record.setValidator(QIntValidator(1, 2_000_000_000, self._record))
        self._record.setFixedWidth(160)
        self._record.returnPressed.connect(self._on_record)
        self._open = button(look, say(TimesPhrase.OPEN_RECORD), "right")
        self._open.setEnabled(False)
        self._open.clicked.connect(self._on_open)
        self._looks = tuple(button(look, say(TimesPhrase.LOOK), "history") for _ in range(2))
        for look_at in self._looks:
            look_at.setEnabled(False)
            look_at.clicked.connect(self._on_look)

    def _make_pages(self) -> None:
        look, table, phrase = self.look, t.TimesTable, TimesPhrase
        at_late, at_stuck = self._looks
        record = QWidget()
        record.setLayout(row_of(self._record, self._open))
        legend, steps = self._say(phrase.LEGEND), self._say(phrase.TREND_LEGEND)
        made = (
            TimesPage(look, table.STAGES, phrase.STAGES, columns.stages(look), self.spreads, hint=legend),
            TimesPage(look, table.TREND, phrase.TREND, columns.trend(look), self.trends, hint=steps, tools=self.which),
            TimesPage(look, table.FLOW, phrase.FLOW, columns.flow(look), self.flows),
            TimesPage(look, table.LATE, phrase.LATE, columns.late(look), tools=at_late),
            TimesPage(look, table.REASONS, phrase.REASONS, columns.reasons(look), self.reasons),
            TimesPage(look, table.ERRORS, phrase.ERRORS, columns.errors(look), self.errors),
            TimesPage(look, table.REVIEWERS, phrase.REVIEWERS, columns.reviewers(look), self.reviewers),
            TimesPage(look, table.STUCK, phrase.STUCK, columns.stuck(look), tools=at_stuck),
            TimesPage(look, table.TIMELINE, phrase.TIMELINE, columns.timeline(look), self.bars, tools=record),
        )
        self.page = {page.name: page for page in made}
        for place, (page, title) in enumerate(zip(made, _titles(), strict=True)):
            self.pages.addWidget(page)
            page.export_wanted.connect(self._on_export)
            page.row_chosen.connect(self._on_row)
            tab = _choice(self._say(title))
            self.tabs.addButton(tab, place)
        self.tabs.button(0).setChecked(True)
        self.tabs.idClicked.connect(self._on_tab)

    def _head(self) -> QWidget:
        self.periods = QButtonGroup(self)
        chips: list[QWidget] = []
        for place, (phrase, length) in enumerate(PERIODS):
            chip = _choice(self._say(phrase))
            chip.setChecked(length == self._length)
            self.periods.addButton(chip, place)
            chips.append(chip)
        self.periods.idClicked.connect(self._on_period)
        again = button(self.look, self._say(TimesPhrase.REFRESH), "rerun")
        again.clicked.connect(self.reload)
        head = QWidget()
        head.setLayout(row_of(SafeLabel(self._say(TimesPhrase.TIMES), "screen"), *chips, self.period, None, again))
        return head

    def _made_body(self) -> QWidget:
        body, tabs = QWidget(), QWidget()
        tabs.setLayout(row_of(*self.tabs.buttons(), None, spacing=4))
        box = column_of(self.figures, tabs, self.pages, spacing=GAP)
        box.setStretchFactor(self.pages, 1)
        body.setLayout(box)
        return body

    def _on_tab(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        if self.pages.currentWidget() is self.page[t.TimesTable.TIMELINE] and self._timeline is None:
            self._record.setFocus()  # nothing can be done there but say which record

    def _turn_to(self, table: t.TimesTable) -> None:
        place = list(self.page).index(table)
        self.tabs.button(place).setChecked(True)
        self.pages.setCurrentIndex(place)

    def _show_report(self, report: TimesReport, stuck: tuple[Stuck, ...]) -> None:
        self._report, self._stuck = report, stuck
        self.period.setText(self._written(report))
        is_empty = not (report.spreads or report.flow or any(item.count for item in report.standing))
        self._body.setCurrentWidget(self.empty if is_empty else self._shown)
        words, table = self.look.words, t.TimesTable
        self.figures.show_report(report, stuck)
        self.spreads.show_rows(report.spreads)
        self.flows.show_points(report.flow, report.grain)
        self.reasons.show_rows([(columns.reason_name(row.code, words), row.count) for row in report.reasons])
        self.errors.show_rows([(columns.error_name(row.code, words), row.count) for row in report.errors])
        self.reviewers.show_rows([(row.reviewer, row.approved + row.rejected) for row in report.reviewers])
        rows: dict[t.TimesTable, tuple[Any, ...]] = {
            table.STAGES: report.spreads,
            table.FLOW: report.flow,
            table.LATE: report.breaches,
            table.REASONS: report.reasons,
            table.ERRORS: report.errors,
            table.REVIEWERS: report.reviewers,
            table.STUCK: stuck,
        }
        for name, found in rows.items():
            self.page[name].show_rows(found)
        self._show_trend()

    def _written(self, report: TimesReport) -> str:
        """The period: its hours, or its first and last day."""
        since, until = report.period.since, report.period.until
        if report.grain is Grain.HOUR:
            return self._say(TimesPhrase.PERIOD, since=moment(since), until=moment(until))
        return self._say(TimesPhrase.PERIOD, since=day(since), until=day(until - timedelta(hours=1)))

    def _show_trend(self) -> None:
        if self._report is None:
            return
        stage, lap = TRENDS[self.which.currentIndex()]
        points = tuple(row for row in self._report.trend if (row.stage, row.lap) == (stage, lap))
        spread = next((row for row in self._report.spreads if (row.stage, row.lap) == (stage, lap)), None)
        self.trends.show_points(points, spread.target if spread else None, self._report.grain)
        self.page[t.TimesTable.TREND].show_rows(points)

    def _show_timeline(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._open.setEnabled(True)
        self.bars.show_timeline(timeline)
        self.page[t.TimesTable.TIMELINE].show_rows(timeline.bars)

    def _show_failed(self, answer: t.TimesFailed) -> None:
        self.period.setText("")
        self.told.emit(self.look.words.error(answer.code, answer.text))

    def _on_period(self, place: int) -> None:
        self._length = PERIODS[place][1]
        self.reload()

    def _on_record(self) -> None:
        if self._record.hasAcceptableInput():
            self._asked_record += 1
            self.asked.emit(t.LoadTimeline(self._asked_record, RecordId(int(self._record.text()))))

    def _on_row(self, row: object) -> None:
        """A late one was chosen: have its times at hand, but stay."""
        if isinstance(row, Breach | Stuck):
            self._record.setText(str(row.record))
            self._on_record()
            for look in self._looks:
                look.setEnabled(True)

    def _on_look(self) -> None:
        self._turn_to(t.TimesTable.TIMELINE)

    def _on_open(self) -> None:
        if self._timeline is not None:
            self.record_wanted.emit(self._timeline.record)

    def _on_export(self, table: t.TimesTable) -> None:
        made: dict[t.TimesTable, TimesReport | Timeline | tuple[Stuck, ...] | None] = {
            t.TimesTable.STUCK: self._stuck,
            t.TimesTable.TIMELINE: self._timeline,
        }
        what = made.get(table, self._report)
        kinds = f"{self._say(TimesPhrase.EXPORT_KIND)} (*.csv)"
        if what is None:
            return
        for path in dialogs.ask_where_to_save(self, self._say(TimesPhrase.EXPORT), f"holdpoint-{table}.csv", kinds):
            self.asked.emit(t.SaveTimes(path, table, what))


def _titles() -> tuple[TimesPhrase, ...]:
    phrase = TimesPhrase
    return (
        phrase.STAGES, phrase.TREND, phrase.FLOW, phrase.LATE, phrase.REASONS, phrase.ERRORS, phrase.REVIEWERS,
        phrase.STUCK, phrase.TIMELINE,
    )  # fmt: skip


def _choice(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setObjectName("chip")
    made.setCheckable(True)
    made.setAutoDefault(False)
    return made
