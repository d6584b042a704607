"""The dialog for a table of claims: columns above, below what each line would change, applied only when asked for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from core.domain.claim import Claim
from core.domain.claim_table import ClaimMatch, ClaimTable
from core.domain.field import FieldName
from desktop.messages import AskFailed
from desktop.table_messages import ApplyClaims, ClaimsApplied, ClaimsMatched, MatchClaims, TableAnswer
from desktop.ui.claims.columns import ColumnMap
from desktop.ui.claims.phrases import STATES
from desktop.ui.claims.phrases import ClaimsPhrase as C
from desktop.ui.keys import Deed, bind, shown
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.parts import ElidedLabel, SafeLabel, WrapLabel, button, column_of, frame, row_of
from desktop.ui.phrases import Phrase
from desktop.ui.shown import moment
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, PADDING
from desktop.ui.words import Tone, Words

_SIZE: Final = (880, 640)
_PAUSE_MS: Final = 250
_UNCHANGED: Final = "unchanged"


class ClaimsDialog(QDialog):
    """Emits `asked` with a `TableAsk`."""

    asked = Signal(object)

    def __init__(self, look: Look, table: ClaimTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._say = say = look.words.say
        self._table = table
        self._generation = 0
        self._matches: tuple[ClaimMatch, ...] = ()
        self._told: dict[int, str] = {}
        self._is_over = False
        self.setObjectName("dialog")
        self.setWindowTitle(say(C.TITLE))
        self.resize(*_SIZE)
        self.columns = ColumnMap(look, table)
        self.table = PartTable[ClaimMatch](
            look, self._columns(), lambda match: match.line, say(C.NOTHING), wide=3, name=say(C.LINES)
        )
        self.state = WrapLabel("", "hint")
        self.apply = button(look, f"{say(C.APPLY, count=0)}  {shown(Deed.APPROVE)}", name="primary")
        self.close_button = button(look, say(Phrase.CLOSE))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self._pause.timeout.connect(self._ask)
        self.columns.changed.connect(self._on_changed)
        self.apply.clicked.connect(self._on_apply)
        bind(self, Deed.APPROVE, self.apply.click)
        self.close_button.clicked.connect(self.accept)
        self._on_changed()

    @property
    def ready(self) -> tuple[ClaimMatch, ...]:
        """The lines that can be applied."""
        return tuple(match for match in self._matches if not match.code and match.record is not None)

    def receive(self, answer: TableAnswer | AskFailed) -> None:
        """Matches or outcomes came, or something could not be done."""
        match answer:
            case ClaimsMatched(generation=self._generation):
                self._matches = answer.matches
                self._show()
            case ClaimsApplied():
                self._show_outcomes(answer)
            case AskFailed(ask=MatchClaims(generation=self._generation)) | AskFailed(ask=ApplyClaims()):
                self._matches = ()
                self._show()
                self.state.setText(self._look.words.error(answer.code, answer.text))
            case _:
                pass

    def _build(self) -> None:
        say = self._say
        body = column_of(spacing=GAP, margins=(PADDING * 2, PADDING * 2, PADDING * 2, PADDING))
        body.addWidget(ElidedLabel(self._table.source, "muted"))
        body.addWidget(SafeLabel(say(C.COLUMNS), "title"))
        body.addWidget(WrapLabel(say(C.COLUMNS_HINT), "hint"))
        body.addWidget(self.columns, 2)
        body.addWidget(SafeLabel(say(C.LINES), "title"))
        body.addWidget(self.table, 3)
        body.addWidget(self.state)
        actions = frame("actions")
        margins = (PADDING, PADDING, PADDING, PADDING)
        actions.setLayout(row_of(self.close_button, None, self.apply, margins=margins))
        box = column_of()
        box.addLayout(body, 1)
        box.addWidget(actions)
        self.setLayout(box)

    def _columns(self) -> tuple[Column[ClaimMatch], ...]:
        say, words, look = self._say, self._look.words, self._look
        return (
            Column(say(C.COL_LINE), lambda match: str(match.line), right=True),
            Column(say(C.COL_KEY), lambda match: match.key),
            Column(say(C.COL_RECORD), lambda match: match.title),
            Column(say(C.COL_CHANGE), lambda match: changes(match, words)),
            Column(
                say(C.COL_STATE),
                self._state_of,
                icon=lambda match: look.tone_icon(
                    *(("hold", Tone.HOLD) if match.code else ("approved", Tone.APPROVED))
                ),
            ),
        )

    def _state_of(self, match: ClaimMatch) -> str:
        if match.line in self._told:
            return self._told[match.line]
        if not match.code:
            return self._say(C.READY)
        phrase = STATES.get(match.code)
        return self._say(phrase) if phrase else self._look.words.error(match.code, match.text)

    def _on_changed(self) -> None:
        self._generation += 1
        self._matches = ()
        self.apply.setEnabled(False)
        self.state.setText(self._say(C.MATCHING))
        self._pause.start()

    def _ask(self) -> None:
        self.asked.emit(MatchClaims(self._generation, self._table, self.columns.uses))

    def _show(self) -> None:
        ready = len(self.ready)
        same = sum(match.code == _UNCHANGED for match in self._matches)
        self.table.show_rows(self._matches)
        self.apply.setText(f"{self._say(C.APPLY, count=ready)}  {shown(Deed.APPROVE)}")
        self.apply.setEnabled(bool(ready) and not self._is_over)
        self.state.setText(self._say(C.SUMMARY, ready=ready, same=same, bad=len(self._matches) - ready - same))

    def _on_apply(self) -> None:
        self._is_over = True
        self.apply.setEnabled(False)
        self.columns.setEnabled(False)
        self.state.setText(self._say(C.APPLYING))
        self.asked.emit(ApplyClaims(self.ready))

    def _show_outcomes(self, answer: ClaimsApplied) -> None:
        error = self._look.words.error
        for one in answer.outcomes:
            self._told[one.line] = error(one.code, one.text) if one.code else self._say(C.APPLIED)
        done = sum(not one.code for one in answer.outcomes)
        bad = len(answer.outcomes) - done
        self.table.show_rows(())
        self.table.show_rows(self._matches)
        self.state.setText(self._say(C.DONE_SOME, count=done, bad=bad) if bad else self._say(C.DONE, count=done))
        self.close_button.setFocus()


def changes(match: ClaimMatch, words: Words) -> str:
    """What the line would change, field by field; values are untrusted text."""
    if match.code:
        return ""
    fields = [name for name in FieldName if match.before.get(name) != match.after.get(name)]
    changed = [_change(name, match.before, match.after, words) for name in fields]
    if match.due != match.due_before:
        before, after = (moment(at) if at else words.say(C.EMPTY) for at in (match.due_before, match.due))
        changed.append(words.say(C.CHANGE, field=words.say(C.DUE), before=before, after=after))
    return " · ".join(changed)


def _change(name: FieldName, before: Claim, after: Claim, words: Words) -> str:
    none = words.say(C.EMPTY)
    old, new = (words.value(name, claim.get(name) or "") or none for claim in (before, after))
    return words.say(C.CHANGE, field=words.field(name), before=old, after=new)
