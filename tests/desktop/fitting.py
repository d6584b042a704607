"""Finds text that there is no room for: cut labels, buttons, fields and headings, and what hangs over the edge."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QWidget,
)

from desktop.ui.parts import Chip, ElidedLabel

SLACK = 1
"""Pixels: widths are rounded."""


def cut_texts(top: QWidget) -> Iterator[str]:
    """What is cut in that window, as it stands: which widget, its text, the room it has and wants (pixels)."""
    for widget in (top, *top.findChildren(QWidget)):
        if not widget.isVisibleTo(top) or isinstance(widget, QScrollBar):
            continue
        for text, room, wanted in shortages(widget):
            name = f"{type(widget).__name__}#{widget.objectName()} in {type(widget.parentWidget()).__name__}"
            yield f"{name}: {text!r} has {room}, wants {wanted}"
        around = cut_by(widget, top) if text_of(widget) else None
        if around is not None:
            name = f"{type(widget).__name__}#{widget.objectName()}: {text_of(widget)!r}"
            yield f"{name} hangs over the edge of {type(around).__name__}#{around.objectName()}"


def shortages(widget: QWidget) -> Iterator[tuple[str, int, int]]:
    """Texts of that widget alone with too little room: text, room, wanted."""
    pairs: list[tuple[str, int, int]] = []
    match widget:
        case ElidedLabel():
            pairs.append((widget.accessibleName(), widget.width(), widget.sizeHint().width() - 2))
        case QLabel() if widget.wordWrap():
            pairs.append((widget.text(), widget.height(), widget.heightForWidth(widget.width())))
        case QLabel() | Chip():
            pairs.append((text_of(widget), widget.width(), widget.sizeHint().width()))
        case QAbstractButton() if widget.text():
            pairs.append((widget.text(), widget.width(), widget.sizeHint().width()))
        case QLineEdit():
            pairs.append(of_line(widget))
        case QComboBox():
            pairs.append(of_choice(widget))
        case QTabBar():
            pairs += of_tabs(widget)
        case QHeaderView():
            pairs += of_header(widget)
    yield from ((text, room, wanted) for text, room, wanted in pairs if text and wanted > room + SLACK)


def text_of(widget: QWidget) -> str:
    """What stands on it."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    return widget.accessibleName() if isinstance(widget, Chip) else ""


def of_line(edit: QLineEdit) -> tuple[str, int, int]:
    """A field's text, or what stands in it while there is none."""
    option = QStyleOptionFrame()
    edit.initStyleOption(option)
    room = edit.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, edit).width()
    margins = edit.textMargins()
    text = edit.displayText() or edit.placeholderText()
    # Two pixels on either side are Qt's own; side icons make margins that are not told.
    icons = sum(16 + 6 for _ in edit.actions())
    return text, room - margins.left() - margins.right() - 4 - icons, edit.fontMetrics().horizontalAdvance(text)


def of_choice(box: QComboBox) -> tuple[str, int, int]:
    """What is chosen."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()
    return box.currentText(), room, box.fontMetrics().horizontalAdvance(box.currentText())


def of_tabs(tabs: QTabBar) -> Iterator[tuple[str, int, int]]:
    """Tabs that there is no room for."""
    shown = [at for at in range(tabs.count()) if tabs.isTabVisible(at)]
    for at in shown:
        yield tabs.tabText(at), tabs.width(), tabs.tabRect(at).right()


def of_header(header: QHeaderView) -> Iterator[tuple[str, int, int]]:
    """Headings of columns."""
    for at in range(header.count()):
        if not header.isSectionHidden(at) and header.isVisible():
            text = str(header.model().headerData(at, header.orientation()) or "")
            yield text, header.sectionSize(at), header.sectionSizeFromContents(at).width()


def cut_by(widget: QWidget, top: QWidget) -> QWidget | None:
    """What it stands in that cuts it off to the left or right; None if nothing does."""
    around = widget
    while around is not top:
        around = around.parentWidget()
        left = widget.mapTo(around, QPoint()).x()
        if left < -SLACK or left + widget.width() > around.width() + SLACK:
            return around
    return None
