"""Files that want to do harm: each gets its clear error within seconds, and the same child reads the next one."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from core.domain.page import PageStatus
from core.errors import InputError
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.reading.stage import ReadingStage
from tests.reading import papers
from tests.reading.conftest import dossier


def _bytes_of(kind: str, folder: Path) -> bytes:
    return papers.picture(folder / "whole", kind).read_bytes()


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda _: b"", "empty_file"),
    "text": (lambda _: "졸업증명서입니다.\n".encode(), "unsupported_type"),
    "gif": (lambda _: b"GIF89a" + bytes(100), "unsupported_type"),
    "zip": (lambda _: b"PK\x03\x04" + bytes(100), "unsupported_type"),
    "postscript": (lambda _: b"%!PS-Adobe-3.0\n/showpage", "unsupported_type"),
    "truncated pdf": (lambda _: _half(papers.letter(3).tobytes()), "truncated"),
    "truncated jpeg": (lambda folder: _half(_bytes_of("JPEG", folder)), "truncated"),
    "truncated png": (lambda folder: _half(_bytes_of("PNG", folder)), "truncated"),
    "pdf header and noise": (lambda _: b"%PDF-1.7\n" + bytes(range(256)) * 40, "truncated"),
    "jpeg header and zeros": (lambda _: b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(500), "damaged"),
    "png header and noise": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "damaged"),
    "locked pdf": (lambda _: papers.locked_pdf(), "encrypted"),
    "49 megapixel png": (lambda _: papers.bomb_png(7000, 7000), "too_many_pixels"),
    "png of one endless row": (lambda _: papers.bomb_png(60_000, 1), "too_many_pixels"),
    "picture bomb in a pdf": (lambda _: papers.pdf_with_bomb(), "too_many_pixels"),
    "tiff of 51 frames": (lambda _: papers.tiff_of(51), "too_large"),
    "pdf above 25 MB": (lambda _: papers.letter().tobytes() + bytes(26 * 1024 * 1024), "too_large"),
    "png above 20 MB": (lambda _: papers.bomb_png(10, 10) + bytes(21 * 1024 * 1024), "too_large"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_gets_its_error_and_the_next_is_read(
    name: str, reader: ChildReader, blobs, control, tmp_path: Path
) -> None:
    make, code = HOSTILE[name]
    path = tmp_path / "hostile.pdf"  # whatever it is: names are not believed
    path.write_bytes(make(tmp_path))
    good = papers.pdf(tmp_path / "good.jpg")
    reader.start()
    pid, before = reader.pid, psutil.Process().memory_info().rss
    stage = ReadingStage(reader, blobs, ReadingLimits())
    began = time.monotonic()
    with pytest.raises(InputError) as caught:
        stage.run(dossier(path), control)
    assert caught.value.code == code
    assert caught.value.text.count(" ") > 3
    assert str(tmp_path) not in caught.value.text
    assert time.monotonic() - began < 5
    assert psutil.Process().memory_info().rss - before < 50 * 1024 * 1024
    assert stage.run(dossier(good), control).reading.pages[0].status is PageStatus.READ
    assert reader.pid == pid


@pytest.mark.parametrize(
    "make", [papers.lying_png, papers.vast_pdf, papers.looping_pdf], ids=["lying png", "vast pdf", "looping pdf"]
)
def test_odd_but_harmless_file_settles_within_limits(make, reader: ChildReader, blobs, control, tmp_path: Path) -> None:
    path = tmp_path / "odd"
    path.write_bytes(make())
    began = time.monotonic()
    with contextlib.suppress(InputError):
        reading = ReadingStage(reader, blobs, ReadingLimits()).run(dossier(path), control).reading
        assert len(reading.pages) == 1
    assert reader.pid is not None
    assert time.monotonic() - began < 10


def test_pdf_of_ten_thousand_pages_gives_its_first_two_quickly(reader, blobs, control, tmp_path: Path) -> None:
    path = tmp_path / "long.pdf"
    path.write_bytes(papers.long_pdf(10_000))
    began = time.monotonic()
    reading = ReadingStage(reader, blobs, ReadingLimits()).run(dossier(path, page_limit=2), control).reading
    assert time.monotonic() - began < 5
    found = reading.attachments[0]
    assert (found.pages, found.pages_read, found.pages_left_out) == (10_000, 2, 9_998)


def test_file_that_is_gone_is_told(reader: ChildReader, blobs, control, tmp_path: Path) -> None:
    path = papers.pdf(tmp_path / "a.pdf")
    wanted = dossier(path)
    path.unlink()
    with pytest.raises(InputError) as caught:
        ReadingStage(reader, blobs, ReadingLimits()).run(wanted, control)
    assert caught.value.code == "unreadable"


def test_pdf_that_had_to_be_repaired_says_so(reader: ChildReader, blobs, control, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    whole = papers.letter().tobytes()
    path.write_bytes(whole.replace(b"startxref\n", b"startxref\n9"))
    (page,) = ReadingStage(reader, blobs, ReadingLimits()).run(dossier(path), control).reading.pages
    assert "repaired" in page.flags


def test_one_truncated_frame_among_good_ones_is_unread(reader: ChildReader, blobs, control, tmp_path: Path) -> None:
    good, bad = papers.picture(tmp_path / "good.png", "PNG"), tmp_path / "bad.jpg"
    bad.write_bytes(_half(_bytes_of("JPEG", tmp_path)))
    reading = ReadingStage(reader, blobs, ReadingLimits()).run(dossier(good, bad), control).reading
    assert [page.problem_code for page in reading.pages] == ["", "truncated"]
    assert [found.pages_read for found in reading.attachments] == [1, 0]
