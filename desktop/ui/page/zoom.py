"""How a page is scaled and turned: plain arithmetic between a page, a viewport and what the reviewer wants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QTransform

from desktop.ui.theme import PADDING

STEP: Final = 1.2
LEAST: Final = 0.05
MOST: Final = 6.0
_QUARTER: Final = 90
_TURNS: Final = 4


class Fit(Enum):
    """What the scale follows when the window changes."""

    NOTHING = auto()
    PAGE = auto()
    WIDTH = auto()


@dataclass(frozen=True, slots=True)
class Zoom:
    """scale: screen pixels for one of the page. turns: quarter turns clockwise by which the view is turned."""

    scale: float = 1.0
    turns: int = 0
    fit: Fit = Fit.PAGE

    def by(self, factor: float) -> Zoom:
        """Nearer or farther, within reason; nothing is fitted any more."""
        return replace(self, scale=max(LEAST, min(MOST, self.scale * factor)), fit=Fit.NOTHING)

    def turned(self) -> Zoom:
        """A quarter turn clockwise."""
        return replace(self, turns=(self.turns + 1) % _TURNS)

    def fitted(self, page: QRectF, room: QSize) -> Zoom:
        """The scale at which the page fits as wanted; unchanged where there is no room or nothing to fit."""
        wide, high = (page.height(), page.width()) if self.turns % 2 else (page.width(), page.height())
        free_wide, free_high = room.width() - 2 * PADDING, room.height() - 2 * PADDING
        if self.fit is Fit.NOTHING or wide <= 0 or high <= 0 or free_wide <= 0 or free_high <= 0:
            return self
        across = free_wide / wide
        return replace(self, scale=across if self.fit is Fit.WIDTH else min(across, free_high / high))

    def transform(self) -> QTransform:
        """From the page to the viewport, but for the scroll."""
        return QTransform().rotate(_QUARTER * self.turns).scale(self.scale, self.scale)
