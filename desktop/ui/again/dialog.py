"""Running again: what, how far, with which settings; below, what it would do, before anything is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QPushButton, QVBoxLayout, QWidget

from core.domain.bulk import Seen
from core.domain.ids import RecordId
from core.domain.rerun import RerunLine, RerunOrder, RerunOutcome, RerunTotals
from core.domain.states import StageName
from desktop.again_messages import (
    AgainAnswer,
    AllFound,
    PlanRerun,
    PolicyRead,
    RanAgain,
    ReadPolicy,
    RerunPlanned,
    RunAgain,
)
from desktop.messages import AskFailed
from desktop.ui import open as dialogs
from desktop.ui.again.lines import columns, totals_said
from desktop.ui.again.phrases import AgainPhrase as A
from desktop.ui.again.settings import RunSettingsForm
from desktop.ui.keys import Deed, bind, shown
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, WrapLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, PADDING

_SIZE: Final = (820, 700)
_PAUSE_MS: Final = 200
PLAN_BATCH: Final = 1000
RUN_BATCH: Final = 100
"""One transaction there: it is begun as a whole or not at all, also if a server is killed meanwhile."""
MOST_TOTALS: Final = 6
MOST_SHOWN: Final = 500
"""Lines in the table; the totals are of all."""


class RerunDialog(QDialog):
    """Emits `asked` with an `AgainAsk`. Batch by batch, so that the desk answers others between two."""

    asked = Signal(object)

    def __init__(
        self, look: Look, heading: str, records: Sequence[RecordId] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._say = look.words.say
        self._records: tuple[RecordId, ...] | None = None if records is None else tuple(records)
        self._generation = 0
        self._totals = RerunTotals()
        self._lines: list[RerunLine] = []
        self._seen: list[Seen] = []
        self._queue: list[Seen] = []
        self._left: list[RerunOutcome] = []
        self._begun = 0
        self._is_doing = False
        self.setObjectName("dialog")
        self.setModal(True)
        self.setWindowTitle(self._say(A.TITLE))
        self.resize(*_SIZE)
        self.heading = SafeLabel(heading, "title")
        self.stages = self._chips([(look.words.stage(stage), "") for stage in StageName])
        self.reach = self._chips([(self._say(A.FROM_HERE), A.FROM_HERE_TIP), (self._say(A.ONLY), A.ONLY_TIP)])
        self.form = RunSettingsForm(look)
        self.totals = tuple(WrapLabel("", "muted") for _ in range(MOST_TOTALS))
        self.state = WrapLabel("", "muted")
        self.table: PartTable[RerunLine] = PartTable(
            look, columns(look), lambda line: line.record, self._say(A.EMPTY), wide=0, name=self._say(A.PREVIEW)
        )
        self.back = button(look, f"{self._say(Phrase.BACK)}  Esc")
        self.confirm = button(look, "", "rerun", "primary")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._connect()

    @property
    def order(self) -> RerunOrder:
        """What is ordered as the dialog stands."""
        stage = tuple(StageName)[self.stages.checkedId()]
        chain = self.reach.checkedId() == 0
        return RerunOrder(stage, chain, self.form.settings)

    def begin(self) -> None:
        """Open, and work out what would happen."""
        self.open()
        self.stages.button(0).setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_changed()

    def receive(self, answer: AgainAnswer | AskFailed) -> None:
        """The desk answered, or could not do what was asked."""
        match answer:
            case AllFound():
                self._records = answer.records
                self.heading.setText(self._say(A.OF_LIST, count=len(answer.records)))
                self._on_changed()
            case RerunPlanned() if answer.ask.generation == self._generation and not self._is_doing:
                self._take(answer.lines)
            case PolicyRead():
                self.form.show_policy(answer.policy)
            case RanAgain():
                self._count(answer.outcomes)
            case AskFailed(ask=PlanRerun(generation=self._generation)) | AskFailed(ask=ReadPolicy() | RunAgain()):
                self._is_doing = False
                self.state.setText(self._look.words.error(answer.code, answer.text))
            case _:
                pass

    def _on_changed(self) -> None:
        if self._is_doing:
            return
        self._generation += 1
        self._totals, self._lines, self._seen = RerunTotals(), [], []
        stage = tuple(StageName)[self.stages.checkedId()]
        self.reach.button(0).setEnabled(stage.next is not None)
        if stage.next is None:
            self.reach.button(1).setChecked(True)
        self.form.show_stages(self.order.runs)
        self._show()
        self.state.setText(self._say(A.FINDING) if self._records is None else "")
        self._pause.start()

    def _plan_next(self) -> None:
        """Ask about the next batch, or be done."""
        done = self._totals.records
        if self._records is None or done >= len(self._records):
            return
        self.state.setText(self._say(A.COUNTING, done=f"{done:,}", count=f"{len(self._records):,}"))
        self.asked.emit(PlanRerun(self._generation, self._records[done : done + PLAN_BATCH], self.order))

    def _take(self, lines: Sequence[RerunLine]) -> None:
        if not lines or self._records is None:
            return
        self._totals = self._totals.plus(lines)
        self._lines += lines[: MOST_SHOWN - len(self._lines)]
        self._seen += [line.seen for line in lines if line.runs and line.seen is not None]
        if self._totals.records < len(self._records):
            self._plan_next()
            return
        self._show()
        more = self._totals.records > len(self._lines)
        count = f"{self._totals.records:,}"
        self.state.setText(self._say(A.SHOWN, shown=len(self._lines), count=count) if more else "")

    def _on_confirm(self) -> None:
        if self._is_doing or not self.confirm.isEnabled():
            return
        self._is_doing = True
        self.form.setEnabled(False)
        for group in (self.stages, self.reach):
            for one in group.buttons():
                one.setEnabled(False)
        self.confirm.setEnabled(False)
        self.back.setText(f"{self._say(A.STOP)}  Esc")
        self._queue, self._begun, self._left = list(self._seen), 0, []
        self._run_next()

    def _run_next(self) -> None:
        batch, self._queue = self._queue[:RUN_BATCH], self._queue[RUN_BATCH:]
        done = len(self._seen) - len(self._queue) - len(batch)
        self.state.setText(self._say(A.DOING, done=f"{done:,}", count=f"{len(self._seen):,}"))
        self.asked.emit(RunAgain(tuple(batch), self.order))

    def _count(self, outcomes: Sequence[RerunOutcome]) -> None:
        self._begun += sum(outcome.version is not None for outcome in outcomes)
        self._left += [outcome for outcome in outcomes if outcome.version is None]
        if self._queue:
            self._run_next()
        elif not self._left:
            self.accept()
        else:
            self.table.show_rows([RerunLine(one.record, None, code=one.code, text=one.text) for one in self._left])
            self.state.setText(self._say(A.SOME_NOT, count=self._begun, left=len(self._left)))
            self.back.setText(f"{self._say(Phrase.CLOSE)}  Esc")
            self.confirm.hide()

    def _show(self) -> None:
        is_whole = self._records is not None and self._totals.records == len(self._records)
        said = totals_said(self._totals, self._look.words) if is_whole else []
        for place, label in enumerate(self.totals):
            label.setText(said[place] if place < len(said) else "")
            label.setVisible(place < len(said))
        if is_whole:
            self.table.show_rows(self._lines)
        count = len(self._seen) if is_whole else 0
        self.confirm.setText(f"{self._say(A.DO, count=f'{count:,}' if count != 1 else 1)}  {shown(Deed.APPROVE)}")
        self.confirm.setEnabled(bool(count))

    def _on_policy(self) -> None:
        for path in dialogs.ask_for_policy(self, self._look.words):
            self.asked.emit(ReadPolicy(path))

    def _connect(self) -> None:
        self._pause.timeout.connect(self._plan_next)
        self.stages.idToggled.connect(self._on_toggled)
        self.reach.idToggled.connect(self._on_toggled)
        self.form.changed.connect(self._on_changed)
        self.form.policy_wanted.connect(self._on_policy)
        self.back.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._on_confirm)
        bind(self, Deed.APPROVE, self._on_confirm)

    def _on_toggled(self, _place: int, checked: bool) -> None:
        if checked:
            self._on_changed()

    def _chips(self, options: Sequence[tuple[str, A | str]]) -> QButtonGroup:
        group = QButtonGroup(self)
        for place, (text, hint) in enumerate(options):
            chip = QPushButton(text)
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            if isinstance(hint, A):
                chip.setToolTip(self._say(hint))
            group.addButton(chip, place)
        group.button(0).setChecked(True)
        return group

    def _build(self) -> None:
        say = self._say
        body: QVBoxLayout = column_of(spacing=GAP, margins=(PADDING * 2, PADDING * 2, PADDING * 2, PADDING))
        body.addWidget(self.heading)
        body.addLayout(row_of(_label(say(A.BEGIN)), *self.stages.buttons(), None, spacing=GAP))
        body.addLayout(row_of(_label(say(A.REACH)), *self.reach.buttons(), None, spacing=GAP))
        body.addWidget(_title(say(A.OTHER)))
        body.addWidget(WrapLabel(say(A.OTHER_HINT), "hint"))
        body.addWidget(self.form)
        body.addWidget(_title(say(A.PREVIEW)))
        for label in self.totals:
            body.addWidget(label)
        body.addWidget(self.table, 1)
        body.addWidget(self.state)
        actions = frame("actions")
        actions.setLayout(row_of(self.back, None, self.confirm, margins=(PADDING, PADDING, PADDING, PADDING)))
        box = column_of()
        box.addLayout(body, 1)
        box.addWidget(actions)
        self.setLayout(box)


def _title(text: str) -> SafeLabel:
    made = SafeLabel(text, "title")
    made.setContentsMargins(0, GAP, 0, 0)
    return made


def _label(text: str) -> SafeLabel:
    made = SafeLabel(text, "muted")
    made.setMinimumWidth(90)
    return made
