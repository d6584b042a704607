"""Guards the choice of PySide6: 6.12 on Python 3.11 loses a reference to True with every emit and aborts the process.

Emitting runs in a process of its own: what it guards against would take the test run down with it.
"""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

class Source(QObject):
    told = Signal(object)

class Sink(QObject):
    def __init__(self):
        super().__init__()
        self.heard = 0

    @Slot(object)
    def hear(self, flag):
        self.heard += flag is True

app = QCoreApplication([])
source, sink = Source(), Sink()
source.told.connect(sink.hear)
before = sys.getrefcount(True)
for _ in range(20_000):
    source.told.emit(True)
print(sink.heard, abs(sys.getrefcount(True) - before) < 100)
"""


def test_twenty_thousand_emits_neither_abort_nor_lose_references():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout.split(), done.stderr) == (0, ["20000", "True"], "")
