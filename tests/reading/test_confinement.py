"""What the child cannot do once it has confined itself; tried in processes of their own, as it cannot be undone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.domain.record import ReadingOptions
from core.reading.child import landlock
from core.reading.child.syscalls import has_filters
from core.reading.command import child_command, child_environment
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from tests.reading import papers

needs_landlock = pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
needs_filters = pytest.mark.skipif(not has_filters(), reason="this system has no filter for system calls")
TRY = """
import json, os, socket, subprocess, sys, threading
from pathlib import Path
from core.reading.child import confinement

confinement.confine(Path.cwd())
if {alone}:
    confinement.forbid_processes()
try:
    {deed}
except OSError as error:
    print(json.dumps(error.errno))
else:
    print(json.dumps(0))
"""


@pytest.fixture
def cage(tmp_path: Path) -> Path:
    """The folder of a child, with a document in it, and a secret beside it."""
    folder = tmp_path / "child"
    for name in ("in", "out"):
        (folder / name).mkdir(parents=True)
    (folder / "in" / "document").write_text("bytes")
    (tmp_path / "secret").write_text("of somebody else")
    return folder / "out"


def errno_of(deed: str, cage: Path, *, alone: bool = False) -> int:
    """The error number that a confined process gets for the deed; 0 if it may."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", TRY.format(deed=deed, alone=alone)],
        cwd=cage, env=child_environment(cage), capture_output=True, text=True, check=True, timeout=30,
    )  # fmt: skip
    return int(json.loads(done.stdout.splitlines()[-1]))


@needs_landlock
@pytest.mark.parametrize(
    "deed",
    [
        'open("../../secret").read()',
        'open("/etc/passwd").read()',
        'open("/etc/shadow").read()',
        'os.listdir("/")',
        "os.listdir(Path.home())",
        'open("../../planted", "w")',
        'open("../in/document", "r+")',
        'open("../in/document", "a")',
        'os.truncate("../in/document", 0)',
        'os.remove("../in/document")',
        'os.rename("../in/document", "stolen")',
        'os.link("../in/document", "mine")',
        'os.symlink("/etc/passwd", "page-1.jpg")',
        'os.mkfifo("page-1.jpg")',
        'os.mkdir("folder")',
        'open("/tmp/planted", "w")',
        'open(f"/proc/{os.getppid()}/environ").read()',
        'subprocess.run(["../../secret"])',
    ],
)
def test_files_of_others_are_out_of_reach(deed: str, cage: Path) -> None:
    assert errno_of(deed, cage) != 0
    assert (cage.parent / "in" / "document").read_text() == "bytes"


@pytest.mark.skipif(landlock.version() < 6, reason="this kernel cannot keep signals in")
def test_other_processes_get_no_signals(cage: Path) -> None:
    assert errno_of("os.kill(os.getppid(), 0)", cage) != 0


@needs_filters
@pytest.mark.parametrize(
    "deed",
    [
        "socket.socket()",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_INET6)",
        "socket.socket(socket.AF_UNIX)",
        "socket.socketpair()",
        'socket.create_connection(("127.0.0.1", 9))',
    ],
)
def test_there_is_no_network(deed: str, cage: Path) -> None:
    assert errno_of(deed, cage) == 1


@needs_filters
@pytest.mark.parametrize(
    "deed", ["os.fork()", 'subprocess.run(["/bin/true"])', 'os.posix_spawn("/bin/true", ["true"], {})']
)
def test_recogniser_of_its_own_needs_no_processes_and_gets_none(deed: str, cage: Path) -> None:
    assert errno_of(deed, cage, alone=True) == 1


def test_what_reading_needs_is_still_there(cage: Path) -> None:
    for deed in (
        'open("../in/document", "rb").read()',
        'open("page-1.jpg", "wb").write(b"x")',
        'open("a", "w").close(); os.rename("a", "b"); os.remove("b")',
        'subprocess.run(["/bin/true"], check=True)',
        "import pymupdf, cv2, tesserocr, PIL.Image",
        'open("/proc/self/statm").read()',
    ):
        assert errno_of(deed, cage) == 0, deed
    assert errno_of("threading.Thread(target=print).start()", cage, alone=True) == 0


@needs_landlock
def test_child_at_work_is_confined(tmp_path: Path) -> None:
    reader = ChildReader(child_command(), ReadingLimits(), tmp_path / "children", ReadingOptions())
    reader.open(papers.pdf(tmp_path / "a.pdf"), "application/pdf", ReadingOptions(), lambda: None)
    status = Path(f"/proc/{reader.pid}/status").read_text()
    limits = Path(f"/proc/{reader.pid}/limits").read_text()
    reader.close()
    facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert facts["NoNewPrivs"] == "1"
    assert facts["Seccomp"] == ("2" if has_filters() else "0")
    bounds = {line[:26].strip(): line[26:].split()[1] for line in limits.splitlines()[1:]}
    assert bounds["Max core file size"] == "0"
    assert bounds["Max open files"] == "64"
    assert bounds["Max address space"] == str(1536 * 1024 * 1024)


def test_child_sees_the_document_without_a_copy_and_cannot_change_it(tmp_path: Path) -> None:
    path = papers.pdf(tmp_path / "a.pdf")
    reader = ChildReader(child_command(), ReadingLimits(), tmp_path / "children")
    reader.open(path, "application/pdf", ReadingOptions(), lambda: None)
    assert path.stat().st_nlink == 2
    reader.shut()
    assert path.stat().st_nlink == 1
    reader.close()
