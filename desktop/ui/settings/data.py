"""The data folder's page: where everything lies, how much it is, and a way to look at it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from core.settings import Settings
from desktop.program import DataMeasured, Folder, FolderOpened, MeasureData, OpenFolder, ProgramAnswer, ProgramFailed
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, row_of
from desktop.ui.settings.page import SettingsPage
from desktop.ui.settings.phrases import DataPhrase as D
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.shown import size
from desktop.ui.theme import GAP, GAP_WIDE

_ROWS = (D.DATABASE, D.DOCUMENTS, D.LOGS, D.FREE)


class DataPage(SettingsPage):
    """Shows; changes nothing."""

    def __init__(self, look: Look, settings: Settings) -> None:
        super().__init__(look, S.DATA)
        say = look.words.say
        self.place = WrapLabel(str(settings.data_dir))
        self.place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.sizes = {row: SafeLabel("…") for row in _ROWS}
        self.open_data = button(look, say(D.OPEN), "folder")
        self.open_logs = button(look, say(D.OPEN_LOGS), "folder")
        self.problem = WrapLabel("", "error")
        self.problem.hide()
        self.open_data.clicked.connect(self._on_open_data)
        self.open_logs.clicked.connect(self._on_open_logs)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_WIDE * 2)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for at, (row, label) in enumerate(self.sizes.items()):
            grid.addWidget(SafeLabel(say(row), "muted"), at, 0)
            grid.addWidget(label, at, 1)
        self.box.setSpacing(GAP)
        self.box.addWidget(SafeLabel(say(D.WHERE), "title"))
        self.box.addWidget(self.place)
        self.box.addWidget(WrapLabel(say(D.HINT), "hint"))
        self.box.addSpacing(GAP)
        self.box.addLayout(grid)
        self.box.addSpacing(GAP)
        self.box.addLayout(row_of(self.open_data, self.open_logs, None))
        self.box.addWidget(self.problem)
        self.box.addWidget(WrapLabel(say(D.LOGS_HINT), "hint"))
        self.box.addStretch()

    def enter(self) -> None:
        """Measure anew."""
        self.asked.emit(MeasureData())

    def receive(self, answer: ProgramAnswer) -> None:
        """Sizes came, or a folder could not be shown."""
        match answer:
            case DataMeasured():
                for row, count in zip(
                    _ROWS, (answer.database, answer.documents, answer.logs, answer.free), strict=True
                ):
                    self.sizes[row].setText(size(count))
            case FolderOpened():
                self.problem.hide()
            case ProgramFailed(ask=OpenFolder() | MeasureData()):
                self.problem.setText(self.look.words.error(answer.code, answer.text))
                self.problem.show()
            case _:
                pass

    def _on_open_data(self) -> None:
        self.asked.emit(OpenFolder(Folder.DATA))

    def _on_open_logs(self) -> None:
        self.asked.emit(OpenFolder(Folder.LOGS))
