"""Fonts and icons that ship with Holdpoint, brought into Qt."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon

import resources
from desktop.ui.theme import BODY

log = logging.getLogger(__name__)

FONTS = ("fonts/Pretendard-Regular.otf", "fonts/Pretendard-SemiBold.otf", "fonts/NanumGothic-Regular.ttf")
"""The window's own typeface; the last one has the Hanja that it lacks."""
BARE_FAMILIES = frozenset({"", "Sans", "Sans Serif", "DejaVu Sans", "Bitstream Vera Sans", "Monospace"})
"""What a platform without a UI font of its own answers (bare X, offscreen): the bundled face is the better one."""


def load_font() -> QFont:
    """The system's UI font, with the bundled Hangul typeface as its sure companion."""
    bundled: list[str] = []
    for name in FONTS:
        number = QFontDatabase.addApplicationFont(str(resources.path(name)))
        bundled += [family for family in QFontDatabase.applicationFontFamilies(number)[:1] if family not in bundled]
    if not bundled:
        log.warning("the bundled typeface could not be loaded", extra={"action": "font_missing"})
    font = QFont(QGuiApplication.font())
    system = [] if font.family() in BARE_FAMILIES else [font.family()]
    font.setFamilies([*system, *bundled])
    font.setPixelSize(BODY)
    font.setFeature(QFont.Tag("tnum"), 1)  # figures of one width: times and numbers stand below each other
    # A face fitted to the pixel grid changes its width from size to size.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def app_icon() -> QIcon:
    """The application's icon; empty if this build has none."""
    folder = resources.path("icons")
    found = sorted([*folder.glob("holdpoint*.svg"), *folder.glob("holdpoint*.png")])
    return QIcon(str(found[0])) if found else QIcon()
