"""Everything that brings documents in: dropping, choosing, pasting, and the samples."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from desktop.messages import CountPaths, PathsCounted
from desktop.ui.bar import TopBar
from desktop.ui.drop import DropFilter, DropTarget, pasted
from desktop.ui.look import Look
from desktop.ui.open import ask_for_files, ask_for_folder


class Adding(QObject):
    """`chosen` with paths, `pasted` with a picture, `nothing` if the clipboard holds neither; `asked` with an `Ask`."""

    chosen = Signal(object)
    pasted = Signal(object)
    nothing = Signal()
    asked = Signal(object)

    def __init__(self, look: Look, window: QWidget, samples: Path) -> None:
        super().__init__(window)
        self._look = look
        self._window = window
        self._samples = samples
        self._generation = 0
        self.target = DropTarget(look, window)
        self._filter = DropFilter(window)
        self._filter.paths_held.connect(self._on_paths_held)
        self._filter.paths_left.connect(self.target.hide)
        self._filter.paths_dropped.connect(self.chosen)

    def listen(self, bar: TopBar) -> None:
        """Do what the bar's menu says."""
        bar.files_wanted.connect(self.choose_files)
        bar.folder_wanted.connect(self.choose_folder)
        bar.paste_wanted.connect(self.paste)
        bar.samples_wanted.connect(self.take_samples)

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

    def take_samples(self) -> None:
        """The samples that ship with Holdpoint."""
        self.chosen.emit((self._samples,))

    def paste(self) -> None:
        """What was copied: files, or a picture."""
        found = pasted(QGuiApplication.clipboard().mimeData())
        if isinstance(found, QImage):
            self.pasted.emit(found)
        elif found:
            self.chosen.emit(found)
        else:
            self.nothing.emit()

    def _on_paths_held(self, paths: tuple[Path, ...]) -> None:
        self._generation += 1
        self.target.announce()
        self.asked.emit(CountPaths(self._generation, paths))
