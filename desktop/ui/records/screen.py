"""The records screen: asks for lists, keeps the table as it is in the store, opens what is selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from core.domain.events import StageProgress
from core.domain.ids import RecordId
from core.domain.rows import Counts, RecordQuery, RecordRow
from core.domain.states import ProcessStatus
from desktop.messages import (
    HistoryLoaded,
    ListRecords,
    LoadHistory,
    LoadSent,
    OpenRecord,
    RecordOpened,
    RecordsListed,
    RetryFailed,
    Screen,
)
from desktop.page_messages import PictureLoaded, SoundEnded
from desktop.ui.look import Look
from desktop.ui.models.records import RecordsModel
from desktop.ui.parts import Empty, column_of
from desktop.ui.phrases import Phrase
from desktop.ui.records.detail import RecordPanel
from desktop.ui.records.filters import FilterBar
from desktop.ui.records.table import RecordsTable
from desktop.ui.records.wiring import wire_panel
from desktop.ui.welcome import Welcome
from desktop.window_state import WindowState

PAGE_ROWS = 200
_RELIST_MS = 500
_SPLIT = (860, 520)


class RecordsScreen(QWidget):
    """Emits `asked` with an `Ask`; is shown answers and news."""

    asked = Signal(object)
    review_wanted = Signal(object)
    samples_wanted = Signal()
    files_wanted = Signal()
    opening_wanted = Signal()
    versions_wanted = Signal()
    picture_wanted = Signal(object)
    again_wanted = Signal()

    def __init__(self, look: Look, kept: WindowState) -> None:
        super().__init__()
        say = look.words.say
        self._look = look
        self._kept_split = kept.records_split
        self._panel: RecordPanel | None = None
        self.model = RecordsModel(look.words, self)
        self.table = RecordsTable(look, self.model)
        self.table.set_widths(kept.columns)
        self.filters = FilterBar(look)
        self._generation = 0
        self._open_generation = 0
        self._next: int | None = None
        self._is_loading_more = False
        self._total = 0
        self._asked: RecordQuery | None = None
        self._leaving: set[RecordId] = set()
        self.welcome = self._first_run = Welcome(look)
        self._no_match = Empty(look, say(Phrase.EMPTY_FILTER), say(Phrase.EMPTY_FILTER_ACTION))
        self._opening = Empty(look, say(Phrase.OPENING))
        self._failed = Empty(look, say(Phrase.CANNOT_OPEN), say(Phrase.TRY_AGAIN))
        self._stack = QStackedWidget()
        for page in (self._opening, self.table, self._first_run, self._no_match, self._failed):
            self._stack.addWidget(page)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._stack)
        box = column_of(self.filters, self.split)
        box.setStretchFactor(self.split, 1)
        self.setLayout(box)
        self._relist = QTimer(self, singleShot=True, interval=_RELIST_MS)
        self._connect()
        self._choose_page()

    def _connect(self) -> None:
        self._relist.timeout.connect(self.reload)
        self.filters.changed.connect(self.reload)
        self.filters.retry_all.connect(self._on_retry_all)
        self.table.chosen.connect(self._on_chosen)
        self.table.more_wanted.connect(self._on_more_wanted)
        self.table.opened.connect(self._on_opened)
        self._first_run.acted.connect(self.samples_wanted)
        self._first_run.acted_second.connect(self.files_wanted)
        self._no_match.acted.connect(self._on_show_all)
        self._failed.acted.connect(self._on_try_again)

    @property
    def panel(self) -> RecordPanel:
        """The detail beside the table; made at the first need, in steps if there is time for it (`prepare`)."""
        if self._panel is None:
            self._panel = RecordPanel(self._look)
            self._panel.hide()
            wire_panel(self, self._panel)
            self.split.setSizes(self._kept_split or _SPLIT)
        return self._panel

    def prepare(self) -> bool:
        """Make what has not been needed yet; False if there is nothing to make."""
        is_missing = self._panel is None
        _ = self.panel
        return is_missing

    def show_failed(self, sentence: str) -> None:
        """The desk could not be opened; the sentence says which."""
        self._failed.sentence.setText(sentence)
        self._stack.setCurrentWidget(self._failed)

    @property
    def widths(self) -> tuple[int, ...]:
        """Of table and detail, in pixels; as they were kept while the detail was not shown."""
        if self._panel is None or self._panel.isHidden():
            return self._kept_split
        return tuple(self.split.sizes())

    def show_picture(self, answer: PictureLoaded) -> None:
        """A page's picture came."""
        if self._panel is not None:
            self._panel.pages.show_picture(answer)

    def reload(self) -> None:
        """Ask for the list from its beginning; answers to older questions are dropped."""
        self._generation += 1
        self._is_loading_more = False
        self.asked.emit(ListRecords(Screen.RECORDS, self._generation, self._query(None)))

    def show_list(self, answer: RecordsListed) -> None:
        """A page of the list came."""
        if answer.ask.generation != self._generation:
            return
        rows, query = answer.page.rows, answer.ask.query
        if query.after is not None:
            self._is_loading_more = False
            self.model.append(rows)
        else:
            self.model.show(rows)
        self._next = answer.page.next
        self._choose_page()

    def show_rows(self, rows: Sequence[RecordRow], gone: Sequence[RecordId], counts: Counts) -> None:
        """Fresh rows came: replace, insert or take out, whatever the filter says."""
        self.model.remove(gone)
        selected = set(self.table.selected())
        wanted = [row for row in rows if self._matches(row)]
        self._leaving |= {row.id for row in rows if not self._matches(row)}
        self._leaving -= {row.id for row in wanted}
        self.model.update(rows)
        self._take_leavers(selected)
        self._insert([row for row in wanted if self.model.find(row.id) is None])
        self.show_counts(counts)
        if any(row.id in selected for row in rows):
            self.refresh_panel()
        if self.filters.text and any(self.model.find(row.id) is None for row in rows):
            self._relist.start()  # whether a new record matches the text, only the store knows

    def show_counts(self, counts: Counts) -> None:
        """How many records there are of each status."""
        self._total = counts.total
        if self._panel is not None:
            self._panel.show_pauses(counts.pauses)
        self.filters.show_counts(counts)
        self._choose_page()

    def show_progress(self, news: Sequence[StageProgress]) -> None:
        """Running stages moved on."""
        self.model.progress(news)

    def show_detail(self, answer: RecordOpened) -> None:
        """The selected record's content came."""
        if answer.ask.generation == self._open_generation and self._panel and self._panel.isVisibleTo(self):
            self._panel.show_detail(answer.detail)
            self.asked.emit(LoadSent(answer.ask.record))
            self.asked.emit(LoadHistory(answer.ask.record))

    def show_sound_ended(self, answer: SoundEnded) -> None:
        """A recording is silent again, or could not be played."""
        if self._panel is not None:
            self._panel.pages.sound.show_ended(answer)

    def show_history(self, answer: HistoryLoaded) -> None:
        """What happened to a record came."""
        if self._panel is not None:
            self._panel.show_history(answer.record, answer.rows)

    def select(self, record: RecordId) -> None:
        """Select that record if it is in the list."""
        self.table.select([record])

    def look_up(self, record: RecordId) -> None:
        """Search for that record, and select it if it is in the list."""
        self.filters.search.setText(str(record))
        self.select(record)

    def focus_search(self) -> None:
        """Put the cursor into the search box."""
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()

    def _query(self, after: int | None) -> RecordQuery:
        """The same list again is asked for as far as it is loaded, so that the scroll stays where it is."""
        query = replace(self.filters.query, after=after, limit=PAGE_ROWS)
        if after is None:
            again = self._asked == query
            self._asked = query
            if again:
                return replace(query, limit=max(PAGE_ROWS, self.model.rowCount()))
        return query

    def _matches(self, row: RecordRow) -> bool:
        return self.filters.fits(row) and (not self.filters.text or self.model.find(row.id) is not None)

    def _take_leavers(self, selected: set[RecordId]) -> None:
        """Rows that no longer match go, but not from under the reader: selected ones stay until they are let go."""
        gone = self._leaving - selected
        self._leaving -= gone
        self.model.remove(gone)

    def _insert(self, rows: Sequence[RecordRow]) -> None:
        """Newest first. Rows below what is loaded come with the next page."""
        for row in sorted(rows, key=lambda one: one.id):
            place = next((at for at, old in enumerate(self.model.rows) if old.id < row.id), self.model.rowCount())
            if place < self.model.rowCount() or self._next is None:
                self.model.insert(place, [row])

    def _choose_page(self) -> None:
        if self.model.rowCount():
            page: QWidget = self.table
        elif self._generation == 0:
            page = self._opening
        elif self._total == 0 and self.filters.is_open:
            page = self._first_run
        else:
            page = self._no_match
        if page is self._first_run and self._stack.currentWidget() is not page:
            self._first_run.action.setFocus(Qt.FocusReason.OtherFocusReason)
        is_first = page is self.table and self._stack.currentWidget() is self._opening
        self._stack.setCurrentWidget(page)
        if is_first:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filters.setVisible(page not in (self._first_run, self._opening))

    def refresh_panel(self) -> None:
        """Look at what is selected anew."""
        rows = [row for record in self.table.selected() if (row := self.model.find(record)) is not None]
        if rows:
            self.panel.select(rows)
        if len(rows) == 1:
            self._open(rows[0].id)

    def _open(self, record: RecordId | None) -> None:
        if record is not None:
            self._open_generation += 1
            self.asked.emit(OpenRecord(Screen.RECORDS, self._open_generation, record))

    def _on_chosen(self) -> None:
        selected = self.table.selected()
        self._take_leavers(set(selected))
        chosen = [row for record in selected if (row := self.model.find(record)) is not None]
        if chosen:
            self.panel.select(chosen)
        if self._panel is not None:
            self._panel.setVisible(bool(chosen))
        if len(chosen) == 1:
            self._open(chosen[0].id)

    def _on_more_wanted(self) -> None:
        if self._next is not None and not self._is_loading_more:
            self._is_loading_more = True
            self.asked.emit(ListRecords(Screen.RECORDS, self._generation, self._query(self._next)))

    def _on_opened(self) -> None:
        chosen = self.table.selected()
        row = self.model.find(chosen[0]) if chosen else None
        if row is not None and row.status is ProcessStatus.HOLD:
            self.review_wanted.emit(row.id)

    def _on_retry_all(self) -> None:
        self.asked.emit(RetryFailed(None))

    def _on_try_again(self) -> None:
        self._stack.setCurrentWidget(self._opening)
        self.opening_wanted.emit()

    def _on_show_all(self) -> None:
        self.filters.choose(None)
