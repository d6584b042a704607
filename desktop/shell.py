"""The window of the moment: made with one language and theme, made anew when the language changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import resources
from core.settings import Settings
from desktop.program import ProgramAnswer, SettingsSaved
from desktop.ui.look import Look
from desktop.ui.settings.lines import needs_restart
from desktop.ui.settings.phrases import SettingsPhrase
from desktop.ui.sheet import style_sheet
from desktop.ui.theme import DARK, LIGHT, Theme, palette
from desktop.ui.window import MainWindow
from desktop.ui.words import Language, Words, other_language

if TYPE_CHECKING:
    from desktop.ui.settings.dialog import SettingsDialog

_THEMES: Final = {"dark": DARK, "light": LIGHT}
WINDOW_FILE: Final = "window.ini"


class Shell(QObject):
    """Owns look and window; forwards what the window asks, so that whoever listens never sees it change."""

    asked = Signal(object)
    program_asked = Signal(object)
    opening_wanted = Signal()
    closing = Signal()

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__()
        self._app = app
        self._settings = settings
        self._place: str | None = None
        self._dialog: SettingsDialog | None = None
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._store = QSettings(str(settings.data_dir / WINDOW_FILE), QSettings.Format.IniFormat)
        self.language: Language = self._first_language()
        self.theme = self._first_theme()
        app.setPalette(palette(self.theme))
        self.window = self._make()
        # Once the window is put together: with a style sheet every addition to a layout styles the whole branch anew.
        app.setStyleSheet(style_sheet(self.theme))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme)

    def opened(self, place: str) -> None:
        """The desk is open."""
        self._place = place
        self.window.show_opened(place)

    @Slot()
    def close(self) -> None:
        """Close the window, as a person would."""
        self.window.close()

    @Slot(object)
    def hear(self, news: object) -> None:
        """News for the window."""
        self.window.hear(news)

    @Slot(object)
    def receive(self, answer: object) -> None:
        """An answer for the window."""
        self.window.receive(answer)

    @Slot(object)
    def receive_program(self, answer: object) -> None:
        """An answer about the program itself."""
        if isinstance(answer, SettingsSaved):
            self._take_on(answer.settings)
        if self._dialog is not None and isinstance(answer, ProgramAnswer):
            self._dialog.receive(answer)

    def destroy(self) -> None:
        """Let go of the window while the application still stands."""
        self.window.deleteLater()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in other colours."""
        self.theme = theme
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(style_sheet(theme))
        self.window.look.set_theme(theme)

    def _make(self) -> MainWindow:
        look = Look(Words(self.language), resources.path("icons/ui"), self.theme)
        window = MainWindow(look, self._settings.lanes, resources.path("samples"), self._store)
        window.asked.connect(self.asked)
        window.closing.connect(self.closing)
        window.theme_wanted.connect(self._on_theme_wanted)
        window.language_wanted.connect(self._on_language_wanted)
        window.opening_wanted.connect(self.opening_wanted)
        window.settings_wanted.connect(self._on_settings_wanted)
        return window

    def _first_language(self) -> Language:
        wanted = str(self._store.value("window/language", self._settings.ui_language))
        if wanted in ("en", "ko"):
            return "ko" if wanted == "ko" else "en"
        return "ko" if QLocale.system().language() is QLocale.Language.Korean else "en"

    def _first_theme(self) -> Theme:
        wanted = str(self._store.value("window/theme", self._settings.theme))
        return _THEMES.get(wanted) or self._system_theme()

    def _system_theme(self) -> Theme:
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT

    @Slot()
    def _on_system_scheme(self) -> None:
        if str(self._store.value("window/theme", self._settings.theme)) not in _THEMES:
            self.set_theme(self._system_theme())

    @Slot()
    def _on_theme_wanted(self) -> None:
        self.set_theme(LIGHT if self.theme.is_dark else DARK)
        self._store.setValue("window/theme", self.theme.name)

    @Slot()
    def _on_language_wanted(self) -> None:
        """Of all languages the other one."""
        self._store.setValue("window/language", other_language(self.language))
        self._speak(other_language(self.language))

    @Slot()
    def _on_settings_wanted(self) -> None:
        if self._dialog is None:
            from desktop.ui.settings.dialog import SettingsDialog  # noqa: PLC0415 - most starts never open it

            self._dialog = SettingsDialog(self.window.look, self._settings, self.window)
            self._dialog.asked.connect(self.program_asked)
            self._dialog.finished.connect(self._on_dialog_finished)
            self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _take_on(self, settings: Settings) -> None:
        """Settings were saved: what can count at once does, and goes before the buttons that were pressed earlier."""
        before, self._settings = self._settings, settings
        if before.theme != settings.theme:
            self._store.remove("window/theme")
            self.set_theme(self._first_theme())
        if before.ui_language != settings.ui_language:
            self._store.remove("window/language")
            if self._first_language() != self.language:
                self._on_dialog_finished()
                self._speak(self._first_language())
        if needs_restart(before, settings):
            self.window.show_note(self.window.look.words.say(SettingsPhrase.NEXT_START))

    def _speak(self, language: Language) -> None:
        """Every text is set when its widget is made, so the window is made anew, in the same place."""
        self.language = language
        old = self.window
        old.remember()
        old.closing.disconnect(self.closing)
        old.asked.disconnect(self.asked)
        self.window = self._make()
        self.window.show()
        old.hide()
        old.deleteLater()
        if self._place is not None:
            self.window.show_opened(self._place)
