"""A version that answers a decision is opened with what is new in it."""

from __future__ import annotations

from dataclasses import replace

from core.domain.desk import NewFiles, RerunRequest, ResubmitRequest
from core.domain.field import FieldName
from core.domain.ids import BlobHash
from core.domain.page import Page, PageStatus, TextSource
from core.domain.since import FieldSince, PageSince, Since
from core.domain.states import StageName
from tests.kit.desk import Bench
from tests.kit.held import approval, hold, rejection


def with_pictures(desk: Bench) -> None:
    """Each file is one page, whose picture is its own."""
    real = desk.stages.ocr.run

    def run(dossier, control):
        done = real(dossier, control)
        pages = tuple(
            Page(item.index, 1, PageStatus.READ, TextSource.RECOGNISED, 10, 10, picture=BlobHash(item.sha256))
            for item in dossier.attachments
        )
        return replace(done, reading=replace(done.reading, pages=pages))

    desk.stages.ocr.run = run


def test_new_values_and_pages_are_told_until_it_is_decided(desk: Bench) -> None:
    with_pictures(desk)
    record = hold(desk)
    desk.app.desk.decide(rejection(desk, record))
    desk.stages.extract.holder = "홍길순"
    desk.app.desk.resubmit(ResubmitRequest(record, (desk.paper("b.pdf"),), NewFiles.BESIDE))
    assert desk.open(record).since is None  # not read yet
    desk.drain()
    detail = desk.open(record)
    assert detail.since == Since(
        version=1,
        fields=(FieldSince(FieldName.HOLDER_NAME, "홍길동", "홍길순"),),
        pages=(PageSince(2, 1),),
        files=1,
        asked=1,
        gone=0,
    )
    assert desk.app.desk.open(record, 1).since is None
    desk.app.desk.decide(approval(desk, record))
    assert desk.open(record).since is None


def test_the_value_that_a_person_had_set_is_the_one_before(desk: Bench) -> None:
    record = hold(desk)
    corrected = replace(approval(desk, record), corrections=((FieldName.HOLDER_NAME, "홍길수"),))
    desk.app.desk.decide(corrected)
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.drain()
    since = desk.open(record).since
    assert since.field(FieldName.HOLDER_NAME) == FieldSince(FieldName.HOLDER_NAME, "홍길수", "홍길동")
    assert (since.files, since.pages) == (0, ())


def test_what_nobody_decided_before_answers_nothing(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.drain()
    assert desk.open(record).since is None
