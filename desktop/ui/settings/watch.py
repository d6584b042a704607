"""The watched folder's page: its lines, and whether the folder is there, asked as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QTimer

from core.settings import Settings
from desktop.program import CheckFolder, FolderChecked, ProgramAnswer
from desktop.ui.look import Look
from desktop.ui.settings.lines import WATCH
from desktop.ui.settings.page import LinesPage

_PAUSE_MS: Final = 300
_FOLDER: Final = "watch.folder"


class WatchPage(LinesPage):
    """Blocks saving until another folder has been found to be one."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        super().__init__(look, WATCH, settings, fixed)
        self._row = next(row for row in self.rows if row.line.name == _FOLDER)
        self._fit: dict[str, bool] = {"": True, self.folder: True}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._row.changed.connect(self._pause.start)

    @property
    def folder(self) -> str:
        """The folder as typed."""
        return str(self._row.editor.value())

    @property
    def blocks_saving(self) -> bool:
        """True unless the folder is known to be one."""
        return not self._fit.get(self.folder, False)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """A folder that is none is a problem like others."""
        is_bad = self._fit.get(self.folder) is False
        super().show_problems({**problems, _FOLDER: _FOLDER} if is_bad else problems)

    def receive(self, answer: ProgramAnswer) -> None:
        """A folder was looked at."""
        if isinstance(answer, FolderChecked):
            self._fit[answer.path] = answer.is_fit
            self.changed.emit()

    def _ask(self) -> None:
        if self.folder not in self._fit:
            self.asked.emit(CheckFolder(self.folder))
