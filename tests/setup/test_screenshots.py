"""The display that pictures are drawn on: the person's, else one of our own, else none."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from devtools import screenshots
from devtools.scenes import FIRST, LAST, STILL
from devtools.side_scenes import SIDE_SCENES
from devtools.studio import SIZES


def test_a_display_that_is_there_is_used(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":7")
    with screenshots.display() as environment:
        assert environment == {}


def test_without_a_display_and_without_a_server_it_is_drawn_off_the_screen(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with screenshots.display() as environment:
        assert environment == {"QT_QPA_PLATFORM": "offscreen"}


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb here")
def test_a_display_of_our_own_is_started_and_ended(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with screenshots.display() as environment:
        number = environment["DISPLAY"].removeprefix(":")
        socket = Path(f"/tmp/.X11-unix/X{number}")  # noqa: S108 - where X servers keep their sockets
        assert number.isdigit()
        assert socket.exists() or _answers(environment["DISPLAY"])
    assert not _answers(environment["DISPLAY"])


def _answers(display: str) -> bool:
    program = shutil.which("xdpyinfo") or shutil.which("xdotool")
    if program is None:
        return False
    arguments = [program, "getdisplaygeometry"] if program.endswith("xdotool") else [program]
    environment = {**os.environ, "DISPLAY": display}
    return subprocess.run(arguments, env=environment, capture_output=True, check=False).returncode == 0


def test_every_scene_has_a_name_and_every_scale_sizes():
    assert set(SIZES) == set(screenshots.SCALES)
    acts = (FIRST, STILL, SIDE_SCENES, LAST)
    names = [name for act in acts for name in act]
    assert len(names) == len(set(names))
    assert {"empty", "review", "versions", "claims", "busy"} <= set(names)
