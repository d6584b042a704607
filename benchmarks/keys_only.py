"""A reviewer at work without a mouse: the real window, real key events, held records settled one after the other.

Twenty drawn certificates whose claim differs in one field are read, judged and held. Then the window is driven by
xdotool alone (keys that the X server delivers, as from a keyboard): most records are confirmed, every fourth takes the
claim's value by its number, one is rejected. In a second run every correction is composed in Hangul: an input method's
events, syllable by syllable, the last one still being composed when the record is approved.

Prints key presses (each key of a chord counts) and seconds for a record. Without a display it starts Xvfb.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from core.bootstrap import Application, build
from core.chain.token import StopToken
from core.domain.claim import Claim
from core.domain.decision import Decision
from core.domain.events import Event, RecordChanged
from core.domain.field import FieldName
from core.domain.rows import RecordQuery
from core.domain.states import ProcessStatus
from core.settings import Settings
from desktop.app import SWITCH_SECONDS, Desktop, run
from desktop.assets import load_font
from desktop.ui.composing import ComposingEdit
from tests.documents import make_document

COUNT = 20
MOST_PRESSES = 4.0
PATIENCE = 20.0
LOOK_SECONDS = 0.3
FIELDS = ("holder_name", "school", "graduation_date", "birth_date")
IN_LETTERS = ("holder_name", "school")
COMPOSED = (("ㄱ", "가"), ("ㄴ", "나"), ("ㄷ", "다"))
"""What the input method shows while each syllable is composed."""


@dataclass
class Tally:
    """What one record took: keys pressed, and seconds from the first key to the stored decision."""

    presses: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@contextmanager
def display() -> Iterator[None]:
    """The display there is, or one of our own."""
    if os.environ.get("DISPLAY"):
        yield
        return
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        yield
    finally:
        server.terminate()
        server.wait()


def prepare(folder: Path, count: int, fields: tuple[str, ...]) -> None:
    """Draw, read and judge the records; each is held for one field."""
    app = build(Settings(data_dir=folder / "data", lanes=1))
    for number in range(count):
        flaw = f"claim_differs:{fields[number % len(fields)]}"
        made = make_document("graduation_certificate", "ko_rows", 7_000 + number, flaw=flaw)
        path = folder / f"{number:02}{made.suffix}"
        path.write_bytes(made.data)
        app.desk.take_in([path], Claim(tuple((FieldName(name), value) for name, value in made.claim.items())))
    lane = app.lane("all")
    token = StopToken()
    while lane.step(token):
        pass
    lane.close()
    app.close()


class Keyboard:
    """Presses keys through the X server and counts them."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, chord: str) -> None:
        """One key, or several held together, as "ctrl+Return"."""
        self.pressed += len(chord.split("+"))
        subprocess.run(["xdotool", "key", "--clearmodifiers", chord], check=True)


class Window(QObject):
    """What the reviewer sees, written by the window's thread alone."""

    composing = Signal(object)
    leaving = Signal()

    def __init__(self, desktop: Desktop) -> None:
        super().__init__()
        self.desktop = desktop
        self.number, self.record, self.decided = 0, 0, 0
        self.field, self.is_ready = False, False
        self.composing.connect(self._compose)
        self.leaving.connect(desktop.shell.close)

    def look(self) -> None:
        """Note what stands on the screen."""
        window = self.desktop.shell.window
        self.number = int(window.winId())
        self.is_ready = window.records.table.isVisible() or self.is_ready
        review = window.review_if_made
        if review is None:
            return
        panel, focused = review.panel, QApplication.focusWidget()
        self.field = isinstance(focused, ComposingEdit) and panel.isAncestorOf(focused) and panel.approve.isEnabled()
        self.record = panel.detail.row.id if panel.detail else 0

    def compose(self, syllables: Any) -> int:
        """An input method's work: all but the last syllable are committed; returns the keys that took."""
        done = threading.Event()
        self.composing.emit((syllables, done))
        done.wait(PATIENCE)
        return sum(map(len, syllables))

    def hear(self, event: Event) -> None:
        """Count settled records as their events come; in whatever thread."""
        if isinstance(event, RecordChanged) and event.status in {ProcessStatus.APPROVED, ProcessStatus.REJECTED}:
            self.decided += 1

    def leave(self) -> None:
        """Close the window, as a person would."""
        self.leaving.emit()

    def _compose(self, order: tuple[Any, threading.Event]) -> None:
        syllables, done = order
        target = QApplication.focusWidget()
        assert target is not None
        for number, shapes in enumerate(syllables):
            for shape in shapes:
                QApplication.sendEvent(target, QInputMethodEvent(shape, []))
            if number + 1 < len(syllables):
                event = QInputMethodEvent()
                event.setCommitString(shapes[-1])
                QApplication.sendEvent(target, event)
        done.set()


class Reviewer(threading.Thread):
    """Works in a thread of its own and sees the window only through what `look` tells of it."""

    def __init__(self, window: Window, *, composes: bool, count: int) -> None:
        super().__init__(daemon=True)
        self.window = window
        self.composes = composes
        self.count = count
        self.tally = Tally()
        self.problem = ""

    def run(self) -> None:
        try:
            self._work()
        except Exception as error:  # noqa: BLE001 - told at the end, in the main thread
            self.problem = f"{type(error).__name__}: {error}"
        self.window.leave()

    def _work(self) -> None:
        keyboard = Keyboard()
        self._wait(lambda: self.window.is_ready)
        subprocess.run(["xdotool", "windowfocus", "--sync", str(self.window.number)], check=True)
        keyboard.press("ctrl+1")
        before = 0
        for number in range(self.count):
            self._wait(lambda seen=before: self.window.record not in {0, seen} and self.window.field)
            before = self.window.record
            time.sleep(LOOK_SECONDS)  # sooner than anybody could have looked at it the window takes no decision
            keyboard.pressed, began = 0, time.perf_counter()
            self._settle(keyboard, number)
            self._wait(lambda done=number: self.window.decided > done)
            self.tally.presses.append(keyboard.pressed)
            self.tally.seconds.append(time.perf_counter() - began)

    def _settle(self, keyboard: Keyboard, number: int) -> None:
        if self.composes:
            keyboard.pressed += self.window.compose(COMPOSED)
        elif number == self.count // 2:
            keyboard.press("ctrl+BackSpace")
            keyboard.press("4")
        elif number % 4 == 3:
            keyboard.press("alt+1")
        else:
            keyboard.press("Return")
        keyboard.press("ctrl+Return")

    def _wait(self, condition: Any) -> None:
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until:
                raise TimeoutError(f"at record {self.window.record}, {self.window.decided} decided")
            time.sleep(0.005)


def work(folder: Path, *, composes: bool, count: int) -> tuple[Tally, list[tuple[Decision, ...]], str]:
    """Open the window on these records and have them settled; returns the figures, the decisions, and any problem."""
    settings = Settings(data_dir=folder / "data", lanes=1)
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication.instance() or QApplication(["benchmark"])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    app.setStyle("Fusion")
    app.setFont(load_font())
    opened: list[Application] = []

    def open_place() -> Application:
        opened.append(build(settings))
        return opened[-1]

    with qasync.QEventLoop(app) as loop:
        desktop = Desktop(app, settings, (), open_place)
        window = Window(desktop)
        reviewer = Reviewer(window, composes=composes, count=count)
        timer = QTimer()
        timer.timeout.connect(window.look)
        timer.start(5)
        desktop.ready.connect(lambda: opened[0].desk.subscribe(window.hear))
        desktop.ready.connect(reviewer.start)
        loop.run_until_complete(run(desktop))
        desktop.wait_for_threads()
        desktop.shell.destroy()
    found = build(settings)
    decisions = [found.desk.open(row.id).decisions for row in found.desk.list(RecordQuery(limit=4 * count)).rows]
    found.close()
    return reviewer.tally, decisions, reviewer.problem


def report(name: str, tally: Tally, decisions: list[tuple[Decision, ...]]) -> None:
    """One line of figures."""
    made = [one for record in decisions for one in record]
    twice = sum(len(record) > 1 for record in decisions)
    print(
        f"{name:34}{len(tally.presses):8}{statistics.mean(tally.presses):10.2f}{max(tally.presses):8}"
        f"{statistics.median(tally.seconds):10.2f}{max(tally.seconds):9.2f}   {len(made)} decisions, {twice} twice"
    )


def main() -> int:
    """Both runs; 1 if keys are above what is wanted, or a record was not decided exactly once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    arguments = parser.parse_args()
    if shutil.which("xdotool") is None:
        print("xdotool is needed to press keys: apt-get install xdotool", file=sys.stderr)
        return 2
    is_good = True
    with display():
        os.environ["QT_QPA_PLATFORM"] = "xcb"
        print(f"{'':34}{'records':>8}{'presses':>10}{'most':>8}{'seconds':>10}{'longest':>9}")
        for name, composes in (("keys alone", False), ("correction composed in Hangul", True)):
            with tempfile.TemporaryDirectory() as folder:
                prepare(Path(folder), arguments.count, IN_LETTERS if composes else FIELDS)
                tally, decisions, problem = work(Path(folder), composes=composes, count=arguments.count)
            if problem:
                print(f"{name}: {problem}", file=sys.stderr)
                return 1
            report(name, tally, decisions)
            corrections = [value for record in decisions for one in record for _, value in one.corrections]
            is_good &= all(len(record) == 1 for record in decisions)
            is_good &= all("가나다" in value for value in corrections) if composes else True
            is_good &= composes or statistics.mean(tally.presses) <= MOST_PRESSES
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
