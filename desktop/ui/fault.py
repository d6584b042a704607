"""What happened, in plain words: the dialog behind the banner of a fault. It opens only when it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from desktop.program import Folder, OpenFolder, ProgramAnswer, ProgramFailed, ReportSaved, SaveReport
from desktop.trouble import Trouble, report_of
from desktop.ui.look import Look
from desktop.ui.open import ask_where_to_save
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.theme import GAP, PADDING

_SIZE = (560, 240)
_SIZE_OPEN = (640, 460)
_FILE = "holdpoint-report.txt"


class FaultDialog(QDialog):
    """Emits `asked` with a `ProgramAsk`: saving the report, or showing the log folder."""

    asked = Signal(object)

    def __init__(self, look: Look, trouble: Trouble, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._say = say = look.words.say
        self._report = report_of(trouble)
        self.setObjectName("dialog")
        self.setWindowTitle(say(Phrase.SHOW_REPORT).rstrip("…"))
        self.details = button(look, say(Phrase.REPORT_DETAILS), "right")
        self.details.setCheckable(True)
        self.text = QPlainTextEdit(self._report)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(say(Phrase.REPORT_DETAILS))
        self.text.hide()
        self.outcome = SafeLabel("", "hint")
        self.save = button(look, say(Phrase.REPORT_SAVE))
        self.logs = button(look, say(Phrase.OPEN_LOGS), "folder")
        self.close_button = button(look, say(Phrase.CLOSE), name="primary")
        before = trouble.is_from_before
        next_step = Phrase.CRASHED_BEFORE_NEXT if before else Phrase.CRASHED_NEXT
        self._build(say(Phrase.CRASHED_BEFORE if before else Phrase.CRASHED), say(next_step))
        self.details.toggled.connect(self._on_details)
        self.save.clicked.connect(self._on_save)
        self.logs.clicked.connect(self._on_logs)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()

    def _build(self, title: str, text: str) -> None:
        private = WrapLabel(self._say(Phrase.REPORT_PRIVATE), "hint")
        body = column_of(WrapLabel(title, "title"), WrapLabel(text), private, spacing=GAP)
        body.setContentsMargins(PADDING * 2, PADDING * 2, PADDING * 2, PADDING)
        body.addLayout(row_of(self.details, None))
        body.addWidget(self.text, 1)
        body.addWidget(self.outcome)
        body.addStretch()
        actions = frame("actions")
        margins = (PADDING, PADDING, PADDING, PADDING)
        actions.setLayout(row_of(self.save, self.logs, None, self.close_button, margins=margins))
        box = column_of()
        box.addLayout(body, 1)
        box.addWidget(actions)
        self.setLayout(box)
        self.resize(*_SIZE)

    def receive(self, answer: ProgramAnswer) -> None:
        """The report was saved, or something could not be done."""
        match answer:
            case ReportSaved():
                self.outcome.setText(self._say(Phrase.REPORT_SAVED))
            case ProgramFailed(ask=SaveReport() | OpenFolder()):
                self.outcome.setText(self._look.words.error(answer.code, answer.text))
            case _:
                pass

    def _on_details(self, shown: bool) -> None:
        self.text.setVisible(shown)
        self.details.setIcon(self._look.icon("down" if shown else "right"))
        self.resize(*(_SIZE_OPEN if shown else _SIZE))

    def _on_save(self) -> None:
        kinds = f"{self._say(Phrase.REPORT_FILE)} (*.txt)"
        for path in ask_where_to_save(self, self._say(Phrase.REPORT_SAVE), _FILE, kinds):
            self.asked.emit(SaveReport(path, self._report))

    def _on_logs(self) -> None:
        self.asked.emit(OpenFolder(Folder.LOGS))
