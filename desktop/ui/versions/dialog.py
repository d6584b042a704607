"""Two versions of a record side by side: what changed, what the newer one answers, and what can be done about it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHeaderView,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from core.domain.compare import Comparison, VersionSide
from core.domain.desk import NewFiles, ResubmitRequest
from core.domain.ids import RecordId
from core.domain.states import ProcessStatus
from desktop.messages import AskFailed
from desktop.ui.flag import Flag
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.open import ask_for_files
from desktop.ui.parts import ElidedLabel, Empty, SafeLabel, WrapLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import moment, plain, tip
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, GAP_SMALL, PADDING
from desktop.ui.versions.lines import LOOKS, VersionLine, lines_of, since
from desktop.ui.versions.phrases import VersionPhrase as V
from desktop.version_messages import CompareVersions, HandInAgain, KeepDecision, VersionsCompared

_SIZE: Final = (960, 660)
_WHOLE: Final = 150
_BEFORE, _AFTER = 2, 3
_SET_ASIDE: Final = frozenset({ProcessStatus.HOLD, ProcessStatus.FAILED, ProcessStatus.CANCELLED})


class VersionsDialog(QDialog):
    """Emits `asked` with a `VersionAsk`."""

    asked = Signal(object)

    def __init__(self, look: Look, record: RecordId, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._say = look.words.say
        self.record = record
        self._generation = 0
        self._found: Comparison | None = None
        self.setObjectName("dialog")
        self.setWindowTitle(self._say(V.TITLE_OF, title=plain(title)))
        self.resize(*_SIZE)
        self.setAcceptDrops(True)
        self.before, self.after = QComboBox(), QComboBox()
        self.all = Flag(look, self._say(V.ALL))
        self.table = PartTable[VersionLine](
            look, self._columns(), lambda line: line.number, self._say(V.NOTHING), wide=_AFTER, name=self._say(V.LINES)
        )
        self.whole_before, self.whole_after = WrapLabel(""), WrapLabel("")
        self.answered = WrapLabel("", "question")
        self.since = WrapLabel("", "hint")
        self.told = WrapLabel("", "error")
        self.sentence = Empty(look, self._say(V.LOADING))
        self._build()
        self.before.activated.connect(self._on_chosen)
        self.after.activated.connect(self._on_chosen)
        self.all.toggled.connect(self._show_lines)
        self.table.chosen.connect(self._on_line)

    def ask(self, before: int | None = None, after: int | None = None) -> None:
        """Ask for two versions; None for those that a person wants to see first."""
        self._generation += 1
        self.asked.emit(CompareVersions(self._generation, self.record, before, after))

    def show_found(self, answer: VersionsCompared) -> None:
        """The comparison came."""
        if answer.ask.generation != self._generation or answer.found.record != self.record:
            return
        is_first, self._found = self._found is None, answer.found
        self.told.hide()
        self._show_sides(answer.found)
        self._show_answered(answer.found)
        self._stack.setCurrentWidget(self._pair)
        self._show_lines()
        if is_first and self.table.table is not None:
            self.table.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.table.table.selectRow(0)

    def show_failed(self, answer: AskFailed) -> None:
        """It could not be compared, or what was asked could not be done."""
        text = self._look.words.error(answer.code, answer.text)
        if answer.code == "one_version":
            text = self._say(V.ONE)
        if isinstance(answer.ask, CompareVersions) and self._found is None:
            self.sentence.sentence.setText(text)
            self._stack.setCurrentWidget(self.sentence)
        else:
            self.told.setText(text)
            self.told.show()

    def hand_in(self, paths: tuple[Path, ...], files: NewFiles) -> None:
        """Take new files in for this record."""
        if paths:
            self.asked.emit(HandInAgain(ResubmitRequest(self.record, paths, files)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped."""
        if _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """New files: ask whether they come instead of those before or beside them."""
        paths = _paths(event)
        menu = QMenu(self)
        for files, phrase in ((NewFiles.INSTEAD, V.DROP_INSTEAD), (NewFiles.BESIDE, V.DROP_BESIDE)):
            deed = menu.addAction(self._say(phrase, count=len(paths)))
            deed.setData((paths, files))
        menu.triggered.connect(self._on_dropped)
        menu.popup(self.mapToGlobal(event.position().toPoint()))
        event.acceptProposedAction()

    def _build(self) -> None:
        say = self._say
        self.before.setAccessibleName(say(V.BEFORE))
        self.after.setAccessibleName(say(V.AFTER))
        head = row_of(
            SafeLabel(say(V.BEFORE), "muted"), self.before, SafeLabel(say(V.AFTER), "muted"), self.after, None
        )
        head.addWidget(self.all)
        self._answer = frame("doubtful")
        self._answer.setLayout(column_of(self.answered, self.since, spacing=GAP_SMALL, margins=(GAP, GAP, GAP, GAP)))
        self._pair = QWidget()
        box = column_of(spacing=GAP, margins=(PADDING, PADDING, PADDING, PADDING))
        box.addLayout(head)
        box.addWidget(self._answer)
        box.addWidget(self.table, 1)
        box.addWidget(self._build_whole())
        self._pair.setLayout(box)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.sentence)
        self._stack.addWidget(self._pair)
        self.told.hide()
        self.told.setContentsMargins(PADDING, GAP_SMALL, PADDING, GAP_SMALL)
        self.setLayout(column_of(self._stack, self.told, self._build_deeds()))

    def _build_whole(self) -> QScrollArea:
        """The chosen line in full, both sides."""
        body = frame("card")
        row = row_of(self.whole_before, self.whole_after, spacing=PADDING, margins=(GAP, GAP, GAP, GAP))
        row.setStretch(0, 1)
        row.setStretch(1, 1)
        for label in (self.whole_before, self.whole_after):
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body.setLayout(row)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFixedHeight(_WHOLE)
        area.setWidget(body)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _build_deeds(self) -> QFrame:
        look, say = self._look, self._say
        self.files = button(look, say(V.NEW_FILES), "file")
        menu = QMenu(self)
        for files, phrase in ((NewFiles.INSTEAD, V.INSTEAD), (NewFiles.BESIDE, V.BESIDE)):
            menu.addAction(say(phrase)).setData(files)
        menu.triggered.connect(self._on_files)
        self.files.setMenu(menu)
        self.keep = button(look, say(V.KEEP), "undo")
        self.keep.clicked.connect(self._on_keep)
        self.keep.hide()
        self.shut = button(look, say(Phrase.CLOSE))
        self.shut.clicked.connect(self.accept)
        hint = ElidedLabel(say(V.DROP_HINT), "caption")
        deeds = frame("actions")
        row = row_of(self.files, hint, self.keep, self.shut, margins=(PADDING, PADDING, PADDING, PADDING))
        row.setStretchFactor(hint, 1)
        deeds.setLayout(row)
        return deeds

    def _columns(self) -> tuple[Column[VersionLine], ...]:
        say, look = self._say, self._look
        return (
            Column(say(V.WHAT), lambda line: line.what, tip=lambda line: tip(line.what)),
            Column(say(V.CHANGE), lambda line: line.told, icon=lambda line: look.tone_icon(*LOOKS[line.change])),
            Column(say(V.BEFORE), lambda line: line.before, tip=lambda line: tip(line.before)),
            Column(say(V.AFTER), lambda line: line.after, tip=lambda line: tip(line.after)),
        )

    def _show_sides(self, found: Comparison) -> None:
        for combo, side in ((self.before, found.before), (self.after, found.after)):
            combo.clear()
            for version in found.versions:
                combo.addItem(self._name(version, (found.before, found.after)), version)
            combo.setCurrentIndex(combo.findData(side.version))
        stands = found.before.decision is not None and found.after.version == found.versions[-1]
        self.keep.setVisible(stands and found.after.status in _SET_ASIDE)
        self.keep.setToolTip(tip(self._say(V.KEEP_TIP, before=found.before.version, after=found.after.version)))

    def _name(self, version: int, sides: tuple[VersionSide, VersionSide]) -> str:
        words = self._look.words
        side = next((side for side in sides if side.version == version), None)
        if side is None:
            return words.say(Phrase.VERSION, version=version)
        return words.say(V.SIDE, version=version, status=words.status(side.status).text)

    def _show_answered(self, found: Comparison) -> None:
        decision, words = found.before.decision, self._look.words
        self._answer.setVisible(decision is not None)
        if decision is None:
            return
        told = words.say(
            V.ANSWERS,
            verdict=words.verdict(decision.verdict).text,
            actor=decision.actor,
            time=moment(decision.at),
            reason=words.reason(decision.reason),
        )
        comments = [text for text in (decision.public_comment, decision.internal_comment) if text]
        self.answered.setText("  ·  ".join((told, *comments)))
        self.since.setText(since(found, words))

    def _show_lines(self) -> None:
        if self._found is None:
            return
        wanted = self._found if self.all.isChecked() else self._found.only_changes
        lines = lines_of(wanted, self._look.words)
        self.table.show_rows(lines)
        if self.table.table is not None:  # both sides get the same room, however long one of them is
            self.table.table.horizontalHeader().setSectionResizeMode(_BEFORE, QHeaderView.ResizeMode.Stretch)
        self._on_line(lines[0] if lines else None)

    def _on_line(self, line: VersionLine | None) -> None:
        self.whole_before.setText(line.before if line else "")
        self.whole_after.setText(line.after if line else "")

    def _on_chosen(self) -> None:
        before, after = self.before.currentData(), self.after.currentData()
        self.ask(min(before, after), max(before, after))

    def _on_files(self, deed: QAction) -> None:
        self.hand_in(ask_for_files(self, self._look.words), NewFiles(deed.data()))

    def _on_dropped(self, deed: QAction) -> None:
        paths, files = deed.data()
        self.hand_in(tuple(paths), NewFiles(files))

    def _on_keep(self) -> None:
        self.asked.emit(KeepDecision(self.record))


def _paths(event: QDropEvent) -> tuple[Path, ...]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
