"""A record's detail, beside the table: its pages above, everything known about it below, what can be done on top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QTabWidget, QWidget

from core.domain.claim import Claim
from core.domain.desk import RerunRequest
from core.domain.ids import RecordId
from core.domain.rows import RecordDetail, RecordRow
from core.domain.states import ProcessStatus, StageName
from desktop.messages import Ask, Cancel, Rerun, RetryFailed, SetClaim
from desktop.ui.look import Look
from desktop.ui.models.records import title
from desktop.ui.page.view import PageView
from desktop.ui.parts import Chip, ElidedLabel, Empty, SafeLabel, button, column_of, frame, icon_button, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.records.claim import ClaimEditor
from desktop.ui.records.parts import (
    FieldLine,
    Question,
    decision_columns,
    field_columns,
    field_lines,
    file_columns,
    question_columns,
    questions_of,
    run_columns,
)
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, PADDING

_OPEN = (ProcessStatus.PENDING, ProcessStatus.IN_PROGRESS)


class RecordPanel(QWidget):
    """Shows one record, or what can be done with several; emits `asked` with an `Ask`."""

    asked = Signal(object)
    review_wanted = Signal(object)
    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._detail: RecordDetail | None = None
        self._rows: tuple[RecordRow, ...] = ()
        self._is_tab_chosen = False
        self.pages = PageView(look)
        self._build_head()
        self._build_tabs()
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.pages)
        split.addWidget(self.tabs)
        split.setSizes([460, 250])
        self._stack = QStackedWidget()
        self._several = Empty(look, "")
        self._stack.addWidget(split)
        self._stack.addWidget(self._several)
        side = frame("side")
        box = column_of(self._head, self._stack)
        box.setStretchFactor(self._stack, 1)
        side.setLayout(box)
        self.setLayout(column_of(side))
        self.setMinimumWidth(400)

    @property
    def shown(self) -> RecordId | None:
        """The record that is shown."""
        return self._detail.row.id if self._detail and len(self._rows) == 1 else None

    def select(self, rows: Sequence[RecordRow]) -> None:
        """These rows are selected: one is about to be opened, several can only be acted on together."""
        self._rows = tuple(rows)
        if len(rows) == 1:
            self._stack.setCurrentIndex(0)
            if self._detail is None or self._detail.row.id != rows[0].id:
                self._detail = None
                self._clear()
            self._show_head(rows[0])
        elif rows:
            self._detail = None
            text = self._say(Phrase.SELECTED, count=len(rows))
            self._title.setText(text)
            self._chip.show_state(None)
            self._facts.setText("")
            self._several.sentence.setText(text)
            self._stack.setCurrentIndex(1)
        self._show_deeds()

    def show_detail(self, detail: RecordDetail) -> None:
        """Show that record's content."""
        fresh = self._detail is None or self._detail.row.id != detail.row.id
        self._detail = detail
        self._rows = (detail.row,)
        self._stack.setCurrentIndex(0)
        self._show_head(detail.row)
        self.pages.show_detail(detail)
        self._questions.show_rows(questions_of(detail))
        self._fields.show_rows(field_lines(detail))
        self._runs.show_rows(tuple(reversed(detail.runs)))
        self._files.show_rows(detail.attachments)
        self._decisions.show_rows(tuple(reversed(detail.decisions)))
        self._claim.show_claim(detail.claim, fresh=fresh)
        self._count_tabs(detail)
        if fresh or not self._is_tab_chosen:
            self._is_tab_chosen = False
            self.tabs.setCurrentIndex(_first_tab(detail))
        self._show_deeds()

    def _clear(self) -> None:
        self.pages.clear()
        for part in (self._questions, self._fields, self._runs, self._files, self._decisions):
            part.show_rows(())

    def _show_head(self, row: RecordRow) -> None:
        words = self._look.words
        self._title.setText(title(row, words))
        self._chip.show_state(words.status(row.status))
        version = self._say(Phrase.VERSION, version=row.version) if row.version > 1 else ""
        facts = (words.document_type(row.document_type), version)
        self._facts.setText(" · ".join(fact for fact in facts if fact))
        error = words.error(row.error_code, row.error_text)
        self._error.setVisible(bool(error))
        self._error.setText(error)

    def _show_deeds(self) -> None:
        one = len(self._rows) == 1
        statuses = [row.status for row in self._rows]
        pending = sum(status in _OPEN for status in statuses)
        failed = sum(status is ProcessStatus.FAILED for status in statuses)
        self._review.setVisible(one and statuses[0] is ProcessStatus.HOLD)
        self._again.setVisible(one and not pending)
        self._cancel.setVisible(pending > 0)
        self._cancel.setText(self._say(Phrase.CANCEL_MANY, count=pending))
        self._retry.setVisible(failed > 0)
        self._retry.setText(self._say(Phrase.RETRY_MANY, count=failed))

    def _count_tabs(self, detail: RecordDetail) -> None:
        counts = (
            (Phrase.TAB_QUESTIONS, self._questions.model.rowCount()),
            (Phrase.TAB_FIELDS, self._fields.model.rowCount()),
            (Phrase.TAB_RUNS, self._runs.model.rowCount()),
            (Phrase.TAB_FILES, self._files.model.rowCount()),
            (Phrase.TAB_DECISIONS, self._decisions.model.rowCount()),
        )
        for place, (phrase, count) in enumerate(counts):
            self.tabs.setTabText(place, self._say(phrase, count=count))
        self.tabs.setTabVisible(0, bool(questions_of(detail)))
        self.tabs.setTabVisible(4, bool(detail.decisions))

    def _build_head(self) -> None:
        look, say = self._look, self._say
        self._title = ElidedLabel("", "title")
        self._chip = Chip(look)
        self._facts = SafeLabel("", "muted")
        self._error = ElidedLabel("", "error")
        self._error.hide()
        self._review = button(look, say(Phrase.OPEN_IN_REVIEW), "review", "primary")
        self._again = button(look, say(Phrase.RUN_AGAIN), "rerun")
        self._again.setMenu(self._rerun_menu())
        self._cancel = button(look, say(Phrase.CANCEL), "stop")
        self._retry = button(look, say(Phrase.RETRY), "rerun")
        close = icon_button(look, "close", say(Phrase.CLOSE_DETAIL))
        self._review.clicked.connect(self._on_review)
        self._cancel.clicked.connect(self._on_cancel)
        self._retry.clicked.connect(self._on_retry)
        close.clicked.connect(self._on_close)
        top = row_of(self._title, close)
        top.setStretchFactor(self._title, 1)
        below = row_of(self._chip, self._facts, None)
        deeds = row_of(self._cancel, self._retry, self._again, None, self._review)
        self._head = frame("tools")
        box = column_of(spacing=GAP, margins=(PADDING, PADDING - 4, PADDING - 4, PADDING))
        for row in (top, below):
            box.addLayout(row)
        box.addWidget(self._error)
        box.addLayout(deeds)
        self._head.setLayout(box)

    def _rerun_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        words = self._look.words
        for stage in StageName:
            for chain, phrase, hint in (
                (True, Phrase.RUN_FROM, Phrase.RUN_FROM_TIP),
                (False, Phrase.RUN_ONLY, Phrase.RUN_ONLY_TIP),
            ):
                if chain and stage.next is None:
                    continue
                deed = menu.addAction(self._say(phrase, stage=words.stage(stage)))
                deed.setToolTip(self._say(hint))
                deed.setData((stage, chain))
            if stage.next is not None:
                menu.addSeparator()
        menu.triggered.connect(self._on_rerun)
        return menu

    def _build_tabs(self) -> None:
        look, say = self._look, self._say
        self._questions = PartTable(
            look,
            question_columns(look),
            lambda row: row.number,
            say(Phrase.NO_QUESTIONS),
            wide=0,
            name=say(Phrase.TAB_QUESTIONS, count=""),
        )
        self._fields = PartTable(
            look,
            field_columns(look),
            lambda row: row.field.name,
            say(Phrase.NO_FIELDS),
            wide=1,
            name=say(Phrase.TAB_FIELDS, count=""),
        )
        self._runs = PartTable(
            look,
            run_columns(look),
            lambda row: row.id,
            say(Phrase.NO_RUNS),
            wide=5,
            name=say(Phrase.TAB_RUNS, count=""),
        )
        self._files = PartTable(
            look, file_columns(look), lambda row: row.index, "", wide=0, name=say(Phrase.TAB_FILES, count="")
        )
        self._decisions = PartTable(
            look,
            decision_columns(look),
            lambda row: row.id,
            say(Phrase.NO_DECISIONS),
            wide=4,
            name=say(Phrase.TAB_DECISIONS, count=""),
        )
        self._claim = ClaimEditor(look)
        self._claim.saved.connect(self._on_claim)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for part, phrase in (
            (self._questions, Phrase.TAB_QUESTIONS),
            (self._fields, Phrase.TAB_FIELDS),
            (self._runs, Phrase.TAB_RUNS),
            (self._files, Phrase.TAB_FILES),
            (self._decisions, Phrase.TAB_DECISIONS),
            (self._claim, Phrase.TAB_CLAIM),
        ):
            self.tabs.addTab(part, say(phrase, count=0))
        self.tabs.tabBarClicked.connect(self._on_tab_clicked)
        for part in (self._questions, self._fields):
            part.chosen.connect(self._on_part_chosen)

    def _ask(self, ask: Ask) -> None:
        self.asked.emit(ask)

    def _on_part_chosen(self, row: FieldLine | Question) -> None:
        self.pages.focus_field(row.field.name if isinstance(row, FieldLine) else row.reason.field)

    def _on_tab_clicked(self) -> None:
        self._is_tab_chosen = True

    def _on_review(self) -> None:
        if self._rows:
            self.review_wanted.emit(self._rows[0].id)

    def _on_cancel(self) -> None:
        self._ask(Cancel(tuple(row.id for row in self._rows if row.status in _OPEN)))

    def _on_retry(self) -> None:
        self._ask(RetryFailed(tuple(row.id for row in self._rows if row.status is ProcessStatus.FAILED)))

    def _on_rerun(self, deed: QAction) -> None:
        stage, chain = deed.data()
        if self._rows:
            self._ask(Rerun(RerunRequest(self._rows[0].id, StageName(stage), chain=chain)))

    def _on_claim(self, claim: Claim) -> None:
        if self._rows:
            self._ask(SetClaim(self._rows[0].id, claim))

    def _on_close(self) -> None:
        self.closed.emit()


def _first_tab(detail: RecordDetail) -> int:
    """Questions if there are any, then fields, then the runs (which say what went wrong)."""
    if questions_of(detail):
        return 0
    return 1 if detail.extraction else 2
