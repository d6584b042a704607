"""Everything that brings documents in: dropping, choosing, pasting, and the samples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.domain.rows import RecordRow
from desktop.intake_messages import CountPaths, PathsCounted, TakeInHanded
from desktop.table_messages import ReadClaims, ReadCopiedClaims
from desktop.ui.bar import TopBar
from desktop.ui.brought import Brought, Trouble, read
from desktop.ui.drop import DropFilter, DropTarget
from desktop.ui.look import Look
from desktop.ui.models.records import title
from desktop.ui.open import TABLES, ask_for_files, ask_for_folder, ask_for_table
from desktop.ui.versions.phrases import VersionPhrase


class Adding(QObject):
    """`chosen` with paths, `pasted` with a picture, `handed` with an ask for bytes, `nothing` if there is none of them.

    `for_record` with the row on which files were dropped and their paths: whether it is meant is still to be asked.
    `table` with an ask for a table of claims; `refused` with a sentence; `asked` with an `Ask` of its own.
    """

    chosen = Signal(object)
    pasted = Signal(object)
    handed = Signal(object)
    nothing = Signal()
    refused = Signal(object)
    table = Signal(object)
    for_record = Signal(object, object)
    asked = Signal(object)

    def __init__(self, look: Look, window: QWidget, samples: Path) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._samples = samples
        self._generation = 0
        self.target = DropTarget(look, window)
        self._filter = DropFilter(window)
        self._filter.held.connect(self._on_held)
        self._filter.moved.connect(self._on_moved)
        self._filter.left.connect(self.target.hide)
        self._filter.dropped.connect(self._on_dropped)
        self.row_at: Callable[[QPoint], RecordRow | None] = lambda _place: None
        """The record that is shown at a place of the window."""
        self._under: RecordRow | None = None

    def listen(self, bar: TopBar) -> None:
        """Do what the bar's menu says."""
        bar.files_wanted.connect(self.choose_files)
        bar.folder_wanted.connect(self.choose_folder)
        bar.paste_wanted.connect(self.paste)
        bar.samples_wanted.connect(self.take_samples)
        bar.table_wanted.connect(self.choose_table)

    def show_counts(self, answer: PathsCounted) -> None:
        """How many files and folders are held over the window."""
        if answer.generation == self._generation and self.target.isVisible():
            self.target.show_counts(answer.files, answer.folders)

    def choose_files(self) -> None:
        """Let a person choose files."""
        self.chosen.emit(ask_for_files(self._window, self._look.words))

    def choose_folder(self) -> None:
        """Let a person choose a folder."""
        self.chosen.emit(ask_for_folder(self._window, self._look.words))

    def choose_table(self) -> None:
        """Let a person choose a table of claims."""
        for path in ask_for_table(self._window, self._look.words):
            self.table.emit(ReadClaims(path))

    def take_samples(self) -> None:
        """The samples that ship with Holdpoint."""
        self.chosen.emit((self._samples,))

    def paste(self) -> None:
        """What was copied: files, a document, a table or a picture."""
        found = read(QGuiApplication.clipboard().mimeData())
        if found.trouble is Trouble.NOTHING:
            self.nothing.emit()
        else:
            self._take(found)

    def _take(self, found: Brought) -> None:
        say = self._look.words.say
        if len(found.paths) == 1 and found.paths[0].suffix.lower() in TABLES:
            self.table.emit(ReadClaims(found.paths[0]))
        elif found.paths:
            self.chosen.emit(found.paths)
        elif found.files:
            self.handed.emit(TakeInHanded(found.files))
        elif found.table:
            self.table.emit(ReadCopiedClaims(found.table))
        elif found.picture is not None:
            self.pasted.emit(found.picture)
        if found.trouble is not None or found.passed_over:
            self.refused.emit(say(found.trouble or Trouble.ELSEWHERE))

    def _on_moved(self, place: QPoint) -> None:
        self._under = self.row_at(place)
        words = self._look.words
        named = words.say(VersionPhrase.HELD_OVER, title=title(self._under, words)) if self._under else ""
        self.target.show_for(named)

    def _on_dropped(self, found: Brought) -> None:
        row, self._under = self._under, None
        is_table = len(found.paths) == 1 and found.paths[0].suffix.lower() in TABLES
        if row is not None and found.paths and not is_table:
            self.for_record.emit(row, found.paths)
        else:
            self._take(found)

    def _on_held(self, held: Brought) -> None:
        self._generation += 1
        self.target.announce(held)
        if held.paths:
            self.asked.emit(CountPaths(self._generation, held.paths))
