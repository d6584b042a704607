"""When which part of a record goes, and which file may go at all."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.domain.keeping import Keep, Part
from core.review.keeping import due_parts
from core.store.dropping import drop
from core.times_settings import KeepSettings, RetentionSettings


def test_what_is_brought_in_at_this_moment_is_not_deleted(tmp_path: Path) -> None:
    path = tmp_path / "blob"
    path.write_bytes(b"x")
    assert not drop(path)
    assert path.exists()
    os.utime(path, (1, 1))
    assert drop(path)
    assert list(tmp_path.iterdir()) == []
    assert not drop(path)


@pytest.mark.parametrize(
    ("keep", "days", "expected"),
    [
        (Keep(), 9999, ()),
        (Keep(originals=1), 0, ()),
        (Keep(originals=1), 1, (Part.ORIGINALS,)),
        (Keep(originals=1, text=3), 2, (Part.ORIGINALS,)),
        (Keep(originals=1, text=3), 3, (Part.ORIGINALS, Part.TEXT)),
        (Keep(originals=1, text=3, record=4), 4, (Part.RECORD,)),
        (Keep(record=0), 0, (Part.RECORD,)),
    ],
)
def test_what_is_over_its_time(keep: Keep, days: int, expected: tuple[Part, ...]) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert due_parts(keep, at, at + timedelta(days=days)) == expected


def test_types_that_are_not_named_follow_the_usual() -> None:
    settings = RetentionSettings(usual=KeepSettings(text=5), types={"diploma": KeepSettings(originals=1)})
    assert (settings.of("diploma"), settings.of("")) == (Keep(originals=1), Keep(text=5))
    assert not settings.is_off
