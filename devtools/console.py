"""Talking to the person at the terminal, and starting other programs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent


class SetUpError(Exception):
    """The set-up cannot go on; the text is one line for a person."""


def say(text: str) -> None:
    """Tell what is going on; on stderr, since stdout belongs to the program that is started."""
    sys.stderr.write(f"[dev] {text}\n")
    sys.stderr.flush()


def succeeds(command: Sequence[str], **environment: str) -> bool:
    """Run quietly, with `environment` on top of ours; whether it went well."""
    try:
        done = subprocess.run(  # noqa: S603 - the commands are written in this folder
            command, capture_output=True, stdin=subprocess.DEVNULL, env={**os.environ, **environment}, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def wait_for(command: Sequence[str], **environment: str) -> int:
    """Run in the foreground and return the exit code.

    Ctrl+C is the program's own business, as the terminal tells it too; a request to end is handed on.
    """
    with subprocess.Popen(command, env={**os.environ, **environment}) as process:  # noqa: S603 - as above
        before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            return _exit_code(process)
        finally:
            signal.signal(signal.SIGTERM, before)


def _exit_code(process: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            code = process.wait()
        except KeyboardInterrupt:
            continue
        return code if code >= 0 else 128 - code
