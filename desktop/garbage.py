"""When Python looks for garbage in circles: never by itself while the window runs, only here, in the GUI's thread.

A collection holds the interpreter, so one at a bad moment is a visible stutter; and one that happens to run in a lane's
thread would destroy the window's objects there, which Qt forbids.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

TURN_MS: Final = 250
"""Often, so that each time there is little to look through."""
_YOUNG: Final = 700
_OLDER: Final = 10
_OLDEST: Final = 40


class Collector(QObject):
    """Collects bit by bit, as Python's own thresholds would."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(TURN_MS)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """From now on; what the start has made lives as long as the program and is not looked at again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _on_turn(self) -> None:
        young, older, oldest = gc.get_count()
        if oldest > _OLDEST:
            gc.collect(2)
        elif older > _OLDER:
            gc.collect(1)
        elif young > _YOUNG:
            gc.collect(0)
