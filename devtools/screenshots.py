"""`python3 dev.py screenshots [OUT]`: pictures of every screen, in both languages and colours, small and large."""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING

from devtools.console import ROOT, say, succeeds, wait_for
from devtools.environment import PYTHON, REFUSALS, SCRIPTS, set_up
from devtools.libraries import has_display, set_up_qt, wanted_libraries

if TYPE_CHECKING:
    from collections.abc import Iterator

OUT = ROOT / "build" / "screenshots"
SAMPLES = ROOT / "resources" / "samples"
SCALES = ("1", "2")
BACK_END = """[delivery.endpoints.university]
url = "https://records.example/holdpoint"
"""
"""Somebody to tell results to: an address that nobody has, so that promises wait."""
RATE = 8000
"""Samples a second of the pictured recording."""
COMMENT = "The photo is slanted and dark; please scan the diploma."
ANSWER = SAMPLES / "04-diploma" / "diploma.pdf"
ORDERS = (
    ("process", str(SAMPLES)),
    ("decide", "9", "reject", "--reason", "poor_image", "--comment", COMMENT),
    ("resubmit", "9", str(ANSWER)),
)
"""What lies in the pictured store, beside a recording: the samples, one of them rejected and handed in again."""


def screenshots(arguments: list[str]) -> int:
    """Read the samples into a folder of their own, then show and draw every screen; returns the exit code."""
    set_up("run")
    out = Path(arguments[0]).absolute() if arguments else OUT
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="holdpoint-screens-") as folder, display() as shown:
        if not set_up_qt(wanted_libraries({**os.environ, **shown}), REFUSALS):
            return 1
        data, heard = Path(folder) / "data", Path(folder) / "interview.wav"
        data.mkdir()
        (data / "settings.toml").write_text(BACK_END, encoding="utf-8")
        _record(heard)
        say("Reading the samples")
        for order in (*ORDERS, ("process", str(heard))):
            if not succeeds([str(SCRIPTS / "holdpoint"), *order, "--data-dir", str(data), "--json"]):
                say("The samples could not be read; try: holdpoint process resources/samples")
                return 1
        for scale in SCALES:
            copy = Path(folder) / f"data-{scale}"
            shutil.copytree(data, copy)
            environment = {**shown, "QT_SCALE_FACTOR": scale}
            code = wait_for([str(PYTHON), "-m", "devtools.scenes", str(out), str(copy), scale], **environment)
            if code:
                return code
    say(f"{len(list(out.glob('*.png')))} pictures are in {out}")
    return 0


def _record(path: Path) -> None:
    """Four seconds of a tone that swells and fades, as a recording to be looked at."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        for at in range(4 * RATE):
            loud = 12_000 * math.sin(math.pi * (at % RATE) / RATE)
            file.writeframesraw(int(loud * math.sin(2 * math.pi * 330 * at / RATE)).to_bytes(2, "little", signed=True))


@contextlib.contextmanager
def display() -> Iterator[dict[str, str]]:
    """What the environment needs for a window: nothing if there is a display, else a display of our own, else none."""
    if has_display(sys.platform, os.environ):
        yield {}
        return
    if shutil.which("Xvfb") is None:
        say("No display and no Xvfb: drawing off the screen")
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "3840x2400x24", "-nolisten", "tcp"]
    with subprocess.Popen(  # noqa: S603 - a fixed command
        command, pass_fds=(writer,), stderr=subprocess.DEVNULL
    ) as server:
        os.close(writer)
        try:
            with os.fdopen(reader) as pipe:
                number = pipe.readline().strip()
            yield {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()
