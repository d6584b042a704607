"""Starting the product: the window, or the samples in the terminal where there is no display."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from devtools.console import ROOT, say, wait_for
from devtools.environment import REFUSALS, SCRIPTS, set_up
from devtools.libraries import has_display, set_up_qt, wanted_libraries

if TYPE_CHECKING:
    from collections.abc import Sequence

SAMPLES = ROOT / "resources" / "samples"


def terminal_arguments(arguments: Sequence[str], folder: str) -> list[str]:
    """Arguments of `holdpoint process`: the samples unless a path is given, `folder` unless another one is named."""
    named = any(each.split("=")[0] == "--data-dir" for each in arguments)
    pairs = zip(["", *arguments], arguments, strict=False)
    given = any(Path(each).exists() for last, each in pairs if last != "--data-dir")
    return [*([] if given else [str(SAMPLES)]), *([] if named else ["--data-dir", folder]), *arguments]


def run(arguments: list[str]) -> int:
    """Open the window; without a display read the samples in the terminal."""
    set_up("run")
    if not has_display(sys.platform, os.environ):
        say("No display: reading in the terminal")
        code = read_in_terminal(arguments)
        say("For the window, run this command where a display is (DISPLAY or WAYLAND_DISPLAY is set).")
        return code
    if set_up_qt(wanted_libraries(os.environ), REFUSALS):
        return wait_for([str(SCRIPTS / "holdpoint-window"), *arguments])
    say("No window without them: reading in the terminal")
    return read_in_terminal(arguments)


def read_in_terminal(arguments: Sequence[str]) -> int:
    """Read documents, or the samples, into a folder that is kept; returns the exit code."""
    folder = tempfile.mkdtemp(prefix="holdpoint-")
    code = wait_for([str(SCRIPTS / "holdpoint"), "process", *terminal_arguments(arguments, folder)])
    try:
        Path(folder).rmdir()  # not used: another folder was named, or nothing was taken in
    except OSError:
        say(f"The records are kept in {folder}")
    return code
