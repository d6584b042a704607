"""From arguments to an exit code: every error becomes one line a person can act on."""

from __future__ import annotations

import logging
import os
import sys
from typing import Final

from core.cli.commands import cli
from core.cli.output import say
from core.errors import HoldpointError, NotFoundError, UsageError

FAILED: Final = 1
WRONG_USE: Final = 2


def run() -> int:
    """Run the command that the arguments name; returns the exit code."""
    logging.getLogger("core").addHandler(logging.NullHandler())  # or a command without a log would print its warnings
    try:
        cli(prog_name="holdpoint")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    except (UsageError, NotFoundError) as error:
        say(f"holdpoint: {error.text}")
        return WRONG_USE
    except HoldpointError as error:
        say(f"holdpoint: {error.text}")
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has had enough; python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return 0
