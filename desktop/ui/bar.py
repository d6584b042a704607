"""The bar at the top: the screens, what can be added, and the program's own buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton

from core.domain.rows import Counts
from core.domain.states import ProcessStatus
from desktop.ui.claims.phrases import ClaimsPhrase
from desktop.ui.deliveries.phrases import DeliveryPhrase
from desktop.ui.keys import Deed, KeyPhrase, bind, shown
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, button, icon_button, row_of
from desktop.ui.phrases import Phrase, Said
from desktop.ui.shown import tip
from desktop.ui.theme import GAP, PADDING
from desktop.ui.times.phrases import TimesPhrase

_HEIGHT = 48


class TopBar(QFrame):
    """Emits what the person wants; knows nothing of the screens."""

    review_wanted = Signal()
    records_wanted = Signal()
    times_wanted = Signal()
    deliveries_wanted = Signal()
    files_wanted = Signal()
    folder_wanted = Signal()
    paste_wanted = Signal()
    samples_wanted = Signal()
    table_wanted = Signal()
    theme_wanted = Signal()
    language_wanted = Signal()
    settings_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        say = look.words.say
        self.setObjectName("bar")
        self.setFixedHeight(_HEIGHT)
        self.review = _tab(say(Phrase.REVIEW), Deed.SHOW_REVIEW)
        self.records = _tab(say(Phrase.RECORDS), Deed.SHOW_RECORDS)
        self.times = _tab(say(TimesPhrase.TIMES), Deed.SHOW_TIMES)
        self.deliveries = _tab(say(DeliveryPhrase.DELIVERIES), Deed.SHOW_DELIVERIES)
        self.add = button(look, say(Phrase.ADD), "add")
        self.add.setMenu(self._add_menu())
        self._theme = icon_button(look, "moon", say(Phrase.THEME_DARK))
        language = icon_button(look, "language", say(Phrase.LANGUAGE_OTHER))
        self.review.clicked.connect(self.review_wanted)
        self.records.clicked.connect(self.records_wanted)
        self.times.clicked.connect(self.times_wanted)
        self.deliveries.clicked.connect(self.deliveries_wanted)
        self._theme.clicked.connect(self.theme_wanted)
        language.clicked.connect(self.language_wanted)
        keys = icon_button(look, "keys", f"{say(KeyPhrase.KEYS_TITLE)}  ({shown(Deed.KEYS)})")
        settings = icon_button(look, "settings", f"{say(KeyPhrase.SETTINGS)}  ({shown(Deed.SETTINGS)})")
        keys.clicked.connect(self.keys_wanted)
        settings.clicked.connect(self.settings_wanted)
        brand = SafeLabel(say(Phrase.APP), "brand")
        row = row_of(
            brand, self.review, self.records, self.times, self.deliveries, None,
            self.add, language, self._theme, keys, settings,
            spacing=GAP, margins=(PADDING + 4, 0, PADDING, 0),
        )  # fmt: skip
        self.setLayout(row)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_counts(self, counts: Counts) -> None:
        """How many records there are, and how many wait for a person."""
        say, held = self._look.words.say, counts.of(ProcessStatus.HOLD)
        review, records = say(Phrase.REVIEW), say(Phrase.RECORDS)
        self.review.setText(f"{review}  {held:,}" if held else review)
        self.records.setText(f"{records}  {counts.total:,}" if counts.total else records)

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        say = self._look.words.say
        deeds: tuple[tuple[Said, Deed | None, Callable[[], None]], ...] = (
            (Phrase.ADD_FILES, Deed.ADD_FILES, self.files_wanted.emit),
            (Phrase.ADD_FOLDER, Deed.ADD_FOLDER, self.folder_wanted.emit),
            (Phrase.ADD_PASTE, Deed.PASTE, self.paste_wanted.emit),
            (ClaimsPhrase.MENU, Deed.ADD_TABLE, self.table_wanted.emit),
            (Phrase.ADD_SAMPLES, None, self.samples_wanted.emit),
        )
        for phrase, deed, emit in deeds:
            action = menu.addAction(say(phrase) + (f"\t{shown(deed)}" if deed else ""))
            action.triggered.connect(emit)
            if deed:
                bind(self, deed, emit)
        return menu

    def _on_look_changed(self) -> None:
        theme = self._look.theme
        text = self._look.words.say(Phrase.THEME_LIGHT if theme.is_dark else Phrase.THEME_DARK)
        self._theme.setToolTip(tip(text))
        self._theme.setAccessibleName(text)
        self._theme.setIcon(self._look.icon("sun" if theme.is_dark else "moon"))
        for action, icon in zip(
            self.add.menu().actions(), ("file", "folder", "paste", "claim", "samples"), strict=True
        ):
            action.setIcon(self._look.icon(icon, theme.muted))


def _tab(text: str, deed: Deed) -> QPushButton:
    tab = QPushButton(text)
    tab.setObjectName("tab")
    tab.setCheckable(True)
    tab.setAutoExclusive(True)
    tab.setToolTip(shown(deed))
    return tab
