"""Ends stage runs beside the lane that made their results, so that its child need not wait for the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Finisher:
    """Does one ending at a time, in the order given, in a thread of its own.

    Until an ending is done its run is still the lane's: whoever kills the program now leaves a run that is found
    again. Used from one thread.
    """

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None

    def hand(self, ending: Callable[[], object]) -> None:
        """Start an ending as soon as the one before is done."""
        self._join()
        self._thread = threading.Thread(target=self._do, args=(ending,), name="finisher")
        self._thread.start()

    def check(self) -> None:
        """Return at once.

        Raises:
            Exception: what an ending raised, told once.
        """
        error, self._error = self._error, None
        if error is not None:
            raise error

    def wait(self) -> None:
        """Return when nothing is under way.

        Raises:
            Exception: what an ending raised, told once.
        """
        self._join()
        self.check()

    def _join(self) -> None:
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _do(self, ending: Callable[[], object]) -> None:
        try:
            ending()
        except BaseException as error:  # noqa: BLE001 - told to the lane, which logs it
            self._error = error
