"""SIGINT and SIGTERM end the program as closing the window does."""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot


class SignalWatch(QObject):
    """`asked` when the system asks the program to end.

    Python runs signal handlers only between its own instructions, and Qt's loop may sleep for long; so the signal's
    number is written to a socket that wakes the loop.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        self._before_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _note) for number in (signal.SIGINT, signal.SIGTERM)}

    def close(self) -> None:
        """Give the handlers back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _on_readable(self) -> None:
        numbers = b""
        with contextlib.suppress(BlockingIOError):
            numbers = self._reader.recv(64)
        if set(numbers) & set(self._before):
            self.asked.emit()


def _note(_number: int, _frame: FrameType | None) -> None:
    """The wake-up socket tells; the handler itself has nothing to do."""
