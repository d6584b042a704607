"""The whole chain with CLOVA OCR beside the first reading, as a stub answers."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.approval.stage import ApprovalStage
from core.bootstrap import Application
from core.bootstrap_stages import LaneStages, second_reading
from core.chain import retry
from core.domain.control import Control, Stage
from core.domain.egress import DataKind, Service
from core.domain.field import FieldName, Source
from core.domain.hold import ReasonCode
from core.domain.ids import BlobHash
from core.domain.page import Page, Reading, TextSource, Word
from core.domain.record import Dossier
from core.domain.rows import RecordDetail
from core.domain.states import ProcessStatus, StageName
from core.extraction.stage import ExtractionStage
from core.readers.keys import variable
from core.settings import Settings
from tests.documents import make_document
from tests.kit.driven import Driven, driven
from tests.language_model import stub
from tests.readers.clova_stub import complains, field, reads

MADE = make_document("graduation_certificate", "ko_rows", 5, "none")
PAGE = replace(MADE.reading.pages[0], source=TextSource.RECOGNISED)
NAME = MADE.truth["holder_name"]


def _surely(page: Page, confidence: float) -> Page:
    return replace(page, words=tuple(replace(word, confidence=confidence) for word in page.words))


def _misread(page: Page) -> Page:
    """The name's last letter is another one."""
    words = tuple(replace(word, text=NAME[:-1] + "누") if word.text == NAME else word for word in page.words)
    return replace(page, words=words)


@dataclass
class Drawn:
    """An ocr stage that has read this page so many times, and has a picture of each."""

    app: Application
    page: Page
    count: int = 1
    name: StageName = StageName.OCR

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        pages = tuple(replace(self.page, number=at + 1, picture=self._drawn(255 - at)) for at in range(self.count))
        attachments = tuple(replace(one, pages=self.count, pages_read=self.count) for one in MADE.reading.attachments)
        reading = Reading(pages, attachments, MADE.reading.engine)
        return replace(dossier, reading=reading)

    def _drawn(self, grey: int) -> BlobHash:
        data = io.BytesIO()
        Image.new("L", (self.page.width, self.page.height), grey).save(data, "JPEG")
        return self.app.store.pictures.take(io.BytesIO(data.getvalue()), 10_000_000)[0]

    def close(self) -> None:
        """Nothing is open."""


def _field(word: Word, *, ends: bool) -> dict[str, object]:
    box, wide, high = word.box, PAGE.width, PAGE.height
    return field(word.text, box.x0 * wide, box.y0 * high, box.width * wide, box.height * high, sure=0.985, ends=ends)


def clova_reads(page: Page) -> stub.Behaviour:
    """CLOVA reads those words, surely."""
    lines = [word.line for word in page.words] + [-1]
    return reads([_field(word, ends=lines[at] != lines[at + 1]) for at, word in enumerate(page.words)])


@dataclass
class Desk(Driven):
    server: stub.Stub


@contextmanager
def a_desk(
    folder: Path,
    page: Page,
    *behaviours: stub.Behaviour,
    readers: dict[str, Any] | None = None,
    count: int = 1,
    **clova: Any,
) -> Iterator[Desk]:
    with stub.serving(*behaviours) as server:
        settings = Settings.model_validate({
            "data_dir": folder / "data",
            "readers": {"second": "clova", "when": "always"} if readers is None else readers,
            "clova": {"invoke_url": server.url + "/general", "seconds": 3, **clova},
        })  # fmt: skip

        def stages(app: Application) -> LaneStages:
            extract: Stage = ExtractionStage(app.types)
            approve: Stage = ApprovalStage(app.policy, app.clock, app.schools)
            first: Stage = Drawn(app, page, count)
            if app.settings.readers.second:
                first = second_reading(app, first, extract, approve)
            by_name = {StageName.OCR: first, StageName.EXTRACT: extract, StageName.APPROVE: approve}
            return LaneStages(by_name, lambda: None)

        with driven(settings, stages) as made:
            yield Desk(made.app, made.clock, made.lane, made.folder, server)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable("clova"), "secret")


def _codes(detail: RecordDetail) -> list[ReasonCode]:
    return [reason.code for reason in detail.row.reasons]


def test_two_readers_that_agree_are_evidence_and_the_ledger_says_what_left(tmp_path: Path) -> None:
    with a_desk(tmp_path, PAGE, clova_reads(PAGE), price=2.0) as desk:
        detail = desk.settled()
        (sent,) = desk.app.desk.egress(detail.row.id)
        usage = desk.app.store.views.usage(desk.clock.now() - timedelta(hours=1), Service.CLOVA)
    assert detail.row.status is ProcessStatus.APPROVED
    assert detail.extraction.get(FieldName.HOLDER_NAME).sources == (Source.RULE, Source.READER)
    (run,) = [run for run in detail.runs if run.stage is StageName.OCR]
    assert run.engine.endswith("+ clova-ocr")
    assert [(one.page, one.kind) for one in sent.sent] == [(1, DataKind.PICTURE)]
    assert (sent.run, sent.outcome.value, sent.cost) == (run.id, "answered", 2.0)
    assert (usage.calls, usage.cost) == (1, 2.0)


def test_readers_that_disagree_hold_with_both_values(tmp_path: Path) -> None:
    with a_desk(tmp_path, PAGE, clova_reads(_misread(PAGE))) as desk:
        detail = desk.settled()
    (reason,) = [reason for reason in detail.row.reasons if reason.field is FieldName.HOLDER_NAME]
    assert reason.code is ReasonCode.SOURCES_DISAGREE
    assert NAME in reason.text("en")
    assert NAME[:-1] + "누" in reason.text("en")


def test_a_clear_page_is_not_sent_where_only_doubt_asks(tmp_path: Path) -> None:
    with a_desk(tmp_path, PAGE, clova_reads(PAGE), readers={"second": "clova"}) as desk:
        detail = desk.settled()
        assert not desk.server.requests
    assert detail.row.status is ProcessStatus.APPROVED


def test_a_doubtful_page_is_sent_and_agreement_settles_it(tmp_path: Path) -> None:
    doubtful = _surely(PAGE, 0.45)
    with a_desk(tmp_path / "alone", doubtful, clova_reads(PAGE), readers={}) as desk:
        alone = desk.settled()
    with a_desk(tmp_path / "both", doubtful, clova_reads(PAGE), readers={"second": "clova"}) as desk:
        both = desk.settled()
        assert len(desk.server.requests) == 1
    assert ReasonCode.LOW_CONFIDENCE in _codes(alone)
    assert both.row.status is ProcessStatus.APPROVED
    assert both.extraction.get(FieldName.HOLDER_NAME).confidence == 0.985


def test_for_its_kind_of_document_the_second_counts_first(tmp_path: Path) -> None:
    readers = {"second": "clova", "first_for": ["graduation_certificate"]}
    with a_desk(tmp_path, _misread(PAGE), clova_reads(PAGE), readers=readers) as desk:
        detail = desk.settled()
    name = detail.extraction.get(FieldName.HOLDER_NAME)
    assert name.value == NAME
    assert [other.engine for other in detail.reading.pages[0].others] == [MADE.reading.engine]
    assert ReasonCode.SOURCES_DISAGREE in _codes(detail)


def test_what_fails_for_now_is_tried_again_and_then_the_first_reading_holds(tmp_path: Path) -> None:
    with a_desk(tmp_path, PAGE, complains("0500")) as desk:
        record = desk.drop()
        for _ in range(10):
            desk.drain()
            desk.clock.turn(timedelta(hours=2))
        detail = desk.app.desk.open(record)
        asked = len(desk.server.requests)
    tries = [(run.status.value, run.error_code) for run in detail.runs if run.stage is StageName.OCR]
    most = retry.ATTEMPTS[StageName.OCR]
    assert tries == [*[("failed", "reader_unavailable")] * (most - 1), ("done", "")]
    assert asked == most
    assert detail.row.status is ProcessStatus.HOLD
    (reason,) = detail.row.reasons
    assert "second recogniser" in reason.text("en")
    assert "두 번째 인식기" in reason.text("ko")


def test_pages_that_were_answered_are_not_paid_again_when_another_one_fails(tmp_path: Path) -> None:
    read, fails = clova_reads(PAGE), complains("0500")
    with a_desk(tmp_path, PAGE, read, fails, read, read, count=3, price=2.0) as desk:
        record = desk.drop()
        desk.drain()
        kept = [path.stat().st_mode & 0o777 for path in (tmp_path / "data" / "answers").rglob("*") if path.is_file()]
        desk.clock.turn(timedelta(hours=2))
        desk.drain()
        detail, egress = desk.app.desk.open(record), desk.app.desk.egress(record)
        asked = len(desk.server.requests)
        left = list((tmp_path / "data" / "answers").rglob("*"))
    assert [len(page.others) for page in detail.reading.pages] == [1, 1, 1]
    assert asked == 4, "three pages, and the one that failed"
    assert [call.sent[0].page for call in egress] == [1, 2, 2, 3]
    assert kept == [0o600]
    assert left == [], "text of documents is kept no longer than it is needed"


def test_retry_after_is_obeyed_by_the_chain(tmp_path: Path) -> None:
    with a_desk(tmp_path, PAGE, stub.status(429, retry_after="120"), clova_reads(PAGE)) as desk:
        record = desk.drop()
        desk.drain()
        desk.clock.turn(timedelta(seconds=119))
        desk.drain()
        assert len(desk.server.requests) == 1
        desk.clock.turn(timedelta(seconds=2))
        desk.drain()
        assert desk.app.desk.row(record).status is ProcessStatus.APPROVED


def test_a_wrong_key_fails_the_record_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable("clova"), "another")
    with a_desk(tmp_path, PAGE, clova_reads(PAGE)) as desk:
        detail = desk.settled()
    assert (detail.row.status, detail.row.error_code) == (ProcessStatus.FAILED, "reader_key")


def test_beyond_the_days_limit_nothing_is_sent_and_it_is_said(tmp_path: Path) -> None:
    with a_desk(tmp_path, PAGE, clova_reads(PAGE), daily_calls=1) as desk:
        desk.settled()
        detail = desk.settled()
        assert len(desk.server.requests) == 1
    assert "second_missing" in detail.reading.pages[0].flags
    assert detail.row.status is ProcessStatus.HOLD


def test_a_picture_it_cannot_read_is_said_at_once(tmp_path: Path) -> None:
    with a_desk(tmp_path, PAGE, stub.status(413)) as desk:
        detail = desk.settled()
        assert len(desk.server.requests) == 1
    assert "second_missing" in detail.reading.pages[0].flags


def test_off_means_that_no_socket_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_socket(*_args: object, **_more: object) -> None:
        raise AssertionError("a socket was opened")

    with a_desk(tmp_path, _surely(PAGE, 0.45), clova_reads(PAGE), readers={}) as desk:
        monkeypatch.setattr(socket, "socket", no_socket)
        monkeypatch.setattr(socket, "create_connection", no_socket)
        detail = desk.settled()
        monkeypatch.undo()
        assert not desk.app.desk.egress(detail.row.id)
        assert not desk.server.requests
