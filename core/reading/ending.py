"""Ending a child for certain: ask, wait, kill the whole group, reap."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from typing import Final

_POLL_SECONDS: Final = 0.02
_REAP_SECONDS: Final = 2.0


def end_group(process: subprocess.Popen[bytes], grace_seconds: float) -> None:
    """End the process and everything in its group; returns when the process is reaped.

    Args:
        process: started with `start_new_session=True`.
        grace_seconds: how long it may take to follow the polite signal.
    """
    if sys.platform == "win32":  # no groups there; the child has no children of its own but Tesseract's
        process.kill()
    elif process.returncode is None:
        _signal(process.pid, signal.SIGTERM)
        has_ended(process, grace_seconds)
        # Before the leader is reaped its number cannot belong to anybody else.
        _signal(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_REAP_SECONDS)


def has_ended(process: subprocess.Popen[bytes], seconds: float = 0.0) -> bool:
    """True if the process ends within `seconds`. It is not reaped, so that its number still names its group."""
    deadline = time.monotonic() + seconds
    while not _is_zombie(process):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _is_zombie(process: subprocess.Popen[bytes]) -> bool:
    if sys.platform == "win32" or process.returncode is not None:
        return process.poll() is not None
    try:
        return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def _signal(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
