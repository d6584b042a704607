"""Reading one place of a page again, with the real child."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.page import Box, Page
from core.domain.record import ReadingOptions
from core.errors import EngineError, InputError, Stopped, StopReason
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.reading.region import RegionReader
from tests.reading import papers
from tests.reading.conftest import QuietControl, attachment


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RegionReader]:
    ready = RegionReader(
        ChildReader(child_command(), ReadingLimits(), tmp_path_factory.mktemp("children")), ReadingOptions()
    )
    yield ready
    ready.close()


def place(page: Page, text: str, margin: float = 0.01) -> Box:
    """Around that word as the page's reading has it."""
    box = next(word.box for word in page.words if text in word.text)
    return Box(box.x0 - margin, box.y0 - margin, box.x1 + margin, box.y1 + margin)


@pytest.mark.parametrize("word", ["KOVALENKO", "졸업증명서"])
@pytest.mark.parametrize("rotation", [0, 90])
def test_place_of_a_scan_says_what_stands_there_and_where(read, region, tmp_path, word, rotation) -> None:
    path = papers.picture(tmp_path / "a.png", "PNG")
    if rotation:
        path = tmp_path / "turned.png"
        papers.pixels().rotate(rotation, expand=True, fillcolor=255).save(path)
    page = read(path)
    assert page.turned == rotation
    box = place(read(papers.pdf(tmp_path / "same.pdf")), word)
    words = region.read(attachment(path), 1, box, QuietControl(), turned=page.turned)
    assert "".join(found.text for found in words) == word
    inner = words[0].box.union(words[-1].box)
    assert box.x0 <= inner.x0 < inner.x1 <= box.x1
    assert box.y0 <= inner.y0 < inner.y1 <= box.y1


def test_several_lines_come_in_order_with_their_numbers(read, region, tmp_path: Path) -> None:
    path = papers.pdf(tmp_path / "a.pdf")
    page = read(path)
    box = place(page, "Name").union(place(page, "1998"))
    words = region.read(attachment(path), 1, Box(0.05, box.y0, 0.95, box.y1), QuietControl())
    assert " ".join(found.text for found in words) == "Name: MARIA KOVALENKO Date of Birth: 1998-02-14"
    assert [found.line for found in words] == [0, 0, 0, 1, 1, 1, 1]


def test_empty_place_has_no_words(region, tmp_path: Path) -> None:
    path = papers.picture(tmp_path / "a.png", "PNG")
    assert region.read(attachment(path), 1, Box(0.6, 0.85, 0.9, 0.95), QuietControl()) == ()


@pytest.mark.parametrize(
    ("page", "box"),
    [
        (0, Box(0.1, 0.1, 0.2, 0.2)),
        (3, Box(0.1, 0.1, 0.2, 0.2)),
        (1, Box(0.2, 0.1, 0.1, 0.2)),
        (1, Box(0.1, 0.1, 1.2, 0.2)),
        (1, Box(float("nan"), 0.1, 0.2, 0.2)),
        (1, Box(0.1, 0.1, 0.1004, 0.1004)),
    ],
)
def test_place_that_is_none_is_refused_and_the_next_one_is_read(region, tmp_path: Path, page: int, box: Box) -> None:
    path = attachment(papers.pdf(tmp_path / "a.pdf", pages=2))
    with pytest.raises(InputError) as caught:
        region.read(path, page, box, QuietControl())
    assert caught.value.code == "bad_region"
    assert region.read(path, 2, Box(0.05, 0.1, 0.95, 0.5), QuietControl())


def test_damaged_file_is_told_and_another_one_is_read(region, tmp_path: Path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(papers.picture(tmp_path / "a.png", "PNG").read_bytes()[:3000])
    with pytest.raises(InputError):
        region.read(attachment(bad), 1, Box(0.1, 0.1, 0.9, 0.9), QuietControl())
    good = attachment(tmp_path / "a.png")
    assert region.read(good, 1, Box(0.05, 0.1, 0.95, 0.5), QuietControl())


class Impatient:
    def checkpoint(self) -> None:
        raise Stopped(StopReason.CANCELLED)


def test_stopped_while_waiting_ends_the_child_and_the_next_call_starts_another(region, tmp_path: Path) -> None:
    path = attachment(papers.picture(tmp_path / "a.png", "PNG"))
    with pytest.raises(Stopped):
        region.read(path, 1, Box(0.1, 0.1, 0.9, 0.9), Impatient())
    assert region.read(path, 1, Box(0.05, 0.1, 0.95, 0.5), QuietControl())


def test_child_that_dies_is_an_engine_error_once(region, tmp_path: Path) -> None:
    path = attachment(papers.picture(tmp_path / "a.png", "PNG"))
    box = Box(0.05, 0.1, 0.95, 0.5)
    assert region.read(path, 1, box, QuietControl())

    class Killer:
        def checkpoint(self) -> None:
            child = region._reader._child  # the only way to its process from here
            if child is not None:
                child._process.kill()
                child._process.wait()

    with pytest.raises(EngineError):
        region.read(path, 1, box, Killer())
    assert region.read(path, 1, box, QuietControl())
