"""A seccomp filter, by which a Linux process gives up system calls for good: no sockets, and no processes if asked.

Landlock cannot forbid datagrams, sockets with a name in the file system, or forking. See `man 2 seccomp`.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from typing import Final

_PR_SET_NO_NEW_PRIVS: Final = 38
_SET_FILTER, _ALL_THREADS = 1, 1
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Instructions of the kernel's small filter language."""
_NUMBER_AT, _ARCH_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_ALLOW, _FAIL, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_OTHER_NUMBERING: Final = 0x40000000
"""On x86-64 a second set of numbers, for 32-bit pointers, begins here."""
_THREAD: Final = 0x00010000
"""The flag of `clone` that makes a thread, not a process."""

_OUTSIDE: Final = (
    "socket", "socketpair", "io_uring_setup", "ptrace", "process_vm_readv", "process_vm_writev", "bpf",
    "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key", "mount", "unshare", "setns",
    "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat",
)  # fmt: skip
"""Ways to other machines and other processes, and corners of the kernel that a parser has no business in.

Rights of files are among them because Landlock does not guard them, and the document is a second name of the original.
"""
_PROCESSES: Final = ("execve", "execveat", "fork", "vfork")
_NUMBERS: Final = {
    "x86_64": (
        0xC000003E,
        317,
        {
            "socket": 41, "socketpair": 53, "io_uring_setup": 425, "ptrace": 101, "process_vm_readv": 310,
            "process_vm_writev": 311, "bpf": 321, "perf_event_open": 298, "userfaultfd": 323, "keyctl": 250,
            "add_key": 248, "request_key": 249, "mount": 165, "unshare": 272, "setns": 308, "execve": 59,
            "execveat": 322, "chmod": 90, "fchmod": 91, "fchmodat": 268, "fchmodat2": 452, "chown": 92,
            "fchown": 93, "lchown": 94, "fchownat": 260, "fork": 57, "vfork": 58, "clone": 56, "clone3": 435,
        },
    ),
    "aarch64": (
        0xC00000B7,
        277,
        {
            "socket": 198, "socketpair": 199, "io_uring_setup": 425, "ptrace": 117, "process_vm_readv": 270,
            "process_vm_writev": 271, "bpf": 280, "perf_event_open": 241, "userfaultfd": 282, "keyctl": 219,
            "add_key": 217, "request_key": 218, "mount": 40, "unshare": 97, "setns": 268, "execve": 221,
            "execveat": 281, "fchmod": 52, "fchmodat": 53, "fchmodat2": 452, "fchownat": 54, "fchown": 55,
            "clone": 220, "clone3": 435,
        },
    ),
}  # fmt: skip
"""Machine: how the kernel's audit names it, its number of `seccomp`, and those of the rest."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def has_filters() -> bool:
    """Whether this system has such filters, and we know its numbers."""
    is_64 = struct.calcsize("P") == 8  # noqa: PLR2004 - bytes
    return sys.platform.startswith("linux") and platform.machine() in _NUMBERS and is_64


def forbid_outside() -> bool:
    """No new sockets from now on, and no other way out that has a system call; returns whether that is so."""
    return _install(_OUTSIDE, fork=True)


def forbid_processes() -> bool:
    """No new processes and programs from now on; threads go on. Returns whether that is so."""
    return _install(_PROCESSES, fork=False)


def _install(names: tuple[str, ...], *, fork: bool) -> bool:
    if not has_filters():
        return False
    arch, seccomp, numbers = _NUMBERS[platform.machine()]
    rules = b"".join(_refuse(numbers[name], errno.EPERM) for name in names if name in numbers)
    if not fork:
        rules += _refuse_forking(numbers["clone"], numbers["clone3"])
    code = _preamble(arch) + rules + _step(_RETURN, _ALLOW)
    program = _Program(len(code) // 8, code)
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    return int(library.syscall(seccomp, _SET_FILTER, _ALL_THREADS, ctypes.byref(program))) == 0


def _preamble(arch: int) -> bytes:
    """Load the call's number; another architecture's numbers would mean other calls."""
    return b"".join((
        _step(_LOAD, _ARCH_AT),
        _step(_IF_EQUAL, arch, skip=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER_AT),
        _step(_IF_AT_LEAST, _OTHER_NUMBERING, otherwise=1),
        _step(_RETURN, _FAIL | errno.ENOSYS),
    ))  # fmt: skip


def _refuse(number: int, error: int) -> bytes:
    return _step(_IF_EQUAL, number, otherwise=1) + _step(_RETURN, _FAIL | error)


def _refuse_forking(clone: int, clone3: int) -> bytes:
    """`clone3` hides its flags behind a pointer: as if it did not exist, so that the C library takes `clone`."""
    return b"".join((
        _refuse(clone3, errno.ENOSYS),
        _step(_IF_EQUAL, clone, otherwise=3),
        _step(_LOAD, _FIRST_ARGUMENT_AT),
        _step(_IF_BITS, _THREAD, skip=1),
        _step(_RETURN, _FAIL | errno.EPERM),
    ))  # fmt: skip


def _step(code: int, value: int, skip: int = 0, otherwise: int = 0) -> bytes:
    """One instruction. skip, otherwise: how many to jump over if its test holds, and if not."""
    return struct.pack("=HBBI", code, skip, otherwise, value)
