"""What the mouse does on a page: pans it, takes words, or marks a region to be read again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QPoint, QRect, Qt

_TREMBLE: Final = 4
"""Pixels that a click may move without being a drag."""


class Grip(Enum):
    """What a pressed mouse is doing."""

    NOTHING = auto()
    PAN = auto()
    WORDS = auto()
    REGION = auto()


@dataclass(frozen=True, slots=True)
class Press:
    """How the mouse was pressed. space: the space bar is held; reads: regions are marked instead of words."""

    button: Qt.MouseButton
    modifiers: Qt.KeyboardModifier
    space: bool
    reads: bool
    picks: bool


def grip_for(press: Press) -> Grip:
    """The middle button and the space bar always pan; where nothing can be picked the left button pans as well."""
    if press.button is Qt.MouseButton.MiddleButton:
        return Grip.PAN
    if press.button is not Qt.MouseButton.LeftButton:
        return Grip.NOTHING
    if press.space or not press.picks:
        return Grip.PAN
    if press.reads or press.modifiers & Qt.KeyboardModifier.ShiftModifier:
        return Grip.REGION
    return Grip.WORDS


class Hand:
    """One press, from down to up."""

    def __init__(self) -> None:
        self.grip = Grip.NOTHING
        self.adds = False
        self._from = QPoint()
        self._last = QPoint()

    def press(self, press: Press, at: QPoint) -> None:
        """The button went down."""
        self.grip = grip_for(press)
        self.adds = bool(press.modifiers & Qt.KeyboardModifier.ControlModifier)
        self._from = self._last = at

    def move(self, at: QPoint) -> QPoint:
        """The mouse moved; returns by how much since the last time."""
        step, self._last = at - self._last, at
        return step

    def release(self) -> Grip:
        """The button went up; returns what it was doing."""
        grip, self.grip = self.grip, Grip.NOTHING
        return grip

    @property
    def is_click(self) -> bool:
        """True if the mouse has hardly moved."""
        return (self._last - self._from).manhattanLength() <= _TREMBLE

    @property
    def band(self) -> QRect:
        """The rectangle from where the button went down to where the mouse is, in the viewport."""
        return QRect(self._from, self._last).normalized()
