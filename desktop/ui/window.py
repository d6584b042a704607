"""The main window: the two screens, what can be added, the banner and the strip; asks go out, answers come in."""

from __future__ import annotations

from collections import OrderedDict
from functools import singledispatchmethod
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton, QStackedWidget, QWidget

from core.domain.ids import BlobHash, RecordId
from core.domain.rows import Counts
from core.domain.states import ProcessStatus
from desktop import messages as m
from desktop.ui.banner import Banner
from desktop.ui.drop import DropFilter, DropTarget, pasted
from desktop.ui.feed import Feed
from desktop.ui.look import Look
from desktop.ui.open import ask_for_files, ask_for_folder
from desktop.ui.parts import SafeLabel, button, column_of, frame, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.records.screen import RecordsScreen
from desktop.ui.review.screen import ReviewScreen
from desktop.ui.shown import tip
from desktop.ui.strip import Strip
from desktop.ui.theme import GAP_SMALL, PADDING
from desktop.ui.words import Tone

_PICTURES: Final = 8
_SIZE: Final = (1360, 840)


class MainWindow(QMainWindow):
    """Emits `asked` with an `Ask`, and what the person wants of the program itself."""

    asked = Signal(object)
    closing = Signal()
    theme_wanted = Signal()
    language_wanted = Signal()

    def __init__(self, look: Look, lanes: int, samples: Path, store: QSettings) -> None:
        super().__init__()
        self.look = look
        self._say = look.words.say
        self._samples = samples
        self._store = store
        self._pictures: OrderedDict[BlobHash, tuple[QImage, ...]] = OrderedDict()
        self._drag_generation = 0
        self.feed = Feed()
        self.records = RecordsScreen(look)
        self.review = ReviewScreen(look)
        self.banner = Banner(look)
        self.strip = Strip(look, lanes)
        self._screens = QStackedWidget()
        self._screens.addWidget(self.review)
        self._screens.addWidget(self.records)
        self._build()
        self.drop = DropTarget(look, self)
        self._drops = DropFilter(self)
        self._connect()
        self.show_records()
        self.setWindowTitle(self._say(Phrase.APP))
        self.resize(*_SIZE)
        self.setMinimumSize(900, 560)
        self._restore()
        self._on_look_changed()

    def show_opened(self, place: str) -> None:
        """The desk is open: ask for everything."""
        self.strip.show_place(place)
        self.feed.refresh_counts()
        self.records.reload()
        self.review.reload()

    def show_problem(self, title: str, text: str) -> None:
        """Something concerns the whole window."""
        self.banner.show_text(title, [text] if text else [])

    def show_closing(self) -> None:
        """The window is closed but work is being put back."""
        self.strip.show_text(self._say(Phrase.CLOSING))

    def hear(self, news: object) -> None:
        """News came from the bridge."""
        if isinstance(news, m.News):
            self.feed.hear(news)

    def receive(self, answer: object) -> None:
        """An answer came from the desk worker."""
        self._receive(answer)

    def show_review(self) -> None:
        """Turn to the review screen."""
        self._screens.setCurrentWidget(self.review)
        self._review_tab.setChecked(True)
        if self.review.panel.detail is not None:
            self.review.panel.focus_first()

    def show_records(self) -> None:
        """Turn to the records screen."""
        self._screens.setCurrentWidget(self.records)
        self._records_tab.setChecked(True)
        self.records.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_in(self, paths: object) -> None:
        """Files and folders were dropped, chosen, pasted or given at the start."""
        if isinstance(paths, tuple) and paths:
            self.show_records()
            self.asked.emit(m.TakeIn(paths))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where the window was, and let the program end in good order."""
        self.remember()
        event.accept()
        self.closing.emit()

    def remember(self) -> None:
        """Keep size, place and splits for the next start."""
        self._store.setValue("window/geometry", self.saveGeometry())
        self._store.setValue("window/records", self.records.split.saveState())
        self._store.setValue("window/review", self.review.split.saveState())
        self._store.sync()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The drop target covers everything."""
        super().resizeEvent(event)
        self.drop.resize(event.size())

    @singledispatchmethod
    def _receive(self, answer: object) -> None:
        raise TypeError(type(answer).__name__)

    @_receive.register
    def _(self, answer: m.RecordsListed) -> None:
        if answer.ask.screen is m.Screen.RECORDS:
            self.records.show_list(answer)
        else:
            self.review.show_list(answer)

    @_receive.register
    def _(self, answer: m.RecordOpened) -> None:
        if answer.ask.screen is m.Screen.RECORDS:
            self.records.show_detail(answer)
        else:
            self.review.show_detail(answer)

    @_receive.register
    def _(self, answer: m.RowsRefreshed) -> None:
        self.feed.show(answer)

    @_receive.register
    def _(self, answer: m.PictureLoaded) -> None:
        self._pictures[answer.blob] = answer.levels
        while len(self._pictures) > _PICTURES:
            self._pictures.popitem(last=False)
        for view in (self.records.panel.pages, self.review.pages):
            view.show_picture(answer.blob, answer.levels)

    @_receive.register
    def _(self, answer: m.TakenIn) -> None:
        if answer.result.refused:
            self.banner.show_refusals(answer.result.refused)

    @_receive.register
    def _(self, answer: m.PathsCounted) -> None:
        if answer.generation == self._drag_generation and self.drop.isVisible():
            self.drop.show_counts(answer.files, answer.folders)

    @_receive.register
    def _(self, answer: m.Decided) -> None:
        self.review.show_decided(answer)

    @_receive.register
    def _(self, _answer: m.Done) -> None:
        """The rows tell what has changed."""

    @_receive.register
    def _(self, answer: m.AskFailed) -> None:
        if isinstance(answer.ask, m.RefreshRows):
            self.feed.fail()
        self.review.show_failed(answer)
        self.banner.show_text(self._say(Phrase.FAILED_ASK), [answer.text or self._say(Phrase.INTERNAL_ERROR)])

    def _build(self) -> None:
        look, say = self.look, self._say
        self._review_tab = self._tab(say(Phrase.REVIEW), "Ctrl+1")
        self._records_tab = self._tab(say(Phrase.RECORDS), "Ctrl+2")
        self.add = button(look, say(Phrase.ADD), "add")
        self.add.setMenu(self._add_menu())
        self._theme = icon_button(look, "moon", say(Phrase.THEME_DARK))
        self._language = icon_button(look, "language", say(Phrase.LANGUAGE_OTHER))
        self._theme.clicked.connect(self.theme_wanted)
        self._language.clicked.connect(self.language_wanted)
        bar = frame("bar")
        bar.setFixedHeight(48)
        bar.setLayout(
            row_of(
                SafeLabel(say(Phrase.APP), "brand"),
                self._review_tab,
                self._records_tab,
                None,
                self.add,
                self._language,
                self._theme,
                spacing=GAP_SMALL * 2,
                margins=(PADDING + 4, 0, PADDING, 0),
            )
        )
        desk = QWidget()
        desk.setObjectName("desk")
        box = column_of(bar, self.banner, self._screens, self.strip)
        box.setStretchFactor(self._screens, 1)
        desk.setLayout(box)
        self.setCentralWidget(desk)

    def _tab(self, text: str, keys: str) -> QPushButton:
        tab = QPushButton(text)
        tab.setObjectName("tab")
        tab.setCheckable(True)
        tab.setAutoExclusive(True)
        tab.setToolTip(keys)
        return tab

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        say = self._say
        for phrase, icon, keys, deed in (
            (Phrase.ADD_FILES, "file", "Ctrl+O", self._on_add_files),
            (Phrase.ADD_FOLDER, "folder", "Ctrl+Shift+O", self._on_add_folder),
            (Phrase.ADD_PASTE, "paste", "Ctrl+V", self._on_paste),
            (Phrase.ADD_SAMPLES, "samples", "", self._on_samples),
        ):
            action = menu.addAction(self.look.icon(icon, self.look.theme.muted), say(phrase))
            action.triggered.connect(deed)
            if keys:
                action.setShortcut(QKeySequence(keys))
                self.addAction(action)
        return menu

    def _connect(self) -> None:
        for screen in (self.records, self.review):
            screen.asked.connect(self.asked)
        self.feed.asked.connect(self.asked)
        self.feed.rows_came.connect(self._on_rows)
        self.feed.progress_came.connect(self.records.show_progress)
        self.records.panel.pages.picture_wanted.connect(self._on_picture_wanted)
        self.review.pages.picture_wanted.connect(self._on_picture_wanted)
        self.review.picture_ahead.connect(self._on_picture_wanted)
        self.records.review_wanted.connect(self._on_review_wanted)
        self.records.samples_wanted.connect(self._on_samples)
        self.records.files_wanted.connect(self._on_add_files)
        self.review.records_wanted.connect(self.show_records)
        self._review_tab.clicked.connect(self.show_review)
        self._records_tab.clicked.connect(self.show_records)
        self._drops.paths_held.connect(self._on_paths_held)
        self._drops.paths_left.connect(self.drop.hide)
        self._drops.paths_dropped.connect(self.take_in)
        self.look.changed.connect(self._on_look_changed)
        for keys, deed in (("Ctrl+1", self.show_review), ("Ctrl+2", self.show_records), ("/", self._on_search)):
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _restore(self) -> None:
        for name, put in (
            ("window/geometry", self.restoreGeometry),
            ("window/records", self.records.split.restoreState),
            ("window/review", self.review.split.restoreState),
        ):
            saved = self._store.value(name)
            if isinstance(saved, QByteArray):
                put(saved)

    def _on_rows(self, answer: m.RowsRefreshed) -> None:
        self._show_counts(answer.counts)
        self.records.show_rows(answer.rows, answer.gone, answer.counts)
        self.review.show_rows(answer.rows, answer.gone)

    def _show_counts(self, counts: Counts) -> None:
        self.strip.show_counts(counts)
        held = counts.of(ProcessStatus.HOLD)
        review, records = self._say(Phrase.REVIEW), self._say(Phrase.RECORDS)
        self._review_tab.setText(f"{review}  {held:,}" if held else review)
        self._records_tab.setText(f"{records}  {counts.total:,}" if counts.total else records)

    def _on_picture_wanted(self, blob: BlobHash) -> None:
        if blob in self._pictures:
            self._pictures.move_to_end(blob)
            self._receive(m.PictureLoaded(blob, self._pictures[blob]))
        else:
            self.asked.emit(m.LoadPicture(blob))

    def _on_review_wanted(self, record: RecordId) -> None:
        self.show_review()
        self.review.open(record)

    def _on_paths_held(self, paths: tuple[Path, ...]) -> None:
        self._drag_generation += 1
        self.drop.announce()
        self.asked.emit(m.CountPaths(self._drag_generation, paths))

    def _on_add_files(self) -> None:
        self.take_in(ask_for_files(self, self.look.words))

    def _on_add_folder(self) -> None:
        self.take_in(ask_for_folder(self, self.look.words))

    def _on_samples(self) -> None:
        self.take_in((self._samples,))

    def _on_paste(self) -> None:
        found = pasted(QGuiApplication.clipboard().mimeData())
        if isinstance(found, QImage):
            self.show_records()
            self.asked.emit(m.TakeInPicture(found))
        elif found:
            self.take_in(found)
        else:
            self.banner.show_text(self._say(Phrase.PASTE_NOTHING), tone=Tone.HOLD)

    def _on_search(self) -> None:
        self.show_records()
        self.records.focus_search()

    def _on_look_changed(self) -> None:
        dark = self.look.theme.is_dark
        text = self._say(Phrase.THEME_LIGHT if dark else Phrase.THEME_DARK)
        self._theme.setToolTip(tip(text))
        self._theme.setAccessibleName(text)
        self._theme.setIcon(self.look.icon("sun" if dark else "moon"))
        for action, icon in zip(self.add.menu().actions(), ("file", "folder", "paste", "samples"), strict=True):
            action.setIcon(self.look.icon(icon, self.look.theme.muted))
