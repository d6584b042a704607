"""Small parts that every screen is made of: safe labels, buttons, lines, empty states."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from desktop.ui.look import BEHIND, ICON, Look
from desktop.ui.paint import paint_chip
from desktop.ui.shown import plain, tip
from desktop.ui.theme import GAP, GAP_WIDE
from desktop.ui.words import StateLook


class SafeLabel(QLabel):
    """A label that shows its text as it is: never as HTML, never a link, invisible letters made visible."""

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setObjectName(name)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show that text; line breaks that belong to the sentence must be given as separate labels."""
        super().setText(plain(text))


class WrapLabel(SafeLabel):
    """A safe label of several lines."""

    def __init__(self, text: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, name, parent)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # a policy of one's own forgets it, and the label takes lines it does not need
        self.setSizePolicy(policy)


class ElidedLabel(SafeLabel):
    """One line that gives way: cut in the middle or at the end, whole in the tooltip."""

    def __init__(self, text: str = "", name: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        self._full = ""
        self._mode = mode
        super().__init__(text, name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show as much of the text as there is room for."""
        self._full = plain(text)
        self.setToolTip(tip(text) if text else "")
        self.setAccessibleName(self._full)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """May shrink to nothing."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the whole text."""
        return QSize(self.fontMetrics().horizontalAdvance(self._full) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        super().setText(QFontMetrics(self.font()).elidedText(self._full, self._mode, max(0, self.width())))


class Chip(QWidget):
    """A state as shape, word and colour."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state: StateLook | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_state(self, state: StateLook | None) -> None:
        """Show that state; None shows nothing."""
        self._state = state
        self.setAccessibleName(state.text if state else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as icon and word."""
        if self._state is None:
            return QSize(0, 22)
        return QSize(self.fontMetrics().horizontalAdvance(self._state.text) + ICON + 22, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        if self._state is None:
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chip(painter, self.rect(), self._state, self._look)
        painter.end()


def button(look: Look, text: str, icon: str = "", name: str = "") -> QPushButton:
    """A button; its icon follows the theme."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if icon:
        _follow(made, look, icon, primary=name == "primary")
    return made


def icon_button(look: Look, icon: str, text: str) -> QToolButton:
    """A small button that shows an icon alone; its text is the tooltip and the accessible name."""
    made = QToolButton()
    made.setObjectName("icon")
    made.setToolTip(tip(text))
    made.setAccessibleName(text)
    _follow(made, look, icon, primary=False)
    return made


def _follow(target: QPushButton | QToolButton, look: Look, icon: str, *, primary: bool) -> None:
    painter = _IconFollower(target, look, icon, primary=primary)
    painter.refresh()


class _IconFollower(QObject):
    """Redraws one button's icon when the theme changes; a child of the button, so that it dies with it."""

    def __init__(self, target: QPushButton | QToolButton, look: Look, icon: str, *, primary: bool) -> None:
        super().__init__(target)
        self._target, self._look, self._icon, self._primary = target, look, icon, primary
        self._says = isinstance(target, QPushButton)
        target.setIconSize(QSize(ICON + BEHIND if self._says else ICON, ICON))
        look.changed.connect(self.refresh)

    def refresh(self) -> None:
        theme = self._look.theme
        colour = theme.on_accent if self._primary else theme.text
        draw = self._look.icon_before_text if self._says else self._look.icon
        self._target.setIcon(draw(self._icon, colour))


class Empty(QWidget):
    """An empty state: one sentence, one action (and perhaps a quieter second one)."""

    acted = Signal()
    acted_second = Signal()

    def __init__(self, look: Look, sentence: str, action: str = "", second: str = "") -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setSpacing(GAP_WIDE)
        box.addStretch(2)
        self.sentence = WrapLabel(sentence, "sentence")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch()
        if action:
            self.action = button(look, action, name="primary")
            self.action.clicked.connect(self._on_action)
            row.addWidget(self.action)
        if second:
            self.second = button(look, second)
            self.second.clicked.connect(self._on_second)
            row.addWidget(self.second)
        row.addStretch()
        box.addLayout(row)
        box.addStretch(3)

    def _on_action(self) -> None:
        self.acted.emit()

    def _on_second(self) -> None:
        self.acted_second.emit()


def frame(name: str, parent: QWidget | None = None) -> QFrame:
    """A styled frame; the style sheet knows its name."""
    made = QFrame(parent)
    made.setObjectName(name)
    return made


def row_of(
    *widgets: QWidget | None, spacing: int = GAP, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """A row; None is a stretch."""
    made = QHBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch()
        else:
            made.addWidget(widget)
    return made


def column_of(*widgets: QWidget, spacing: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column."""
    made = QVBoxLayout()
    made.setContentsMargins(*margins)
    made.setSpacing(spacing)
    for widget in widgets:
        made.addWidget(widget)
    return made
