"""What goes into the bundle and what stays out."""

from __future__ import annotations

import subprocess
import sys

import pytest

from devtools import freezing
from devtools.console import ROOT


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6QmlModels.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
        "libpangocairo-1.0.so.0",
        "holdpoint-0.1.0.dist-info/direct_url.json",
    ],
)
def test_stays_out(place):
    assert not freezing.is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/lib/libQt6Svg.so.6",
        "libxcb-cursor.so.0",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "resources/tessdata/kor.traineddata",
        "core/store/migrations/versions/0001_first.py",
        "pymupdf-1.28.2.dist-info/METADATA",
    ],
)
def test_comes_along(place):
    assert freezing.is_wanted(place)


def test_an_entry_script_ends_with_what_main_returns(tmp_path):
    (tmp_path / "room.py").write_text("def main():\n    return 7\n")
    script = freezing.entry("program", "room", tmp_path / "new")
    assert subprocess.run([sys.executable, script], env={"PYTHONPATH": str(tmp_path)}, check=False).returncode == 7


def test_the_imports_of_the_migrations_are_found():
    assert {"alembic", "sqlalchemy"} <= freezing.imports_of(ROOT / "core" / "store" / "migrations")


def test_files_keep_their_folder(tmp_path):
    (tmp_path / "a" / "__pycache__").mkdir(parents=True)
    for name in ("a/text.toml", "a/code.py", "a/__pycache__/code.pyc"):
        (tmp_path / name).touch()
    assert freezing.files_of(tmp_path, (".py",), tmp_path) == [(str(tmp_path / "a" / "text.toml"), "a")]


def test_spares_keep_their_order_and_what_is_not_there_is_left_out():
    found = freezing.spares(lambda name: None if name == "libbsd.so.0" else f"/lib/{name}")
    assert found[0] == ("spare/00-libXau.so.6", "/lib/libXau.so.6", "DATA")
    assert [place for place, _, _ in found] == sorted(place for place, _, _ in found)
    assert len(found) == len(freezing.SPARES) - 1
