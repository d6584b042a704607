"""Seconds from process start to a usable window, against an empty PySide6 window started in the same run.

    python -m benchmarks.start [--rounds 7]

Usable: the desk is open, its first answer shown, and the window painted after that. Measured on a new data folder
(the database is made) and on the same folder again (every later start). The empty window is a bare QWidget, painted
once. Each round starts all of them in turn, so that a machine that drifts drifts for all.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KINDS = ("empty window", "first start", "later start")
ENOUGH_SECONDS = 60


def seconds(*arguments: object) -> float:
    """Start one window in a process of its own; seconds until it says that it is usable."""
    environment = dict(os.environ)
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begin = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.start", *map(str, arguments)],
        env=environment, stdout=subprocess.PIPE, check=True, text=True, timeout=ENOUGH_SECONDS,
    )  # fmt: skip
    return float(done.stdout.splitlines()[-1]) - begin


def start_empty() -> None:
    """A bare window: tells the moment of its first paint, and ends."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication(["benchmark"])

    class Empty(QWidget):
        def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
            QTimer.singleShot(0, tell_and_quit)

    def tell_and_quit() -> None:
        print(time.monotonic(), flush=True)
        app.quit()

    window = Empty()
    window.resize(1360, 840)
    window.show()
    app.exec()


def start_holdpoint(data: Path) -> None:
    """The product as `holdpoint-window` starts it, watched from outside: tells when it is usable, and closes."""
    import gc

    from desktop.quick_imports import keep_features_out

    gc.disable()  # this and the next as `desktop.__main__` does
    keep_features_out()
    from PySide6.QtCore import QEvent, QObject, QTimer, Slot

    import desktop.start as product
    from desktop.app import Desktop

    class Watch(QObject):
        def __init__(self, desk: Desktop) -> None:
            super().__init__()
            self.desktop = desk
            self.is_answered = False
            desk._desk.answered.connect(self.on_answered)  # noqa: SLF001 - the screens hear it the same way

        @Slot(object)
        def on_answered(self, _answer: object) -> None:
            if not self.is_answered:
                self.is_answered = True
                self.desktop.shell.window.installEventFilter(self)
                self.desktop.shell.window.update()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self.tell_and_close)
            return False

        def tell_and_close(self) -> None:
            print(time.monotonic(), flush=True)
            self.desktop.shell.close()

    class Watched(Desktop):
        def start(self) -> None:
            self.watch = Watch(self)
            super().start()

    vars(product)["Desktop"] = Watched  # the name under which it is made there
    product.main(["--data-dir", str(data)])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--empty", action="store_true", help="be the empty window")
    parser.add_argument("--data", type=Path, help="be the product on that folder")
    given = parser.parse_args()
    if given.empty:
        start_empty()
    elif given.data:
        start_holdpoint(given.data)
    else:
        compare(given.rounds)


def compare(rounds: int) -> None:
    """Start all in turn, print medians and ratios."""
    found: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as folder:
        seconds("--empty")  # files into the system's cache
        seconds("--data", Path(folder) / "warm")
        for number in range(rounds):
            data = Path(folder) / str(number)
            found["empty window"].append(seconds("--empty"))
            found["first start"].append(seconds("--data", data))
            found["later start"].append(seconds("--data", data))
    for kind, times in found.items():
        print(f"{kind:>13}: {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})")
    for kind in KINDS[1:]:
        ratios = [ours / bare for ours, bare in zip(found[kind], found["empty window"], strict=True)]
        print(f"{kind} / empty window: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
