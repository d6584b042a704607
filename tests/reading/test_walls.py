"""The parent must never load what belongs in the child: those libraries crash, hang and hold the interpreter's lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BANNED = {"pymupdf", "fitz", "PIL", "tesserocr", "pytesseract", "cv2", "numpy"}


@pytest.mark.parametrize("module", ["core.bootstrap", "core.reading.stage", "core.reading.doctor", "core.cli.commands"])
def test_parent_loads_no_document_library(module: str) -> None:
    code = f"import {module}, sys; print(*(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not BANNED & set(done.stdout.split())


def test_child_says_ready_before_it_loads_anything_slow() -> None:
    code = "import core.reading.child.program, sys; print(*(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not (BANNED | {"pydantic", "sqlalchemy"}) & set(done.stdout.split())
