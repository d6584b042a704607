"""The main window: the screens, the banner and the strip; asks go out, answers come in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from core.domain.ids import RecordId
from desktop import messages as m
from desktop.intake_messages import TakeIn, TakeInPicture
from desktop.page_messages import PictureLoaded
from desktop.ui.adding import Adding
from desktop.ui.again.opening import RunningAgain
from desktop.ui.banner import Banner, NextStep
from desktop.ui.bar import TopBar
from desktop.ui.deliveries.by_wire import ByWire
from desktop.ui.feed import Feed
from desktop.ui.hangul_keys import act_on_jamo
from desktop.ui.keeping.opener import Keeping
from desktop.ui.link import show_place
from desktop.ui.look import Look
from desktop.ui.parts import column_of
from desktop.ui.phrases import Phrase
from desktop.ui.pictures import PictureShelf
from desktop.ui.placing import geometry_of, put
from desktop.ui.receiving import Receiver
from desktop.ui.records.screen import RecordsScreen
from desktop.ui.review.screen import ReviewScreen
from desktop.ui.steering import steer, steer_times
from desktop.ui.strip import Strip
from desktop.ui.versions.opener import Versions
from desktop.ui.words import Tone
from desktop.window_state import ScreenName, WindowState

if TYPE_CHECKING:
    from desktop.ui.times.screen import TimesScreen

_LEISURE_MS: Final = 60
"""Between the parts that are made ahead after the start, so that each is a short stop of its own."""


class MainWindow(QMainWindow):
    """Emits `asked` with an `Ask`, and what the person wants of the program itself.

    What is not seen at the start (the review screen, the detail) is made at the first need, or soon after the start
    when the person is still looking around.
    """

    asked = Signal(object)
    closing = Signal()
    theme_wanted = Signal()
    language_wanted = Signal()
    settings_wanted = Signal()
    opening_wanted = Signal()

    def __init__(self, look: Look, lanes: int, samples: Path, kept: WindowState) -> None:
        super().__init__()
        self.look = look
        self._say = look.words.say
        self._kept = kept
        self.shelf = PictureShelf()
        self._is_open = False
        self._review: ReviewScreen | None = None
        self._times: TimesScreen | None = None
        self.feed = Feed()
        self.bar = TopBar(look)
        self.records = RecordsScreen(look, kept)
        self.banner = Banner(look)
        self.strip = Strip(look, lanes)
        self._screens = QStackedWidget()
        self._screens.addWidget(self.records)
        self._build()
        self.by_wire = ByWire(self, self._screens)
        self.versions = Versions(self)
        self.keeping = Keeping(self)
        self.adding = Adding(look, self, samples)
        self.again = RunningAgain(self)
        self._receiver = Receiver(self)
        self._leisure = QTimer(self)
        self._leisure.setInterval(_LEISURE_MS)
        self._connect()
        self.show_records()
        self.setWindowTitle(self._say(Phrase.APP))
        self.setMinimumSize(900, 560)
        put(self, kept.geometry)

    @property
    def review(self) -> ReviewScreen:
        """The review screen; made at the first need."""
        if self._review is None:
            self._review = ReviewScreen(self.look, self._kept)
            self._screens.addWidget(self._review)
            self._review.asked.connect(self.asked)
            self._review.pages.picture_wanted.connect(self.shelf.want)
            self._review.picture_ahead.connect(self.shelf.want)
            self._review.records_wanted.connect(self.show_records)
            self._review.told.connect(self.show_note)
            self._review.panel.head.versions_wanted.connect(self.versions.open)
            if self._is_open:
                self._review.reload()
        return self._review

    @property
    def review_if_made(self) -> ReviewScreen | None:
        """The review screen, if it was needed already."""
        return self._review

    @property
    def times(self) -> TimesScreen:
        """The times screen; made at the first need."""
        if self._times is None:
            from desktop.ui.times.screen import TimesScreen  # noqa: PLC0415 - no start need wait for it

            self._times = TimesScreen(self.look)
            self._screens.addWidget(self._times)
            steer_times(self, self._times)
        return self._times

    def prepare(self) -> None:
        """Make what is not seen yet, bit by bit."""
        self._leisure.start()

    def show_opened(self, place: str) -> None:
        """The desk is open: ask for everything."""
        self._is_open = True
        self.banner.hide()
        show_place(self, place)
        self.records.reload()
        self.feed.refresh_counts()
        if self._review is not None:
            self._review.reload()
        self._return()

    def show_failed(self, text: str) -> None:
        """The desk could not be opened."""
        self.strip.show_text(self._say(Phrase.NOT_OPEN))
        self.records.show_failed(self._say(Phrase.CANNOT_OPEN))
        self.show_problem(self._say(Phrase.CANNOT_OPEN), text)

    def show_problem(self, title: str, text: str) -> None:
        """Something concerns the whole window."""
        self.banner.show_text(title, [text] if text else [], steps=(NextStep.OPEN_LOGS,))

    def show_note(self, text: str) -> None:
        """Something worth knowing."""
        self.banner.show_text(text, tone=Tone.HOLD)

    def hear(self, news: object) -> None:
        """News came from the bridge."""
        if isinstance(news, m.News):
            self.feed.hear(news)

    def receive(self, answer: object) -> None:
        """An answer came from the desk worker."""
        self._receiver.receive(answer)

    def show_review(self) -> None:
        """Turn to the review screen."""
        self._screens.setCurrentWidget(self.review)
        self.bar.review.setChecked(True)
        if self.review.panel.detail is not None:
            self.review.panel.focus_first()

    def show_records(self) -> None:
        """Turn to the records screen."""
        self._screens.setCurrentWidget(self.records)
        self.bar.records.setChecked(True)
        self.records.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, record: RecordId) -> None:
        """Turn to that record among the others."""
        self.show_records()
        self.records.look_up(record)

    def show_times(self) -> None:
        """Turn to the times screen, counted anew."""
        self._screens.setCurrentWidget(self.times)
        self.bar.times.setChecked(True)
        if self._is_open:
            self.times.reload()

    def take_in(self, paths: object) -> None:
        """Files and folders were dropped, chosen, pasted or given at the start."""
        if not isinstance(paths, tuple) or not paths:
            return
        if not self._is_open:
            self.banner.show_text(self._say(Phrase.NOT_TAKEN_IN))
            return
        self.banner.forget_note()
        self.show_records()
        self.asked.emit(TakeIn(paths))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """What no part of the window wanted: a key that is bound by its place, with the Hangul layout on."""
        if not act_on_jamo(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the program end in good order."""
        event.accept()
        self.closing.emit()

    @property
    def state(self) -> WindowState:
        """How the window stands, for the next start."""
        return replace(
            self._kept,
            geometry=geometry_of(self),
            screen=self._shown_screen(),
            columns=self.records.table.widths,
            records_split=self.records.widths,
            review_split=tuple(self._review.split.sizes()) if self._review is not None else self._kept.review_split,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The drop target covers everything."""
        super().resizeEvent(event)
        self.adding.target.resize(event.size())

    def _shown_screen(self) -> ScreenName:
        shown = self._screens.currentWidget()
        if shown is self._review:
            return ScreenName.REVIEW
        return ScreenName.TIMES if shown is self._times else ScreenName.RECORDS

    def _return(self) -> None:
        """To the screen that was left; the list of records stays the way in while there is none."""
        if self._kept.screen is ScreenName.REVIEW:
            self.show_review()
        elif self._kept.screen is ScreenName.TIMES:
            self.show_times()

    def _build(self) -> None:
        desk = QWidget()
        desk.setObjectName("desk")
        box = column_of(self.bar, self.banner, self._screens, self.strip)
        box.setStretchFactor(self._screens, 1)
        desk.setLayout(box)
        self.setCentralWidget(desk)

    def _connect(self) -> None:
        self.records.review_wanted.connect(self._on_review_wanted)
        self.shelf.asked.connect(self.asked)
        self.shelf.came.connect(self._on_picture_came)
        self.feed.asked.connect(self.asked)
        self.feed.rows_came.connect(self._on_rows)
        self.feed.progress_came.connect(self.records.show_progress)
        self.adding.asked.connect(self.asked)
        self.adding.chosen.connect(self.take_in)
        self.adding.pasted.connect(self._on_pasted)
        self.adding.nothing.connect(self._on_nothing_pasted)
        self.adding.listen(self.bar)
        self.versions.listen(self.adding)
        self._leisure.timeout.connect(self._on_leisure)
        steer(self)

    def _on_leisure(self) -> None:
        """Make one more part ahead of its first need."""
        if not self.records.prepare():
            self._leisure.stop()
            _ = self.review

    def _on_rows(self, answer: m.RowsRefreshed) -> None:
        self.strip.show_counts(answer.counts)
        self.bar.show_counts(answer.counts)
        self.records.show_rows(answer.rows, answer.gone, answer.counts)
        if self._review is not None:
            self._review.show_rows(answer.rows, answer.gone)

    def _on_picture_came(self, answer: PictureLoaded) -> None:
        for screen in (self.records, self._review):
            if screen is not None:
                screen.show_picture(answer)

    def _on_review_wanted(self, record: RecordId) -> None:
        self.show_review()
        self.review.open(record)

    def _on_pasted(self, picture: QImage) -> None:
        if not self._is_open:
            self.banner.show_text(self._say(Phrase.NOT_TAKEN_IN))
            return
        self.banner.forget_note()
        self.show_records()
        self.asked.emit(TakeInPicture(picture))

    def _on_nothing_pasted(self) -> None:
        self.banner.show_text(self._say(Phrase.PASTE_NOTHING), tone=Tone.HOLD)

    def search(self) -> None:
        """Go to the search box of the screen."""
        if self._review is not None and self._screens.currentWidget() is self._review:
            self._review.focus_search()
        else:
            self.records.focus_search()
