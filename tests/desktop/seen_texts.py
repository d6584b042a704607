"""Every text that a widget and what is in it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)


def texts_of(top: QWidget) -> Iterator[tuple[str, str]]:
    """Everything a widget and its descendants say, with where it stands."""
    for widget in (top, *top.findChildren(QWidget)):
        kind = "edit " if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit) else ""
        where = f"{kind}{type(widget).__name__}#{widget.objectName()}"
        yield f"{where} name", widget.accessibleName()
        yield f"{where} description", widget.accessibleDescription()
        yield f"{where} tip", widget.toolTip()
        yield f"{where} title", widget.windowTitle()
        yield from ((where, text) for text in _own(widget))


def _own(widget: QWidget) -> Sequence[str]:
    return next((tuple(read(widget)) for kind, read in READERS if isinstance(widget, kind)), ())


def _said(action: QAction) -> str:
    return action.text().partition("\t")[0]


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None:
        return
    top = QModelIndex()
    columns = 1 if isinstance(view, QListView) else model.columnCount(top)
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(model.rowCount(top)):
            index = model.index(row, column)
            for role in (
                Qt.ItemDataRole.DisplayRole,
                Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):
                yield str(index.data(role) or "")


READERS = (
    (QLabel, lambda one: (one.text(),)),
    (QAbstractButton, lambda one: (one.text(),)),
    (QLineEdit, lambda one: (one.text(), one.placeholderText())),
    (QComboBox, lambda one: (one.itemText(at) for at in range(one.count()))),
    (QPlainTextEdit, lambda one: (one.toPlainText(), one.placeholderText())),
    (QTextEdit, lambda one: (one.toPlainText(), one.placeholderText())),
    (QTabWidget, lambda one: (one.tabText(at) for at in range(one.count()))),
    (QMenu, lambda one: (_said(action) for action in one.actions())),
    (QAbstractItemView, _cells),
)
