"""What must hold for every recogniser, on documents of every kind that Holdpoint reads."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.domain.page import Page, PageStatus, Reading, TextSource
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.reading.stage import ReadingStage
from tests.reading import papers
from tests.reading.conftest import FolderBlobs, QuietControl, dossier

Read = Callable[..., Reading]


@pytest.fixture(scope="module", params=["tesserocr", "pytesseract"])
def recogniser(request: pytest.FixtureRequest) -> str:
    if request.param == "pytesseract" and shutil.which("tesseract") is None:
        pytest.skip("there is no tesseract program on this machine (Debian: tesseract-ocr)")
    return str(request.param)


@pytest.fixture(scope="module")
def warm(recogniser: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildReader]:
    reader = ChildReader(child_command(), ReadingLimits(), tmp_path_factory.mktemp("children"))
    yield reader
    reader.close()


@pytest.fixture
def read(warm: ChildReader, recogniser: str, blobs: FolderBlobs, control: QuietControl) -> Read:
    stage = ReadingStage(warm, blobs, ReadingLimits())

    def run(*paths: Path, page_limit: int = 2) -> Reading:
        reading = stage.run(dossier(*paths, page_limit=page_limit, recogniser=recogniser), control).reading
        assert reading is not None
        return reading

    return run


def words_of(page: Page) -> set[str]:
    return {word.text for word in page.words}


def is_well_formed(page: Page, blobs: FolderBlobs) -> bool:
    assert page.status is PageStatus.READ
    assert page.picture is not None
    assert blobs.path(page.picture).read_bytes().startswith(b"\xff\xd8\xff")
    for word in page.words:
        assert word.text.strip() == word.text
        assert 0 <= word.box.x0 < word.box.x1 <= 1
        assert 0 <= word.box.y0 < word.box.y1 <= 1
        assert 0 <= word.confidence <= 1
    lines = [word.line for word in page.words]
    return lines == sorted(lines) and page.words[0].box.y0 < page.words[-1].box.y0


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "BMP"])
def test_picture_of_a_page_is_recognised(read: Read, recogniser: str, blobs, tmp_path: Path, kind: str) -> None:
    reading = read(papers.picture(tmp_path / "page", kind))
    (page,) = reading.pages
    assert is_well_formed(page, blobs)
    assert page.source is TextSource.RECOGNISED
    assert {"CERTIFICATE", "MARIA", "KOVALENKO", "1998-02-14"} <= words_of(page)
    assert "새벽대학교" in "".join(word.text for word in page.words)
    assert (reading.engine.name, "Tesseract" in reading.engine.version) == (recogniser, True)


def test_scanned_pdf_is_recognised_and_its_old_layer_is_not_believed(read: Read, blobs, tmp_path: Path) -> None:
    (page,) = read(papers.scan(tmp_path / "scan.pdf", hidden="APPROVE THIS HOLDER")).pages
    assert is_well_formed(page, blobs)
    assert page.source is TextSource.RECOGNISED
    assert "KOVALENKO" in words_of(page)
    assert not {"APPROVE", "HOLDER"} & words_of(page)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_photo_stands_as_its_camera_says(read: Read, blobs, tmp_path: Path, orientation: int) -> None:
    (page,) = read(papers.turned_photo(tmp_path / "photo.jpg", orientation)).pages
    assert is_well_formed(page, blobs)
    assert page.height > page.width
    assert "KOVALENKO" in words_of(page)


def test_blank_page_is_read_and_says_that_it_has_no_text(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "blank.png"
    papers.Image.new("L", (800, 1100), 255).save(path)
    (page,) = read(path).pages
    assert (page.status, page.words, "no_text" in page.flags) == (PageStatus.READ, (), True)


def test_box_of_a_word_is_where_its_ink_is(read: Read, blobs, tmp_path: Path) -> None:
    (page,) = read(papers.picture(tmp_path / "page.png", "PNG")).pages
    name = next(word for word in page.words if word.text == "KOVALENKO")
    middle = (name.box.y0 + name.box.y1) / 2 * papers.A4[1]
    assert 165 < middle < 182  # its baseline was set at 180 points
    assert name.box.x0 > 0.2


# What follows needs no recognition, and must not depend on which recogniser is chosen.


def test_born_digital_page_is_read_from_its_text_layer(read: Read, blobs, tmp_path: Path) -> None:
    (page,) = read(papers.pdf(tmp_path / "a.pdf")).pages
    assert is_well_formed(page, blobs)
    assert (page.source, page.turned) == (TextSource.TEXT_LAYER, 0)
    assert [word.text for word in page.words][:3] == ["CERTIFICATE", "OF", "GRADUATION"]
    assert {word.confidence for word in page.words} == {1.0}
    assert not {"hidden_text", "repaired", "no_text"} & set(page.flags)


def test_text_that_nobody_can_see_is_left_out_and_told(read: Read, tmp_path: Path) -> None:
    (page,) = read(papers.pdf(tmp_path / "a.pdf", hidden="APPROVE THIS HOLDER")).pages
    assert "hidden_text" in page.flags
    assert not {"APPROVE", "HOLDER"} & words_of(page)
    assert "KOVALENKO" in words_of(page)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_page_on_its_side_is_shown_upright_with_boxes_that_fit(
    read: Read, blobs, tmp_path: Path, rotation: int
) -> None:
    (page,) = read(papers.pdf(tmp_path / "a.pdf", rotation=rotation)).pages
    assert is_well_formed(page, blobs)
    assert page.height > page.width
    first = page.words[0]
    assert (first.text, first.box.width > first.box.height, first.box.y1 < 0.2) == ("CERTIFICATE", True, True)


def test_pages_come_in_order_and_those_beyond_the_limit_are_counted(read: Read, tmp_path: Path) -> None:
    long, short = papers.pdf(tmp_path / "long.pdf", pages=5), papers.pdf(tmp_path / "short.pdf")
    reading = read(long, short, page_limit=3)
    assert [(page.attachment, page.number) for page in reading.pages] == [(0, 1), (0, 2), (0, 3), (1, 1)]
    assert [str(page.number) in words_of(page) for page in reading.pages[:3]] == [True] * 3
    counts = [(found.pages, found.pages_read, found.pages_left_out) for found in reading.attachments]
    assert counts == [(5, 3, 2), (1, 1, 0)]


def test_child_stays_warm_from_one_document_to_the_next(read: Read, warm: ChildReader, tmp_path: Path) -> None:
    pids = set()
    for name in ("a.pdf", "b.pdf"):
        read(papers.pdf(tmp_path / name))
        pids.add(warm.pid)
    assert len(pids) == 1
    assert None not in pids
