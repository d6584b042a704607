"""Starting the product: the window, or the samples in the terminal where there is no display."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from devtools.console import ROOT, say, wait_for
from devtools.environment import PYTHON, REFUSALS, SCRIPTS, set_up
from devtools.libraries import has_display, set_up_qt, wanted_libraries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SAMPLES = ROOT / "resources" / "samples"


def terminal_arguments(arguments: Sequence[str], make_folder: Callable[[], str]) -> list[str]:
    """Arguments of `holdpoint process`: the samples unless a path is given, a fresh folder unless one is named."""
    names_folder = any(each.split("=")[0] == "--data-dir" for each in arguments)
    before = ["", *arguments[:-1]]
    paths = [each for last, each in zip(before, arguments, strict=True) if last != "--data-dir" and Path(each).exists()]
    folder = [] if names_folder else ["--data-dir", make_folder()]
    return [*([] if paths else [str(SAMPLES)]), *folder, *arguments]


def run(arguments: list[str]) -> int:
    """Open the window; without a display read the samples in the terminal."""
    set_up("run")
    if has_display(sys.platform, os.environ):
        set_up_qt(wanted_libraries(os.environ), REFUSALS)
        return wait_for([str(PYTHON), "-m", "desktop", *arguments])
    folders: list[str] = []

    def make_folder() -> str:
        folders.append(tempfile.mkdtemp(prefix="holdpoint-"))
        return folders[0]

    chosen = terminal_arguments(
        [str(Path(each).resolve()) if Path(each).exists() else each for each in arguments], make_folder
    )
    say("No display: reading in the terminal")
    code = wait_for([str(SCRIPTS / "holdpoint"), "process", *chosen])
    for folder in folders:
        say(f"The records are kept in {folder}")
    say("For the window, run this command where a display is (DISPLAY or WAYLAND_DISPLAY is set).")
    return code
