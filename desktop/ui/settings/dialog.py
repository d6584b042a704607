"""The settings dialog: pages, checked as typed, saved to the settings file; the window stays usable meanwhile."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QStackedWidget, QWidget

from core.settings import Settings, problems_of, set_by_environment, with_changes
from desktop.program import Edits, ProgramAnswer, ProgramFailed, SaveSettings, SettingsPlace, SettingsSaved
from desktop.ui.composing import settle_composition
from desktop.ui.keys import Deed, bind, shown
from desktop.ui.look import Look
from desktop.ui.parts import WrapLabel, button, column_of, frame, row_of
from desktop.ui.settings.callbacks import CallbacksPage
from desktop.ui.settings.data import DataPage
from desktop.ui.settings.editors import SettingRow
from desktop.ui.settings.keeping import KeepingPage
from desktop.ui.settings.keys import KeysPage
from desktop.ui.settings.lines import APPEARANCE, READING, REVIEWER, Page
from desktop.ui.settings.model import ModelPage
from desktop.ui.settings.page import LinesPage, SettingsPage
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.settings.policy import PolicyPage
from desktop.ui.settings.readers import clova_page, speech_page
from desktop.ui.settings.server import ServerPage
from desktop.ui.settings.server_phrases import ServerPhrase
from desktop.ui.settings.service import ServicePage
from desktop.ui.settings.watch import WatchPage
from desktop.ui.theme import GAP, PADDING

_SIZE = (800, 600)
_PAGES_WIDTH = 168


class SettingsDialog(QDialog):
    """Emits `asked` with a `ProgramAsk`; closes itself when the changes are stored."""

    asked = Signal(object)

    def __init__(self, look: Look, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._say = look.words.say
        self._settings = settings
        self.pages = self._make_pages()
        self.setWindowTitle(self._say(S.TITLE))
        self.setObjectName("dialog")
        self.resize(*_SIZE)
        self.list, self._stack = QListWidget(), QStackedWidget()
        self._problem = WrapLabel("", "error")
        self._problem.setContentsMargins(PADDING, 0, PADDING, PADDING)
        self._problem.hide()
        self.save = button(look, f"{self._say(S.SAVE)}  {shown(Deed.APPROVE)}", name="primary")
        place = urlsplit(settings.server.url).netloc
        self.elsewhere = WrapLabel(self._say(ServerPhrase.COUNTS_THERE, place=place) if place else "")
        self._build()
        self.list.setCurrentRow(0)
        self._check()

    def _make_pages(self) -> tuple[SettingsPage, ...]:
        """In the order of their list."""
        given = (self._look, self._settings, set_by_environment())
        self.clova, self.speech, self.model = clova_page(*given), speech_page(*given), ModelPage(*given)
        self.policy, self.keys, self.callbacks = PolicyPage(*given), KeysPage(*given), CallbacksPage(*given)
        self.service, self.server, self.keeping = ServicePage(*given), ServerPage(*given), KeepingPage(*given)
        reviewer, appearance = self._lines(REVIEWER), self._lines(APPEARANCE)
        data = DataPage(self._look, self._settings)
        self._of_this_desk = {self.server, reviewer, appearance, self.keys, data}
        return (
            self._lines(READING),
            self.clova,
            self.speech,
            self.model,
            self.policy,
            WatchPage(*given),
            self.callbacks,
            self.service,
            self.server,
            self.keeping,
            reviewer,
            appearance,
            self.keys,
            data,
        )

    @property
    def edits(self) -> Edits:
        """What was changed."""
        return tuple(edit for page in self.pages for edit in page.edits)

    @property
    def rows(self) -> list[SettingRow]:
        """The rows of all pages that are made of lines."""
        return [row for page in self.pages if isinstance(page, LinesPage) for row in page.rows]

    def row(self, name: str) -> SettingRow:
        """The row of that setting."""
        return next(row for row in self.rows if row.line.name == name)

    def show_page(self, page: SettingsPage) -> None:
        """Turn to that page."""
        self.list.setCurrentRow(self.pages.index(page))

    def show_place(self, place: SettingsPlace) -> None:
        """Turn to the page of that name."""
        pages = {SettingsPlace.CALLBACKS: self.callbacks, SettingsPlace.SERVER: self.server}
        self.show_page(pages.get(place, self.keeping))

    def receive(self, answer: ProgramAnswer) -> None:
        """An answer came."""
        if isinstance(answer, SettingsSaved):
            self.accept()
            return
        if isinstance(answer, ProgramFailed) and isinstance(answer.ask, SaveSettings):
            self._check()
            self._problem.setText(self._look.words.error(answer.code, answer.text))
            self._problem.show()
            return
        for page in self.pages:
            page.receive(answer)

    def _lines(self, page: Page) -> LinesPage:
        return LinesPage(self._look, page, self._settings, set_by_environment())

    def _build(self) -> None:
        self.list.setObjectName("pages")
        self.list.setFixedWidth(_PAGES_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self._say(S.TITLE))
        for page in self.pages:
            self.list.addItem(page.title)
            self._stack.addWidget(page)
            page.changed.connect(self._check)
            page.asked.connect(self.asked)
        self.list.currentRowChanged.connect(self._on_page)
        cancel = button(self._look, self._say(S.CANCEL))
        self.save.clicked.connect(self._on_save)
        bind(self, Deed.APPROVE, self.save.click)
        cancel.clicked.connect(self.reject)
        actions = frame("actions")
        actions.setLayout(row_of(cancel, None, self.save, margins=(PADDING, PADDING, PADDING, PADDING)))
        self._notice = frame("banner_hold")
        self._notice.setLayout(row_of(self.elsewhere, margins=(PADDING * 2, GAP, PADDING * 2, GAP)))
        side = column_of(self._notice)
        side.addWidget(self._stack, 1)
        body = row_of(self.list, spacing=0)
        body.addLayout(side, 1)
        box = column_of()
        box.addLayout(body, 1)
        box.addWidget(self._problem)
        box.addWidget(actions)
        self.setLayout(box)

    def _check(self) -> None:
        """Tell what is wrong, as it is typed; nothing wrong and something changed can be saved."""
        edits = dict(self.edits)
        problems = {problem.name: problem.text for problem in problems_of(self._settings, edits)}
        for page in self.pages:
            page.show_problems(problems)
        blocked = any(page.blocks_saving for page in self.pages)
        self.save.setEnabled(bool(edits) and not problems and not blocked)
        known = frozenset().union(*(page.names for page in self.pages))
        elsewhere = [text for name, text in problems.items() if name not in known]
        self._problem.setText(" ".join(elsewhere))
        self._problem.setVisible(bool(elsewhere))
        is_model_bad = any(name.startswith("model") for name in problems)
        models = {name: value for name, value in edits.items() if name.startswith("model.")}
        after = None if is_model_bad else with_changes(self._settings, models)
        for page in self.pages:
            page.take_up(after)

    def _on_page(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        is_of_records = self.pages[number] not in self._of_this_desk
        self._notice.setVisible(is_of_records and bool(self.elsewhere.text()))
        self.pages[number].enter()

    def _on_save(self) -> None:
        settle_composition()
        self._problem.hide()
        self.save.setEnabled(False)
        self.asked.emit(SaveSettings(self.edits))
