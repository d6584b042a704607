"""One page of the times screen: a title, what the plot means, the plot, its table, and the way to a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop.times_messages import TimesTable
from desktop.ui.look import Look
from desktop.ui.parts import SafeLabel, button, column_of, row_of
from desktop.ui.tables import PartTable
from desktop.ui.theme import GAP, GAP_WIDE, PADDING
from desktop.ui.times.phrases import TimesPhrase


class TimesPage(QFrame):
    """Emits `export_wanted` with the table's name, `record_wanted` with a row that was chosen."""

    export_wanted = Signal(object)
    row_chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        name: TimesTable,
        title: TimesPhrase,
        table: PartTable[Any],
        plot: QWidget | None = None,
        *,
        hint: str = "",
        tools: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.name = name
        self.table = table
        self.plot = plot
        self._export = button(look, look.words.say(TimesPhrase.EXPORT), "export")
        self._export.setEnabled(False)
        self._export.clicked.connect(self._on_export)
        head = row_of(SafeLabel(look.words.say(title), "title"), tools or QWidget(), None, self._export)
        parts: list[QWidget] = [_boxed(head)]
        if hint:
            parts.append(SafeLabel(hint, "hint"))
        if plot is not None:
            parts.append(plot)
        box = column_of(*parts, table, spacing=GAP, margins=(GAP_WIDE, PADDING, GAP_WIDE, PADDING))
        box.setStretchFactor(table, 1)
        self.setLayout(box)
        table.chosen.connect(self.row_chosen)

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these in the table; an empty one cannot be saved and needs no plot."""
        self.table.show_rows(rows)
        self._export.setEnabled(bool(rows))
        if self.plot is not None:
            self.plot.setVisible(bool(rows))

    def _on_export(self) -> None:
        self.export_wanted.emit(self.name)


def _boxed(layout: Any) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made
