"""In which language and colours the window opens: as its buttons chose, else the settings, else the system."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication

from core.settings import Settings
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.words import Language
from desktop.window_state import WindowState

_THEMES: Final = MappingProxyType({"dark": DARK, "light": LIGHT})


def language_of(kept: WindowState, settings: Settings) -> Language:
    """The language to speak."""
    wanted = kept.language or settings.ui_language
    if wanted in ("en", "ko"):
        return "ko" if wanted == "ko" else "en"
    return "ko" if QLocale.system().language() is QLocale.Language.Korean else "en"


def theme_of(kept: WindowState, settings: Settings) -> Theme:
    """The colours to wear; the system's may change while the window is open."""
    wanted = _THEMES.get(kept.theme or settings.theme)
    if wanted is not None:
        return wanted
    return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT
