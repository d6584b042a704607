"""`python -m desktop`. The reading child of a frozen program starts here too, and must import nothing of the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

CHILD_FLAG = "--reading-child"


def main(argv: Sequence[str] | None = None) -> int:
    """Start the window, or the reading child if asked; returns the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [CHILD_FLAG]:
        from core.reading.child.program import main as child  # noqa: PLC0415 - before anything of Qt is loaded

        return child(arguments)
    # Looking for garbage among modules that are all here to stay took a tenth of the start; see desktop.garbage.
    gc.disable()
    from desktop.quick_imports import keep_features_out  # noqa: PLC0415 - as above

    keep_features_out()
    from desktop.start import main as window  # noqa: PLC0415 - as above

    return window(arguments)


if __name__ == "__main__":
    sys.exit(main())
