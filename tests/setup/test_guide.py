"""The guide says what the program does: keys are the table's, pictures and links are there, both languages agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.ui.keytable import KEYS
from devtools.console import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]


def known_keys() -> set[str]:
    found = {one.replace("Return", "Enter") for key in KEYS.values() for one in key.keys}
    return found | {str(number) for number in range(1, 10)}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_key_that_is_named_is_a_key_of_the_program(page: Path):
    named = re.findall(r"`((?:Ctrl|Alt|Shift|Meta)\+[^`]+|Enter|Esc|F\d+|[?/])`", page.read_text(encoding="utf-8"))
    assert named
    assert set(named) <= known_keys()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere_and_pictures_are_small(page: Path):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if not target.startswith(("http:", "https:")):
            file = (page.parent / target).resolve()
            assert file.exists(), target
            assert file.suffix != ".png" or file.stat().st_size < 200_000, target


def test_both_guides_have_the_same_parts():
    parts = [
        [
            line.split()[0]
            for line in (ROOT / "docs" / "guide" / name).read_text("utf-8").splitlines()
            if line.startswith("#")
        ]
        for name in ("en.md", "ko.md")
    ]
    assert parts[0] == parts[1]


def test_every_picture_is_used():
    used = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    for picture in (ROOT / "docs" / "pictures").glob("*.png"):
        assert picture.name in used, picture.name
