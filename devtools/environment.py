"""The virtual environment `.venv`: made from the locks, kept up to date, safe to interrupt at any moment."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from devtools.console import ROOT, SetUpError, say, succeeds
from devtools.interpreter import is_fit, version_of
from devtools.libraries import install_packages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "holdpoint-stamp.json"
BUSY = VENV / "holdpoint-busy"  # there while packages are being installed; an interrupted pip may leave halves behind
REFUSALS = VENV / "holdpoint-refused"
LOCKS = {"run": ("requirements.lock",), "test": ("requirements.lock", "requirements-dev.lock")}


def host_python() -> str:
    """The interpreter to make environments with, also when this one lives in an environment itself."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def fingerprint(kind: str, root: Path = ROOT, python: Path = PYTHON) -> str:
    """What the environment depends on: project table, place, interpreter, locks. SHA-256 in hex."""
    import tomllib  # noqa: PLC0415 - not there in the old Pythons that must be able to read this file

    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    table = json.dumps([project["build-system"], project["project"]], sort_keys=True)
    locks = [(root / name).read_text(encoding="utf-8") for name in LOCKS[kind]]
    return hashlib.sha256("\0".join([table, str(root), os.path.realpath(python), *locks]).encode()).hexdigest()


def is_current(kind: str) -> bool:
    """Whether the environment is set up for that kind of work, `run` or `test`."""
    if BUSY.exists() or not PYTHON.exists():
        return False
    try:
        stamps = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return False
    return bool(stamps.get(kind) == fingerprint(kind))


def is_reusable() -> bool:
    """Whether packages may be added to `.venv`: not interrupted, not moved, its Python still the one that made it."""
    try:
        made = (VENV / "pyvenv.cfg").read_text()
    except OSError:
        return False
    version = version_of(str(PYTHON))
    same_python = f"version = {'.'.join(map(str, version))}." in made
    return not BUSY.exists() and is_fit(version) and same_python and f" {VENV}\n" in made


def make_environment() -> None:
    """Make `.venv` anew.

    Raises:
        SetUpError: this Python can make no virtual environment, and nothing could be installed to help.
    """
    say(f"Making the virtual environment {VENV}")
    shutil.rmtree(VENV, ignore_errors=True)
    VENV.mkdir()
    BUSY.touch()
    python = host_python()
    make = [python, "-m", "venv", str(VENV)]
    if succeeds(make):
        return
    # Debian splits ensurepip off; the pip of the host can work on the environment from outside.
    if succeeds([python, "-m", "pip", "--version"]) and succeeds([*make, "--without-pip"]):
        return
    install_packages(["python3-venv"], "the virtual environment", REFUSALS)
    if not succeeds(make):
        raise SetUpError(f"{python} has neither venv nor pip; on Debian or Ubuntu: sudo apt-get install python3-venv")


def pip(*arguments: str) -> None:
    """Install into `.venv` with its own pip, or else with the host's. Quiet, but a failure is shown in full.

    Raises:
        SetUpError: pip failed.
    """
    command = [str(PYTHON), "-m", "pip"]
    if not succeeds([*command, "--version"]):
        command = [host_python(), "-m", "pip", "--python", str(PYTHON)]
    command += ["install", "--no-input", "--disable-pip-version-check", *arguments]
    done = subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SetUpError("pip could not install the packages (see above); the next start tries again.")


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up run at a time on this project; a second one waits."""
    if os.name == "nt":
        yield
        return
    import fcntl  # noqa: PLC0415 - not there on Windows

    with (ROOT / "requirements.lock").open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def set_up(kind: str) -> None:
    """Bring `.venv` up to date for `run` or `test`; does nothing if it is.

    Raises:
        SetUpError: it could not be done.
    """
    if is_current(kind):
        return
    with alone():
        if is_current(kind):  # another one did it while we waited
            return
        started = time.monotonic()
        if not is_reusable():
            make_environment()
        BUSY.touch()
        lock = LOCKS[kind][-1]
        say(f"Installing what {lock} lists (the first time about a minute)")
        pip("--require-hashes", "--only-binary", ":all:", "--requirement", str(ROOT / lock))
        pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        kinds = ("run", "test") if kind == "test" else (kind,)
        STAMP.write_text(json.dumps({each: fingerprint(each) for each in kinds}))
        BUSY.unlink()
        say(f"Set up in {time.monotonic() - started:.0f} s")
