"""Where the desk's state lies: a small JSON file in the data folder, replaced as a whole."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from core.domain.desk_state import DeskState
from core.errors import StoreError
from core.settings_file import replace_file

log = logging.getLogger(__name__)

FILE: Final = "desk.json"
MOST_BYTES: Final = 1_000_000
_STATE: Final = TypeAdapter(DeskState)


class DeskStateFile:
    """Loses nothing that matters: what cannot be read counts as nothing kept."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def load(self) -> DeskState:
        """What was kept; the defaults where there is none, or a file of another version."""
        try:
            with self._path.open("rb") as file:
                return _STATE.validate_json(file.read(MOST_BYTES))
        except FileNotFoundError:
            return DeskState()
        except (OSError, ValueError, ValidationError):
            log.warning("desk state not readable", extra={"action": "desk_state_failed"})
            return DeskState()

    def save(self, state: DeskState) -> None:
        """Keep that.

        Raises:
            StoreError: the file cannot be written.
        """
        try:
            replace_file(self._path, _STATE.dump_json(state, indent=1).decode("utf-8"))
        except OSError as error:
            raise StoreError("The desk's view could not be kept: the data folder cannot be written.") from error
