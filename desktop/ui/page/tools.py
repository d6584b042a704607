"""The row of tools above a page."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton

from desktop.page_messages import Rendering
from desktop.ui.keys import Deed, shown
from desktop.ui.look import Look
from desktop.ui.page.phrases import PagePhrase
from desktop.ui.parts import ElidedLabel, SafeLabel, icon_button, row_of
from desktop.ui.phrases import Phrase, Said
from desktop.ui.shown import percent, tip
from desktop.ui.theme import GAP, GAP_SMALL

NEXT: Final = MappingProxyType(
    {
        Rendering.PLAIN: Rendering.GREY,
        Rendering.GREY: Rendering.STRONG,
        Rendering.STRONG: Rendering.PLAIN,
    }
)
_COLOURS: Final = MappingProxyType(
    {
        Rendering.PLAIN: PagePhrase.COLOURS,
        Rendering.GREY: PagePhrase.COLOURS_GREY,
        Rendering.STRONG: PagePhrase.COLOURS_STRONG,
    }
)


class PageTools(QFrame):
    """Emits what is wanted; is shown which page and at which scale. The tools that pick are left out elsewhere."""

    turn_wanted = Signal(object)
    zoom_wanted = Signal(object)
    fit_wanted = Signal()
    width_wanted = Signal()
    view_turned = Signal()
    colours_wanted = Signal()
    words_toggled = Signal(bool)
    reading_toggled = Signal(bool)

    def __init__(self, look: Look, *, picks: bool) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self.setObjectName("tools")
        self.setFixedHeight(40)
        self._name = ElidedLabel("", "muted", Qt.TextElideMode.ElideMiddle)
        self._where = SafeLabel("", "muted")
        self._zoom = SafeLabel("", "muted")
        self._zoom.setMinimumWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.previous = self._tool("left", Phrase.PAGE_PREVIOUS, Deed.PAGE_PREVIOUS if picks else None)
        self.following = self._tool("right", Phrase.PAGE_NEXT, Deed.PAGE_NEXT if picks else None)
        self.nearer = self._tool("add", Phrase.ZOOM_IN, Deed.ZOOM_IN if picks else None)
        self.farther = self._tool("minus", Phrase.ZOOM_OUT, Deed.ZOOM_OUT if picks else None)
        self.whole = self._tool("fit", Phrase.ZOOM_FIT, Deed.ZOOM_FIT if picks else None)
        self.width_fit = self._tool("width", PagePhrase.FIT_WIDTH)
        self.turned = self._tool("turn", PagePhrase.TURN, Deed.TURN_VIEW if picks else None)
        self.colours = self._tool("contrast", PagePhrase.COLOURS, Deed.COLOURS if picks else None)
        self.words = self._tool("words", PagePhrase.WORDS, Deed.WORDS if picks else None)
        self.reading = self._tool("reread", PagePhrase.READ_AGAIN, Deed.READ_REGION if picks else None)
        for toggle in (self.words, self.reading):
            toggle.setCheckable(True)
        if not picks:  # beside a table there is less room, and nothing to fill
            for tool in (self.reading, self.words, self.width_fit):
                tool.hide()
        self._connect()
        row = row_of(
            self._name, self.previous, self._where, self.following, self.farther, self._zoom, self.nearer,
            self.whole, self.width_fit, self.turned, self.colours, self.words, self.reading,
            spacing=0, margins=(GAP + GAP_SMALL, 0, GAP, 0),
        )  # fmt: skip
        row.setStretchFactor(self._name, 1)
        self.setLayout(row)

    def show_page(self, name: str, number: int, pages: int, *, has_picture: bool) -> None:
        """Page `number` of `pages` (1-based; 0: none) of the file of that name is shown."""
        self._name.setText(name)
        self._where.setText(self._say(Phrase.PAGE_OF, page=number, pages=pages) if number else "")
        self.previous.setEnabled(number > 1)
        self.following.setEnabled(0 < number < pages)
        for tool in self._picture_tools():
            tool.setEnabled(has_picture)
        self._zoom.setVisible(has_picture)

    def show_scale(self, scale: float) -> None:
        """Screen pixels for one of the page."""
        self._zoom.setText(percent(scale) if scale <= 1 else f"{round(scale * 100)} %")

    def show_colours(self, rendering: Rendering) -> None:
        """Say which colours are shown: in the tooltip and the name, and by the pressed button."""
        text = self._say(_COLOURS[rendering])
        self.colours.setToolTip(tip(text))
        self.colours.setAccessibleName(text)
        self.colours.setCheckable(rendering is not Rendering.PLAIN)
        self.colours.setChecked(rendering is not Rendering.PLAIN)

    def _picture_tools(self) -> tuple[QToolButton, ...]:
        return (
            self.nearer, self.farther, self.whole, self.width_fit, self.turned, self.colours, self.words, self.reading
        )  # fmt: skip

    def _tool(self, icon: str, phrase: Said, deed: Deed | None = None) -> QToolButton:
        text = self._say(phrase)
        made = icon_button(self._look, icon, f"{text}  ({shown(deed)})" if deed else text)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def _connect(self) -> None:
        self.previous.clicked.connect(self._on_previous)
        self.following.clicked.connect(self._on_next)
        self.nearer.clicked.connect(self._on_nearer)
        self.farther.clicked.connect(self._on_farther)
        self.whole.clicked.connect(self.fit_wanted)
        self.width_fit.clicked.connect(self.width_wanted)
        self.turned.clicked.connect(self.view_turned)
        self.colours.clicked.connect(self.colours_wanted)
        self.words.toggled.connect(self.words_toggled)
        self.reading.toggled.connect(self.reading_toggled)

    def _on_previous(self) -> None:
        self.turn_wanted.emit(-1)

    def _on_next(self) -> None:
        self.turn_wanted.emit(1)

    def _on_nearer(self) -> None:
        self.zoom_wanted.emit(1)

    def _on_farther(self) -> None:
        self.zoom_wanted.emit(-1)
