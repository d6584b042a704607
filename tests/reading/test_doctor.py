from __future__ import annotations

import sys
from pathlib import Path

from core.reading.child import landlock
from core.reading.doctor import engines


def test_all_engines_are_told_with_their_versions() -> None:
    found = {report.name: report for report in engines()}
    assert {"tesserocr", "pytesseract", "latin", "hangul"} <= set(found)
    assert {"pymupdf", "pillow", "confinement", "languages"} <= set(found)
    for name in ("tesserocr", "latin", "hangul", "pymupdf", "pillow"):
        assert found[name].usable, found[name].problem
        assert found[name].version[0].isdigit()
    assert found["languages"].version == "eng+kor"
    assert found["confinement"].usable or not landlock.version()


def test_program_that_cannot_be_started_is_a_report_too(tmp_path: Path) -> None:
    (report,) = engines((str(tmp_path / "nothing"),))
    assert (report.usable, bool(report.problem)) == (False, True)


def test_program_that_talks_nonsense_is_a_report_too() -> None:
    (report,) = engines((sys.executable, "-c", "print('hello, who is there?')"))
    assert (report.name, report.usable) == ("reading process", False)
