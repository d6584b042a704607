"""What the child gives up before it sees a document: the files, the network, and the processes it does not need.

Best effort: on systems and kernels without these means the limits of `guard` and the parent's deadlines stand alone.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import core
import resources
from core.reading import wire
from core.reading.child import landlock, syscalls

_SYSTEM: Final = ("/usr", "/lib", "/lib64", "/bin", "/nix/store")
_FACTS: Final = (
    "/etc/ld.so.cache", "/etc/ld.so.preload", "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system",
)  # fmt: skip
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


def confine(work: Path, readable: Sequence[Path] = ()) -> None:
    """Keep the program itself, the system's libraries, and the child's own folders; give up everything else for good.

    Args:
        work: the folder to write in; the folder with the document lies beside it and stays readable.
        readable: further folders to read from.
    """
    landlock.restrict((*_kept(work), *((folder, landlock.READ) for folder in readable)))
    syscalls.forbid_outside()


def means() -> tuple[str, ...]:
    """What this system offers to confine a process with, in words; empty if nothing."""
    version = landlock.version()
    files = (f"files (Landlock {version})",) if version else ()
    return (*files, "system calls (seccomp)") if syscalls.has_filters() else files


def forbid_processes() -> None:
    """Give up starting programs and forking too: for recognisers that work inside this process."""
    syscalls.forbid_processes()


def _kept(work: Path) -> Iterator[tuple[Path, int]]:
    yield work, landlock.WORK
    yield work.parent / wire.INPUT, landlock.READ
    for name in _SYSTEM:
        yield Path(name), landlock.RUN
    for name in _FACTS:
        yield Path(name), landlock.READ
    for name in _DEVICES:
        yield Path(name), landlock.USE
    yield from _program()


def _program() -> Iterator[tuple[Path, int]]:
    """Python and its packages, Holdpoint, and Tesseract if one is installed.

    The folder that holds `core` may hold anything in a checkout, a data folder even: there only `core` and
    `resources` can be read, unless it is one where packages are installed.
    """
    home = Path(core.__file__).resolve().parent.parent
    yield Path(sys.executable), landlock.RUN
    yield Path(core.__file__).resolve().parent, landlock.READ
    yield resources.path("tessdata"), landlock.READ
    yield resources.path("latin"), landlock.READ
    yield resources.path("hangul"), landlock.READ
    yield resources.path("fonts"), landlock.READ
    for entry in map(Path, sys.path):
        is_checkout = entry.resolve() == home and not _is_installed(home)
        yield entry, landlock.LIST if is_checkout else landlock.RUN
    for folder in filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(":")):
        yield Path(folder), landlock.RUN
    if tesseract := shutil.which("tesseract"):
        yield Path(tesseract).resolve(), landlock.RUN


def _is_installed(home: Path) -> bool:
    frozen = getattr(sys, "frozen", False)
    return frozen or home.name in ("site-packages", "dist-packages")
