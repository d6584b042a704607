"""The window of the moment: made with one language, one set of keys and one density; made anew when they change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import resources
from core.domain.events import LinkChanged
from core.domain.watching import WatchReport
from core.settings import Settings
from desktop.appearance import Appearance
from desktop.by_wire import ByWireKeeper
from desktop.dialogs import Dialogs
from desktop.first_look import language_of, theme_of
from desktop.intake_messages import TakeInHanded
from desktop.messages import AskFailed, RowsRefreshed
from desktop.notices import Notices, TrayTeller
from desktop.program import Folder, OpenFolder, ProgramAnswer, ProgramFailed, SettingsPlace, SettingsSaved
from desktop.table_messages import ApplyClaims, ClaimsApplied, ClaimsMatched, ClaimsRead, MatchClaims, TableAsk
from desktop.trouble import Trouble
from desktop.ui.banner import NextStep
from desktop.ui.keyboard import keyboard_of
from desktop.ui.keys import use
from desktop.ui.link import show_link, still_lost
from desktop.ui.look import Look
from desktop.ui.phrases import Phrase
from desktop.ui.settings.lines import needs_restart
from desktop.ui.settings.phrases import SettingsPhrase
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.window import MainWindow
from desktop.ui.words import Language, Words, other_language
from desktop.window_state import WindowState

_made_with: Final = attrgetter("density", "reduced_motion", "keys", "character_keys")  # what widgets take up


class Shell(QObject):
    """Owns look and window; forwards what the window asks, so that whoever listens never sees it change.

    left: a `WindowState` to be kept.
    """

    asked = Signal(object)
    program_asked = Signal(object)
    opening_wanted = Signal()
    closing = Signal()
    left = Signal(object)
    watch_wanted = Signal(object)

    def __init__(self, app: QApplication, settings: Settings, kept: WindowState | None = None) -> None:
        super().__init__()
        self._appearance = Appearance(app)
        self._settings = settings
        self._place: str | None = None
        self._link: LinkChanged | None = None
        self._trouble: Trouble | None = None
        self._watched: WatchReport | None = None
        self.dialogs = Dialogs()
        self.dialogs.asked.connect(self.program_asked)
        self.dialogs.desk_asked.connect(self.asked)
        self.by_wire = ByWireKeeper(settings, self.dialogs)
        self.by_wire.place_wanted.connect(self._on_place_wanted)
        self._kept = kept or WindowState()
        self.language: Language = language_of(self._kept, self._settings)
        self.theme = theme_of(self._kept, self._settings)
        self._appearance.paint(self.theme)
        self._appearance.speak(self.language)
        tray = TrayTeller(app.windowIcon())
        tray.chosen.connect(self._on_notice_chosen)
        self.notices = Notices(tray, datetime.now(UTC))
        self.window = self._make()
        self._dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    def opened(self, place: str) -> None:
        """The desk is open."""
        self._place = place
        self.window.show_opened(place)
        self.by_wire.open()

    @Slot()
    def close(self) -> None:
        """Close the window, as a person would."""
        self.window.close()

    @Slot(object)
    def hear(self, news: object) -> None:
        """News for the window."""
        if isinstance(news, LinkChanged):
            self._link = news
            show_link(self.window, news)
            return
        self.window.hear(news)
        self.by_wire.hear()

    @Slot(object)
    def receive(self, answer: object) -> None:
        """An answer for the window, or for a dialog beside it."""
        match answer:
            case ClaimsRead():
                self.dialogs.open_claims(self.window.look, answer.table, self.window)
            case ClaimsMatched() | ClaimsApplied() | AskFailed(ask=MatchClaims() | ApplyClaims()):
                self.dialogs.receive_claims(answer)
            case _:
                self.window.receive(answer)
        if isinstance(answer, RowsRefreshed):
            self.notices.hear(answer.rows, answer.counts)

    @Slot(object)
    def receive_program(self, answer: object) -> None:
        """An answer about the program itself."""
        if isinstance(answer, SettingsSaved):
            self._take_on(answer.settings)
        if isinstance(answer, ProgramAnswer) and not self.dialogs.receive(answer) and isinstance(answer, ProgramFailed):
            self.window.show_problem(
                self.window.look.words.say(Phrase.FAILED_ASK), self.window.look.words.error(answer.code, answer.text)
            )

    @Slot(object)
    def show_trouble(self, trouble: Trouble) -> None:
        """A fault that nobody foresaw: a banner, and more if it is wanted."""
        self._trouble = trouble
        say, before = self.window.look.words.say, trouble.is_from_before
        self.window.banner.show_text(
            say(Phrase.CRASHED_BEFORE if before else Phrase.CRASHED),
            [say(Phrase.CRASHED_BEFORE_NEXT if before else Phrase.CRASHED_NEXT)],
            steps=(NextStep.SHOW_REPORT, NextStep.OPEN_LOGS),
        )

    @Slot(object)
    def show_watch(self, report: WatchReport | None) -> None:
        """A look into the watched folder; None: none is watched any more."""
        self._watched = report
        self.window.strip.show_watch(report, self.window.look.words)
        if report is not None and report.refused:
            self.window.banner.show_refusals(report.refused)

    def destroy(self) -> None:
        """Let go of the window while the application still stands."""
        self.notices.close()
        self.dialogs.close()
        self.window.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in other colours."""
        self.theme = theme
        self._dress()
        self.window.look.set_theme(theme)

    def _dress(self) -> None:
        settings = self._settings
        self._appearance.dress(self.theme, compact=settings.density == "compact", still=settings.reduced_motion)

    def _make(self) -> MainWindow:
        settings = self._settings
        use(keyboard_of(settings.keys, has_character_keys=settings.character_keys))
        look = Look(
            Words(self.language),
            resources.path("icons/ui"),
            self.theme,
            compact=settings.density == "compact",
            still=settings.reduced_motion,
        )
        window = MainWindow(look, 0 if settings.server.url else settings.lanes, resources.path("samples"), self._kept)
        window.asked.connect(self.asked)
        window.closing.connect(self._on_closing)
        window.theme_wanted.connect(self._on_theme_wanted)
        window.language_wanted.connect(self._on_language_wanted)
        window.opening_wanted.connect(self.opening_wanted)
        self.by_wire.dress(window)
        window.settings_wanted.connect(self._on_settings_wanted)
        window.keeping.place_wanted.connect(self._on_place_wanted)
        window.banner.chosen.connect(self._on_next_step)
        window.records.welcome.language_wanted.connect(self._on_language_wanted)
        window.records.welcome.folder_wanted.connect(window.adding.choose_folder)
        window.adding.refused.connect(window.show_note)
        window.adding.handed.connect(self._on_handed)
        window.adding.table.connect(self._on_table)
        self.notices.watch(window, look.words, is_on=settings.notify)
        return window

    @Slot()
    def _on_system_scheme(self) -> None:
        self.set_theme(theme_of(self._kept, self._settings))

    @Slot()
    def _on_theme_wanted(self) -> None:
        self.set_theme(LIGHT if self.theme.is_dark else DARK)
        self._keep(theme=self.theme.name)

    @Slot()
    def _on_language_wanted(self) -> None:
        """Of all languages the other one."""
        self._keep(language=other_language(self.language))
        self._speak(other_language(self.language))

    def _keep(self, *, theme: str | None = None, language: str | None = None) -> None:
        """Have the window's state written; None leaves what was chosen as it is."""
        kept = self._kept
        self._kept = replace(
            self.window.state,
            theme=kept.theme if theme is None else theme,
            language=kept.language if language is None else language,
        )
        self.left.emit(self._kept)

    @Slot()
    def _on_closing(self) -> None:
        self._keep()
        self.closing.emit()

    @Slot()
    def _on_settings_wanted(self) -> None:
        self.dialogs.open_settings(self.window.look, self._settings, self.window)
        self.dialogs.show_service(self.by_wire.report)

    @Slot(object)
    def _on_place_wanted(self, place: SettingsPlace) -> None:
        self._on_settings_wanted()
        self.dialogs.show_place(place)

    @Slot(object)
    def _on_next_step(self, step: NextStep) -> None:
        if step is NextStep.OPEN_LOGS:
            self.program_asked.emit(OpenFolder(Folder.LOGS))
        elif step is NextStep.OPEN_SETTINGS:
            self._on_place_wanted(SettingsPlace.SERVER)
        elif self._trouble is not None:
            self.dialogs.open_fault(self.window.look, self._trouble, self.window)

    @Slot()
    def _on_notice_chosen(self) -> None:
        """Somebody followed a notice: bring the window, and what waits in it."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.show_review()

    @Slot(object)
    def _on_handed(self, ask: TakeInHanded) -> None:
        if self._is_open():
            self.window.show_records()
            self.asked.emit(ask)

    @Slot(object)
    def _on_table(self, ask: TableAsk) -> None:
        if self._is_open():
            self.asked.emit(ask)

    def _is_open(self) -> bool:
        """True if the desk is; else it is told."""
        if self._place is None:
            self.window.show_problem(self.window.look.words.say(Phrase.NOT_TAKEN_IN), "")
        return self._place is not None

    def _take_on(self, settings: Settings) -> None:
        """Settings were saved: what can count at once does, and goes before the buttons that were pressed earlier."""
        before, self._settings = self._settings, settings
        if before.theme != settings.theme:
            self._keep(theme="")
            self.set_theme(theme_of(self._kept, self._settings))
        if before.ui_language != settings.ui_language:
            self._keep(language="")
        if language_of(self._kept, self._settings) != self.language or _made_with(before) != _made_with(settings):
            self._speak(language_of(self._kept, self._settings))
        self.notices.watch(self.window, self.window.look.words, is_on=settings.notify)
        if before.watch != settings.watch:
            self.watch_wanted.emit(settings.watch)
        self.by_wire.take_on(settings)
        if needs_restart(before, settings):
            self.window.show_note(self.window.look.words.say(SettingsPhrase.NEXT_START))

    def _speak(self, language: Language) -> None:
        """Texts, keys and measures are set when a widget is made, so the window is made anew, in the same place."""
        self.language = language
        self._appearance.speak(language)
        self.dialogs.close()
        old = self.window
        self._keep()
        old.closing.disconnect(self._on_closing)
        old.asked.disconnect(self.asked)
        self.window = self._make()
        self._dress()
        self.window.show()
        old.hide()
        old.deleteLater()
        if self._place is not None:
            self.window.show_opened(self._place)
            self.by_wire.open()
            still_lost(self.window, self._link)
        self.show_watch(replace(self._watched, refused=()) if self._watched else None)
