"""How the child program is started, from source, installed or frozen."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import core

CHILD_FLAG: Final = "--reading-child"
"""First argument by which a frozen program becomes the child; `core.reading.child.program.main` takes it from there."""

_KEPT: Final = (
    "PATH",
    "LANG",
    "LC_ALL",
    "HOME",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "SYSTEMROOT",
    "PYTHONHOME",
    "COVERAGE_PROCESS_START",
)

_KEEP_MEMORY: Final = {"MALLOC_MMAP_THRESHOLD_": str(32 << 20), "MALLOC_TRIM_THRESHOLD_": str(128 << 20)}
"""For glibc: a page's pictures go where the last page's were, instead of back to the system and a thousand page faults
each time."""


def child_command() -> tuple[str, ...]:
    """The command that starts the child program."""
    if getattr(sys, "frozen", False):
        return (sys.executable, CHILD_FLAG)
    # -P: the child's working folder must never be able to offer it a module.
    return (sys.executable, "-P", "-m", "core.reading.child")


def child_environment(folder: Path) -> dict[str, str]:
    """A small environment: nothing secret, one thread per engine, temporary files in the given folder."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {
        "PYTHONPATH": str(Path(core.__file__).resolve().parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "OMP_THREAD_LIMIT": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "OPENCV_FOR_THREADS_NUM": "1",
        **_KEEP_MEMORY,
        "PYMUPDF_MESSAGE": "path:" + os.devnull,
        "TMPDIR": str(folder),
        "TEMP": str(folder),
        "TMP": str(folder),
    }
