"""Pictures and sounds lie aside until a result names them, and nothing of them is left if none does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.domain.ids import BlobHash
from core.domain.page import AttachmentReading, Page, PageStatus, Reading, TextSource
from core.errors import EngineError, StoreError
from tests.kit.desk import Bench, bench
from tests.kit.stages import ENGINE

PAGE = b"the picture of a page"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def taken(desk: Bench, content: bytes = PAGE) -> BlobHash:
    return desk.app.store.pictures.take(io.BytesIO(content), 1000)[0]


def naming(*pictures: BlobHash) -> Reading:
    pages = tuple(
        Page(0, number, PageStatus.READ, TextSource.RECOGNISED, 10, 10, picture=picture)
        for number, picture in enumerate(pictures, start=1)
    )
    return Reading(pages, (AttachmentReading(0, len(pages), len(pages), 0),), ENGINE)


def copies(desk: Bench, content: bytes = PAGE) -> list[Path]:
    """Wherever these bytes lie in the data folder."""
    files = (path for path in desk.app.settings.data_dir.rglob("*") if path.is_file())
    return [path for path in files if path.stat().st_size == len(content) and path.read_bytes() == content]


def test_a_picture_is_in_the_store_once_a_result_that_names_it_is_settled(desk: Bench) -> None:
    picture = taken(desk)
    assert desk.app.store.pictures.path(picture).read_bytes() == PAGE
    assert not desk.app.store.blobs.path(picture).exists()
    desk.app.store.pictures.settle(naming(picture, picture))
    assert copies(desk) == [desk.app.store.blobs.path(picture)] == [desk.app.store.pictures.path(picture)]


def test_two_lanes_may_bring_the_same_picture(desk: Bench) -> None:
    picture = taken(desk)
    taken(desk)
    desk.app.store.pictures.settle(naming(picture))
    desk.app.store.pictures.settle(naming(picture))
    assert copies(desk) == [desk.app.store.blobs.path(picture)]


def test_a_picture_that_is_gone_is_told(desk: Bench) -> None:
    with pytest.raises(StoreError):
        desk.app.store.pictures.settle(naming(BlobHash("ab" * 32)))


def test_nothing_is_left_of_a_reading_that_fails(desk: Bench) -> None:
    def breaks(_dossier: object, _control: object) -> None:
        taken(desk)
        raise EngineError("The engine broke.")

    desk.stages.ocr.before = breaks
    desk.drop()
    desk.drain()
    assert copies(desk) == []


def test_a_cancelled_and_erased_record_comes_back_in_no_picture(desk: Bench) -> None:
    record = desk.drop()

    def erased(_dossier: object, control) -> None:
        keeping = desk.app.retention
        keeping.delete(keeping.plan_erasing([record]))
        taken(desk)
        control.checkpoint()

    desk.stages.ocr.before = erased
    desk.drain()
    assert copies(desk) == []


def test_a_killed_process_leaves_no_pictures_behind(tmp_path: Path) -> None:
    with bench(tmp_path) as first:
        taken(first)
        scratch = first.app.store.scratch
        left = tmp_path / "data" / "tmp" / "4711-killed"
        scratch.rename(left)
    assert [path.read_bytes() for path in left.rglob("*") if path.is_file()] == [PAGE]
    with bench(tmp_path) as second:
        assert copies(second) == []


@pytest.mark.parametrize("durable", [True, False])
def test_bytes_of_which_a_power_cut_left_a_part_are_brought_again(desk: Bench, durable: bool) -> None:
    blobs = desk.app.store.blobs
    blob, _ = blobs.take(io.BytesIO(PAGE), 1000, durable=durable)
    blobs.path(blob).write_bytes(PAGE[:5])
    blobs.take(io.BytesIO(PAGE), 1000, durable=durable)
    assert blobs.path(blob).read_bytes() == PAGE
