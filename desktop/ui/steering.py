"""What the bar and the keys of the whole window do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.ui.keys import Deed, bind
from desktop.ui.keys_sheet import KeysSheet

if TYPE_CHECKING:
    from desktop.ui.times.screen import TimesScreen
    from desktop.ui.window import MainWindow


def steer(window: MainWindow) -> None:
    """Connect them, and what the list of records passes on."""
    _pass_on(window)
    bar, sheet = window.bar, _Sheet(window)
    bar.review_wanted.connect(window.show_review)
    bar.records_wanted.connect(window.show_records)
    bar.times_wanted.connect(window.show_times)
    bar.theme_wanted.connect(window.theme_wanted)
    bar.language_wanted.connect(window.language_wanted)
    bar.settings_wanted.connect(window.settings_wanted)
    bar.keys_wanted.connect(sheet.open)
    window.strip.stuck.asked.connect(window.asked)
    window.records.versions_wanted.connect(window.versions.open)
    for deed, slot in (
        (Deed.SHOW_REVIEW, window.show_review),
        (Deed.SHOW_RECORDS, window.show_records),
        (Deed.SHOW_TIMES, window.show_times),
        (Deed.SEARCH, window.search),
        (Deed.SETTINGS, window.settings_wanted.emit),
        (Deed.KEYS, sheet.open),
    ):
        bind(window, deed, slot)


def steer_times(window: MainWindow, times: TimesScreen) -> None:
    """Connect the times screen, which is made at the first need."""
    times.asked.connect(window.asked)
    times.told.connect(window.show_note)
    times.record_wanted.connect(window.show_record)
    times.records_wanted.connect(window.show_records)
    times.files_wanted.connect(window.adding.choose_files)


def _pass_on(window: MainWindow) -> None:
    records, adding = window.records, window.adding
    records.asked.connect(window.asked)
    records.picture_wanted.connect(window.shelf.want)
    records.samples_wanted.connect(adding.take_samples)
    records.files_wanted.connect(adding.choose_files)
    records.opening_wanted.connect(window.opening_wanted)


class _Sheet(QObject):
    """The sheet of all keys; made at the first need."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._sheet: KeysSheet | None = None

    @Slot()
    def open(self) -> None:
        if self._sheet is None:
            self._sheet = KeysSheet(self._window.look, self._window)
        self._sheet.show()
        self._sheet.raise_()
