"""Windows come and go; nothing of them stays: no widget, no timer, no thread, no window that cannot be collected."""

from __future__ import annotations

import gc
import os
import threading
import weakref

import psutil
import shiboken6
from fake_desk import FakePlace
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

from core.domain.states import ProcessStatus
from core.settings import Settings
from desktop.app import Desktop

ROUNDS = 20


def settled() -> None:
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()


def alive(kind: type[QObject]) -> int:
    found = [one for one in gc.get_objects() if isinstance(one, kind)]
    return sum(shiboken6.isValid(one) for one in found)


def census() -> dict[str, int]:
    return {
        "widgets": len(QApplication.allWidgets()),
        "timers": alive(QTimer),
        "threads": alive(QThread),
        "python threads": threading.active_count(),
        "files": psutil.Process(os.getpid()).num_fds(),
    }


def one_life(qtbot, qapp, folder, number: int) -> weakref.ref:
    place = FakePlace()
    for _ in range(3):
        place.desk.add(ProcessStatus.HOLD, "홍길동", tell=False)
    language = "ko" if number % 2 else "en"
    settings = Settings(data_dir=folder / str(number), lanes=1, ui_language=language, theme="light")
    desktop = Desktop(qapp, settings, [], place.opened)
    desktop.start()
    with qtbot.waitSignal(desktop.ready, timeout=5000):
        pass
    shell = desktop.shell
    shell.window.records.table.select([1])
    shell.window.show_review()
    qtbot.waitUntil(lambda: shell.window.review.panel.detail is not None)
    shell._on_settings_wanted()
    shell._on_language_wanted()
    window = weakref.ref(shell.window)
    with qtbot.waitSignal(desktop.closer.done, timeout=5000):
        shell.close()
    desktop.wait_for_threads()
    shell.destroy()
    return window


def test_twenty_windows_leave_nothing_behind(qtbot, qapp, tmp_path):
    windows = [one_life(qtbot, qapp, tmp_path, number) for number in range(2)]
    settled()
    before = census()
    windows += [one_life(qtbot, qapp, tmp_path, number) for number in range(2, ROUNDS)]
    settled()
    after = census()
    grown = {what: (before[what], after[what]) for what in before if after[what] > before[what]}
    assert not grown
    assert [window() for window in windows] == [None] * ROUNDS
