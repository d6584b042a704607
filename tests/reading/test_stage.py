from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.domain.page import Engine, PageStatus, TextSource
from core.domain.record import ReadingOptions
from core.errors import EngineError, InputError
from core.reading.limits import PAGES_HARD, ReadingLimits
from core.reading.reader import PageReading, ReaderTimeoutError, Tick
from core.reading.stage import ReadingStage
from tests.reading.conftest import FolderBlobs, QuietControl, dossier

Answer = PageReading | Exception


class ScriptedReader:
    """Documents as a table: file name to pages, or to what opening it raises."""

    engine = Engine("scripted", "1")

    def __init__(self, documents: dict[str, list[Answer] | Exception]) -> None:
        self._documents = documents
        self._pages: list[Answer] = []
        self.opened: list[str] = []

    def warm_up(self) -> None:
        """Nothing to do."""

    def open(self, path: Path, media_type: str, options: ReadingOptions, tick: Tick) -> int:
        self.opened.append(path.name)
        found = self._documents[path.name]
        if isinstance(found, Exception):
            raise found
        self._pages = found
        return len(found)

    def page(self, number: int, seconds: float, tick: Tick) -> PageReading:
        answer = self._pages[number - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def shut(self) -> None:
        self._pages = []

    def close(self) -> None:
        self._pages = []


GOOD = PageReading(100, 200, TextSource.TEXT_LAYER, ())
DAMAGED = InputError("The file is damaged; ask for it again.", code="damaged")
SLOW = ReaderTimeoutError("The page took too long; look at it yourself.")


@pytest.fixture
def paper(tmp_path: Path) -> Callable[[str], Path]:
    def write(name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(b"%PDF-1.7 " + name.encode())
        return path

    return write


def test_pages_beyond_the_limit_are_left_out_and_counted(paper, blobs: FolderBlobs, control: QuietControl) -> None:
    stage = ReadingStage(ScriptedReader({"a": [GOOD] * 5}), blobs, ReadingLimits())
    reading = stage.run(dossier(paper("a"), page_limit=2), control).reading
    assert [page.number for page in reading.pages] == [1, 2]
    found = reading.attachments[0]
    assert (found.pages, found.pages_read, found.pages_left_out) == (5, 2, 3)


@pytest.mark.parametrize("case", [(0, 7, 7), (0, PAGES_HARD + 9, PAGES_HARD), (9, 3, 3)])
def test_no_limit_means_all_up_to_the_hard_one(paper, blobs, control, case: tuple[int, int, int]) -> None:
    limit, pages, read = case
    stage = ReadingStage(ScriptedReader({"a": [GOOD] * pages}), blobs, ReadingLimits())
    reading = stage.run(dossier(paper("a"), page_limit=limit), control).reading
    assert len(reading.pages) == read
    assert reading.attachments[0].pages_left_out == pages - read


def test_one_bad_page_among_good_ones_is_unread_and_the_rest_goes_on(paper, blobs, control) -> None:
    stage = ReadingStage(ScriptedReader({"a": [GOOD, DAMAGED, GOOD]}), blobs, ReadingLimits())
    reading = stage.run(dossier(paper("a"), page_limit=0), control).reading
    assert [page.status for page in reading.pages] == [PageStatus.READ, PageStatus.UNREAD, PageStatus.READ]
    assert (reading.pages[1].problem_code, reading.attachments[0].pages_read) == ("damaged", 2)


def test_page_that_takes_too_long_is_unread_and_the_document_is_opened_again(paper, blobs, control) -> None:
    reader = ScriptedReader({"a": [GOOD, SLOW, GOOD]})
    reading = ReadingStage(reader, blobs, ReadingLimits()).run(dossier(paper("a"), page_limit=0), control).reading
    assert [page.problem_code for page in reading.pages] == ["", "page_timeout", ""]
    assert reader.opened == ["a", "a"]


def test_record_whose_only_page_took_too_long_is_held_not_failed(paper, blobs, control) -> None:
    reading = (
        ReadingStage(ScriptedReader({"a": [SLOW]}), blobs, ReadingLimits()).run(dossier(paper("a")), control).reading
    )
    assert reading.pages[0].status is PageStatus.UNREAD


def test_bad_attachment_beside_a_good_one_is_an_unread_page(paper, blobs, control) -> None:
    reader = ScriptedReader({"a": DAMAGED, "b": [GOOD]})
    reading = ReadingStage(reader, blobs, ReadingLimits()).run(dossier(paper("a"), paper("b")), control).reading
    assert [(page.attachment, page.status) for page in reading.pages] == [(0, PageStatus.UNREAD), (1, PageStatus.READ)]
    assert [found.pages_read for found in reading.attachments] == [0, 1]


def test_record_of_which_nothing_can_be_read_fails_with_the_reason(paper, blobs, control) -> None:
    reader = ScriptedReader({"a": DAMAGED, "b": InputError("It is empty.", code="empty_file")})
    with pytest.raises(InputError) as caught:
        ReadingStage(reader, blobs, ReadingLimits()).run(dossier(paper("a"), paper("b")), control)
    assert caught.value.code == "damaged"


def test_engine_failure_is_let_through_for_another_try(paper, blobs, control) -> None:
    reader = ScriptedReader({"a": [GOOD, EngineError("It crashed.", code="child_crashed")]})
    with pytest.raises(EngineError) as caught:
        ReadingStage(reader, blobs, ReadingLimits()).run(dossier(paper("a")), control)
    assert caught.value.code == "child_crashed"


def test_pages_for_which_no_time_is_left_are_unread(paper, blobs, control) -> None:
    stage = ReadingStage(ScriptedReader({"a": [GOOD, GOOD]}), blobs, ReadingLimits(document_seconds=0))
    reading = stage.run(dossier(paper("a")), control).reading
    assert {page.problem_code for page in reading.pages} == {"document_timeout"}


def test_progress_ends_at_all_pages_and_every_page_is_a_checkpoint(paper, blobs, control: QuietControl) -> None:
    reader = ScriptedReader({"a": [GOOD] * 2, "b": [GOOD] * 3})
    ReadingStage(reader, blobs, ReadingLimits()).run(dossier(paper("a"), paper("b"), page_limit=0), control)
    assert control.told[-1] == (5, 5)
    assert control.checks >= 5
