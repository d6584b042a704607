"""Where the window's state lies: a small JSON file in the data folder, read before the window is made."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError
from PySide6.QtCore import QObject, Slot

from core.settings_file import replace_file
from desktop.window_state import WindowState

log = logging.getLogger(__name__)

FILE: Final = "window.json"
MOST_BYTES: Final = 100_000
_STATE: Final = TypeAdapter(WindowState)


def load_window(folder: Path) -> WindowState:
    """What was kept; a new person's where nothing was, or what was kept cannot be read."""
    try:
        with (folder / FILE).open("rb") as file:
            return _STATE.validate_json(file.read(MOST_BYTES))
    except FileNotFoundError:
        return WindowState()
    except (OSError, ValueError, ValidationError):
        log.warning("window state not readable", extra={"action": "window_state_failed"})
        return WindowState()


class WindowKeeper(QObject):
    """A QObject without parent, moved to the desk's thread: what is kept last is written before the desk closes."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._path = folder / FILE

    @Slot(object)
    def keep(self, state: object) -> None:
        """Write it; a window that opens as a new one is no reason to trouble anybody."""
        if not isinstance(state, WindowState):
            return
        try:
            replace_file(self._path, _STATE.dump_json(state, indent=1).decode("utf-8"))
        except OSError:
            log.warning("window state not kept", extra={"action": "window_state_failed"})
