"""A child with bad manners: a script that speaks the protocol, or something like it, as a test wants."""

from __future__ import annotations

from pathlib import Path

from core.domain.record import ReadingOptions
from core.reading.process import ChildReader

SCRIPT = """
import json, os, signal, subprocess, sys, time

def send(raw):
    while raw:
        raw = raw[os.write(1, raw):]

def frame(data):
    return len(data).to_bytes(4, "big") + data

def say(message):
    send(frame(json.dumps(message).encode()))

def hear():
    head = sys.stdin.buffer.read(4)
    if not head:
        sys.exit(0)
    return json.loads(sys.stdin.buffer.read(int.from_bytes(head, "big")))

PAGE = {"kind": "page", "number": 1, "width": 10, "height": 20, "source": "recognised", "turned": 0, "flags": [],
        "words": [["a", 0.1, 0.1, 0.2, 0.2, 0.9, 0, False]], "flagged": [], "codes": [], "picture": False}
OPENED = {"kind": "opened", "pages": 3, "engine": "fake", "version": "1"}

def serve(page=None, opened=None, before=None):
    say({"kind": "ready"})
    while True:
        what = hear()["do"]
        if what == "open":
            say(OPENED if opened is None else opened)
        elif what == "page":
            if before:
                before()
            if isinstance(page, bytes):
                send(page)
            else:
                say(PAGE if page is None else PAGE | page)
        else:
            say({"kind": "shut", "resident_mb": 1})

def sleep_for_ever():
    time.sleep(600)

def stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    subprocess.Popen([sys.executable, "-c",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"])
    time.sleep(600)

"""


def no_tick() -> None:
    """Nobody asks."""


def read_one(reader: ChildReader, document: Path, seconds: float = 10) -> object:
    reader.open(document, "application/pdf", ReadingOptions(), no_tick)
    return reader.page(1, seconds, no_tick)
