"""What every page of the settings is to the dialog, and the page that is made of lines."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.settings import Settings
from desktop.program import Edits, ProgramAnswer
from desktop.ui.look import Look
from desktop.ui.parts import WrapLabel, column_of
from desktop.ui.settings.editors import SettingRow
from desktop.ui.settings.lines import Page
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.theme import PADDING


class SettingsPage(QScrollArea):
    """`changed` when something was edited, `asked` with a `ProgramAsk`. Pages add their widgets to `box`."""

    changed = Signal()
    asked = Signal(object)

    def __init__(self, look: Look, title: S) -> None:
        super().__init__()
        self.look = look
        self.title = look.words.say(title)
        body = QWidget()
        body.setObjectName("body")
        self.box: QVBoxLayout = column_of(margins=(PADDING * 2, PADDING * 2, PADDING * 2, PADDING))
        body.setLayout(self.box)
        self.setWidgetResizable(True)
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # what is in it scrolls it; by itself it would take the Tab key and show nothing
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(body)

    @property
    def names(self) -> frozenset[str]:
        """The settings whose problems this page tells."""
        return frozenset()

    @property
    def edits(self) -> Edits:
        """What was changed here."""
        return ()

    @property
    def blocks_saving(self) -> bool:
        """True while something here, beyond single values, must be settled first."""
        return False

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """What is wrong, by the names of settings; everything that is not named is right."""

    def take_up(self, settings: Settings | None) -> None:
        """How all settings would be now; None while those of the model are not valid."""

    def receive(self, answer: ProgramAnswer) -> None:
        """The program answered something; pages look for what is theirs."""

    def enter(self) -> None:
        """The page comes into view."""


class LinesPage(SettingsPage):
    """A page of lines. after: widgets to stand below the line of that name."""

    def __init__(
        self,
        look: Look,
        page: Page,
        settings: Settings,
        fixed: frozenset[str],
        after: Mapping[str, QWidget] | None = None,
    ) -> None:
        super().__init__(look, page.title)
        self.rows = [SettingRow(look, line, line.read(settings), fixed=line.name in fixed) for line in page.lines]
        for row in self.rows:
            row.changed.connect(self.changed)
            self.box.addWidget(row)
            if after and row.line.name in after:
                self.box.addWidget(after[row.line.name])
                self.box.addSpacing(PADDING)
        self.box.addStretch()
        if not page.is_live:
            self.box.addWidget(WrapLabel(look.words.say(S.FROM_NEXT_START), "hint"))

    @property
    def names(self) -> frozenset[str]:
        """The settings of the lines."""
        return frozenset(row.line.name for row in self.rows)

    @property
    def edits(self) -> Edits:
        """What was changed here."""
        return tuple(edit for row in self.rows for edit in row.edits)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Tell each line's problem below it."""
        for row in self.rows:
            row.show_problem(problems.get(row.line.name, ""))
