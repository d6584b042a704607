"""What belongs to the whole application: palette, style sheet, Qt's own words, number formats, and what moves."""

from __future__ import annotations

import logging
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.ui.sheet import style_sheet
from desktop.ui.theme import Theme, palette
from desktop.ui.words import Language

log = logging.getLogger(__name__)

_EFFECTS: Final = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
_LANGUAGES: Final = MappingProxyType({"ko": QLocale.Language.Korean, "en": QLocale.Language.English})


class Appearance:
    """Changes the application; every window in it follows."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._blink = app.cursorFlashTime()
        self._effects = tuple(effect for effect in _EFFECTS if app.isEffectEnabled(effect))
        self._translator: QTranslator | None = None

    def paint(self, theme: Theme) -> None:
        """Take on the theme's palette; cheap, and right before any window is made."""
        self._app.setPalette(palette(theme))

    def dress(self, theme: Theme, *, compact: bool, still: bool) -> None:
        """Take on palette and style sheet.

        The sheet is set once a window is put together: with one, every addition to a layout styles the branch anew.
        """
        self.paint(theme)
        self._app.setStyleSheet(style_sheet(theme, compact=compact, still=still))
        self._app.setCursorFlashTime(0 if still else self._blink)
        for effect in self._effects:
            self._app.setEffectEnabled(effect, not still)

    def speak(self, language: Language) -> None:
        """Have Qt's own parts (file dialogs, context menus) speak it too, and numbers and dates follow."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        system = QLocale.system()
        wanted = _LANGUAGES[language]
        QLocale.setDefault(system if system.language() is wanted else QLocale(wanted))
        if language == "en":
            return  # Qt's source language
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language}", folder):
            self._app.installTranslator(translator)
            self._translator = translator
        else:
            log.warning("Qt's own words are not there", extra={"action": "translation_missing", "code": language})
