"""Making what is given to others: the locks and the bundle."""

from __future__ import annotations

import os
import shutil
import sys

from devtools.console import ROOT, say, wait_for
from devtools.environment import PYTHON, REFUSALS, SCRIPTS, set_up
from devtools.libraries import OFFSCREEN, WAYLAND, X11, install_packages, set_up_qt

BUNDLE = ROOT / "dist" / "holdpoint"


def bundle(arguments: list[str]) -> int:
    """Build the bundle and try it; the arguments go to pytest."""
    set_up("test")
    # What this machine has of them goes into the bundle, for machines that have none.
    set_up_qt({**OFFSCREEN, **X11, **WAYLAND}, REFUSALS)
    if sys.platform == "linux" and not all(map(shutil.which, ("objdump", "objcopy"))):
        install_packages(["binutils"], "the bundle", REFUSALS)
    os.chdir(ROOT)
    say(f"Building {BUNDLE} (about a minute)")
    build = [str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", "pyinstaller.spec"]
    code = wait_for(build)
    if code:
        return code
    say("Trying it")
    return wait_for(
        [str(PYTHON), "-m", "pytest", "tests/setup/test_bundle.py", *arguments], HOLDPOINT_TEST_BUNDLE=str(BUNDLE)
    )


def lock(arguments: list[str]) -> int:
    """Resolve the dependencies; the larger lock first, so that both name the same versions."""
    set_up("test")
    os.chdir(ROOT)
    resolve = [str(SCRIPTS / "uv"), "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-annotate"]
    resolve += ["--python-version", "3.11", "--custom-compile-command", "python3 dev.py lock", "pyproject.toml"]
    dev = [*resolve, "--extra", "build", "--extra", "dev", "--output-file", "requirements-dev.lock", *arguments]
    run = [*resolve, "--extra", "build", "--constraint", "requirements-dev.lock", "--output-file", "requirements.lock"]
    return wait_for(dev) or wait_for([*run, *arguments])
