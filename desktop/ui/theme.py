"""Colours and measures, dark and light, and the palette and style sheet made of them (on Fusion)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from PySide6.QtGui import QColor, QPalette

from desktop.ui.words import Tone


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours. tones: (text, ground) of each state; all meet 4.5:1."""

    name: str
    is_dark: bool
    ground: str
    surface: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    hover: str
    selected: str
    page_ground: str
    tones: Mapping[Tone, tuple[str, str]]

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Text and ground colour of a state."""
        text, ground = self.tones[tone]
        return QColor(text), QColor(ground)


LIGHT: Final = Theme(
    name="light",
    is_dark=False,
    ground="#F4F5F7",
    surface="#FFFFFF",
    border="#D9DEE5",
    text="#1B2430",
    muted="#586374",
    accent="#2A55C9",
    on_accent="#FFFFFF",
    accent_hover="#234AB3",
    hover="#EEF1F5",
    selected="#E6EDFC",
    page_ground="#E4E7EC",
    tones=MappingProxyType(
        {
            Tone.HOLD: ("#7A4E00", "#FFF3D6"),
            Tone.APPROVED: ("#17643A", "#E2F4E8"),
            Tone.REJECTED: ("#8E2A5B", "#FBE8F1"),
            Tone.FAILED: ("#A8231C", "#FDE8E6"),
            Tone.RUNNING: ("#2A55C9", "#E6EDFC"),
            Tone.QUIET: ("#586374", "#ECEFF3"),
        }
    ),
)
DARK: Final = Theme(
    name="dark",
    is_dark=True,
    ground="#12161C",
    surface="#1A2029",
    border="#313B48",
    text="#E7EBF1",
    muted="#A0ABBA",
    accent="#8FB2FF",
    on_accent="#0E1830",
    accent_hover="#A9C4FF",
    hover="#222A35",
    selected="#1F2C47",
    page_ground="#0C0F14",
    tones=MappingProxyType(
        {
            Tone.HOLD: ("#FFCB70", "#382B10"),
            Tone.APPROVED: ("#83DCA2", "#13301F"),
            Tone.REJECTED: ("#F5A3C7", "#3A1A2A"),
            Tone.FAILED: ("#FF9C93", "#3A1917"),
            Tone.RUNNING: ("#8FB2FF", "#19284A"),
            Tone.QUIET: ("#A0ABBA", "#252D38"),
        }
    ),
)

GAP_SMALL: Final = 4
GAP: Final = 8
PADDING: Final = 12
GAP_WIDE: Final = 16
CONTROL: Final = 28
ROW: Final = 32
ROW_COMPACT: Final = 26
RADIUS: Final = 6
BODY: Final = 13
SECONDARY: Final = 12
CAPTION: Final = 11


def palette(theme: Theme) -> QPalette:
    """Qt's palette, for all that the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, theme.ground),
        (role.WindowText, theme.text),
        (role.Base, theme.surface),
        (role.AlternateBase, theme.ground),
        (role.Text, theme.text),
        (role.Button, theme.surface),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.on_accent),
        (role.ToolTipBase, theme.surface),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Link, theme.accent),
        (role.PlaceholderText, theme.muted),
        (role.Light, theme.surface),
        (role.Midlight, theme.hover),
        (role.Mid, theme.border),
        (role.Dark, theme.border),
        (role.Shadow, theme.ground),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.muted))
    return made
