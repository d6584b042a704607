"""Which Python to use. Read by old Pythons too, in order to tell them so: no syntax newer than 3.7."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from devtools.console import ROOT, SetUpError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

OLDEST, TOO_NEW = (3, 11), (3, 14)
CANDIDATES = ("python3.13", "python3.12", "python3.11")


def is_fit(version: Sequence[int]) -> bool:
    """Whether Holdpoint runs on that version of Python."""
    return OLDEST <= tuple(version[:2]) < TOO_NEW


def version_of(python: str) -> tuple[int, ...]:
    """Major and minor version of an interpreter; empty if it does not start."""
    code = "import sys; print(*sys.version_info[:2])"
    with contextlib.suppress(OSError, ValueError, subprocess.SubprocessError):
        done = subprocess.run(  # noqa: S603 - asks an interpreter found on the path for its version
            [python, "-c", code], capture_output=True, text=True, timeout=30, check=True
        )
        return tuple(int(part) for part in done.stdout.split())
    return ()


def find_python(
    find: Callable[[str], str | None] = shutil.which, ask: Callable[[str], Sequence[int]] = version_of
) -> str | None:
    """Another interpreter on the path that fits; None if there is none."""
    for name in CANDIDATES:
        python = find(name)
        if python and is_fit(ask(python)):
            return python
    return None


def insist_on_python(arguments: list[str]) -> None:
    """Start again with a fitting Python if this one does not fit, and end with its exit code.

    Raises:
        SetUpError: there is no fitting Python.
    """
    if is_fit(sys.version_info[:2]):
        return
    python = find_python()
    if python is None:
        have = ".".join(map(str, sys.version_info[:2]))
        raise SetUpError(f"Holdpoint needs Python 3.11, 3.12 or 3.13; this is {have} and none of those is on the path.")
    command = [python, str(ROOT / "dev.py"), *arguments]
    raise SystemExit(subprocess.call(command))  # noqa: S603 - this program again
