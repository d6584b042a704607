"""What the child does to itself before it touches a document: limits, a clean channel, and an end with its parent."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from typing import Final

from core.reading import limits

_PR_SET_PDEATHSIG: Final = 1
_CPU_MARGIN: Final = 10


def set_limits(memory_mb: int) -> None:
    """Bound memory, files and dumps of this process. Windows has none of these: there the parent's deadlines stand."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    bounds = (
        (resource.RLIMIT_AS, memory_mb * 1024 * 1024),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, limits.OPEN_FILES),
        (resource.RLIMIT_FSIZE, limits.FILE_BYTES),
    )
    for kind, value in bounds:
        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS
            resource.setrlimit(kind, (value, value))


def allow_cpu(seconds: float) -> None:
    """Allow that much more processor time than was used so far, and a margin; then the kernel ends the process."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    with contextlib.suppress(ValueError, OSError):
        soft = int(time.process_time() + seconds) + _CPU_MARGIN
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def end_with_parent(parent: int) -> None:
    """Die when the parent does, even inside a parser's loop. Elsewhere than on Linux the closed pipe must do."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _on_parents_death(signal.SIGKILL)
    if sys.platform != "win32" and os.getppid() != parent:  # it died before we could ask
        os._exit(1)


def take_group_along() -> None:
    """For an engine that starts processes: end the whole group when told to end or when the parent dies."""
    if sys.platform == "win32":
        return
    signal.signal(signal.SIGTERM, lambda *_: os.killpg(0, signal.SIGKILL))
    _on_parents_death(signal.SIGTERM)


def _on_parents_death(number: int) -> None:
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)


def take_channel() -> tuple[int, int]:
    """Keep stdin and stdout for the protocol alone; stray prints of parsers go nowhere.

    Returns:
        File descriptors to read requests from and to write answers to.
    """
    requests, replies = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return requests, replies


def resident_mb() -> int:
    """Resident memory of this process, in megabytes; its peak where the present value cannot be had."""
    with contextlib.suppress(OSError, IndexError, ValueError), open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)
    return 0
