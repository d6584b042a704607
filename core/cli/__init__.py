"""The command line: the same product without a screen."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line, or become the reading child if a frozen program is started as one."""
    if sys.argv[1:2] == ["--reading-child"]:
        from core.reading.child.program import main as child  # noqa: PLC0415 - the child wants nothing else loaded

        return child()
    from core.cli.run import run  # noqa: PLC0415 - see above

    return run()
