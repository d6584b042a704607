"""Modules imported after Qt are not read as text; told by a process of its own, since a process starts but once."""

from __future__ import annotations

import subprocess
import sys

import pytest

_COUNT = """
import importlib, inspect, sys
import PySide6.QtCore
from desktop.quick_imports import keep_features_out
if sys.argv[1] == "quick":
    keep_features_out()
seen = []
looked = inspect.getsource
inspect.getsource = lambda module: (seen.append(module), looked(module))[1]
importlib.import_module("sqlalchemy.orm")
import wave
print(len(seen))
"""


def _sources_read(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", _COUNT, how], check=True, capture_output=True, text=True)
    return int(done.stdout)


def test_no_source_is_read_after_the_window_asked_for_that() -> None:
    if _sources_read("plain") == 0:
        pytest.skip("this PySide6 reads no sources by itself")
    assert _sources_read("quick") == 0
