"""Load the spare system libraries that the machine lacks; before Qt, which would not start without them.

Graphics libraries belong to the machine's drivers, so its own are taken wherever it has them. One that is loaded here
by its path satisfies every later wish for its name.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path


def load_spares(folder: Path) -> None:
    """Load each library of that folder that the machine lacks, in the order of their names (`NN-lib.so.N`)."""
    for spare in sorted(folder.glob("*-lib*")):
        name = spare.name.partition("-")[2]
        try:
            ctypes.CDLL(name)
        except OSError:
            ctypes.CDLL(str(spare), mode=ctypes.RTLD_GLOBAL)


if sys.platform == "linux" and "--reading-child" not in sys.argv[1:2] and hasattr(sys, "_MEIPASS"):
    load_spares(Path(sys._MEIPASS) / "spare")  # noqa: SLF001 - how PyInstaller says where the bundle lies
