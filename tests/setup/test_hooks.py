"""What the frozen program does before anything of ours."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.console import ROOT

HOOKS = ROOT / "devtools" / "hooks"


@pytest.mark.parametrize("before", [None, "/opt/theirs"])
def test_other_programs_get_the_machines_own_libraries(monkeypatch, before):
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/bundle")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    runpy.run_path(str(HOOKS / "other_programs.py"))
    assert os.environ.get("LD_LIBRARY_PATH") == before


@pytest.mark.parametrize(
    ("given", "found"),
    [({}, "C.UTF-8"), ({"LANG": "C"}, "C.UTF-8"), ({"LC_ALL": "POSIX"}, "C.UTF-8"), ({"LANG": "ko_KR.UTF-8"}, None)],
)
def test_a_machine_without_a_language_speaks_utf8(monkeypatch, given, found):
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    runpy.run_path(str(HOOKS / "text.py"))
    assert os.environ.get("LC_CTYPE") == found


@pytest.mark.skipif(sys.platform != "linux", reason="spares are for Linux")
def test_a_spare_library_is_loaded_only_where_the_machine_has_none(tmp_path):
    library = next(line.split()[-1] for line in maps() if "libc.so" in line or "/libc-" in line)
    (tmp_path / "00-libc.so.6").write_text("no library: an error if it were loaded")
    shutil.copy(library, tmp_path / "01-libnot-on-this-machine.so.1")
    program = (
        "import sys, pathlib\n"
        "from devtools.hooks.spare_libraries import load_spares\n"
        "load_spares(pathlib.Path(sys.argv[1]))\n"
        "print('libnot-on-this-machine' in pathlib.Path('/proc/self/maps').read_text())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


def maps():
    with Path("/proc/self/maps").open(encoding="utf-8") as lines:
        return [line for line in lines if ".so" in line]
