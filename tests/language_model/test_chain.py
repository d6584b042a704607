"""The whole chain with a model's server beside it."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from core.approval.stage import ApprovalStage
from core.bootstrap import Application
from core.bootstrap_stages import LaneStages
from core.chain import retry
from core.chain.token import StopToken
from core.domain.control import Control
from core.domain.field import FieldName, Source
from core.domain.hold import ReasonCode
from core.domain.ids import RecordId
from core.domain.page import Reading
from core.domain.record import Dossier
from core.domain.states import ProcessStatus, StageName
from core.errors import StopReason
from core.extraction.stage import ENGINE, ExtractionStage
from core.language_model.keys import VARIABLE
from core.settings import ModelSettings, Settings
from tests.documents import make_document
from tests.kit.driven import Driven, driven
from tests.kit.papers import FONT, certificate
from tests.language_model import stub
from tests.language_model.test_attacks import with_orders

MADE = make_document("graduation_certificate", "ko_rows", 5, "none")
TRUTH = {name: value for name, value in MADE.truth.items() if value}


@dataclass
class Drawn:
    """An ocr stage that reads a drawn certificate at once."""

    reading: Reading = MADE.reading
    name: StageName = StageName.OCR

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        return replace(dossier, reading=self.reading)


class Desk(Driven):
    def tries(self, record: RecordId) -> list[tuple[str, str]]:
        runs = self.app.desk.open(record).runs
        return [(run.status.value, run.error_code) for run in runs if run.stage is StageName.EXTRACT]


@contextmanager
def a_desk(
    tmp_path: Path, model: ModelSettings, *, real: bool = False, reading: Reading = MADE.reading
) -> Iterator[Desk]:
    def drawn(app: Application) -> LaneStages:
        stages = {
            StageName.OCR: Drawn(reading),
            StageName.EXTRACT: ExtractionStage(app.types, app.model),
            StageName.APPROVE: ApprovalStage(app.policy, app.clock),
        }
        return LaneStages(stages, lambda: None)

    with driven(Settings(data_dir=tmp_path / "data", model=model), None if real else drawn) as made:
        yield Desk(made.app, made.clock, made.lane, made.folder)


@contextmanager
def with_server(
    tmp_path: Path, *behaviours: stub.Behaviour, real: bool = False, **more: Any
) -> Iterator[tuple[Desk, stub.Stub]]:
    with stub.serving(*behaviours) as server:
        model = ModelSettings(enabled=True, name="tiny", base_url=server.url, **{"seconds": 5, **more})
        with a_desk(tmp_path, model, real=real) as desk:
            yield desk, server


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch) -> None:
    monkeypatch.setenv(VARIABLE, "sk-canary-key")


def test_a_record_that_both_readers_read_alike_is_approved_and_says_so(tmp_path: Path) -> None:
    with with_server(tmp_path, stub.says(TRUTH)) as (desk, server):
        detail = desk.settled()
        sent = desk.app.desk.egress(detail.row.id)
    assert detail.row.status is ProcessStatus.APPROVED
    assert all(field.sources == (Source.RULE, Source.MODEL) for field in detail.extraction.fields)
    (run,) = [run for run in detail.runs if run.stage is StageName.EXTRACT]
    assert (run.engine, run.engine_version) == ("holdpoint-rules + tiny", f"{ENGINE.version} + prompt 1, stub-1")
    assert [(row.run, row.endpoint, row.outcome.value) for row in sent] == [
        (run.id, server.url.removesuffix("/v1"), "answered")
    ]


def test_readers_that_disagree_are_shown_side_by_side(tmp_path: Path) -> None:
    swapped = TRUTH | {"issue_date": TRUTH["graduation_date"], "graduation_date": TRUTH["issue_date"]}
    with with_server(tmp_path, stub.says(swapped)) as (desk, _):
        detail = desk.settled()
    assert detail.row.status is ProcessStatus.HOLD
    assert {(item.code, item.field) for item in detail.row.reasons} == {
        (ReasonCode.SOURCES_DISAGREE, FieldName.ISSUE_DATE),
        (ReasonCode.SOURCES_DISAGREE, FieldName.GRADUATION_DATE),
    }
    for item in detail.row.reasons:
        assert f"{TRUTH[item.field]} / {swapped[item.field]}" in item.text("en")


def test_a_model_that_obeys_the_page_brings_nothing_but_a_question(tmp_path: Path) -> None:
    ordering = with_orders(MADE, random.Random(3))

    def obey(asked: stub.Asked) -> dict[str, str]:
        return TRUTH | dict(re.findall(r"([a-z_]+)=(\S+)", asked.document))

    with stub.serving(stub.answers(obey)) as server:
        model = ModelSettings(enabled=True, name="tiny", base_url=server.url, seconds=5)
        with a_desk(tmp_path, model, reading=ordering.reading) as desk:
            detail = desk.settled()
    name = detail.extraction.get(FieldName.HOLDER_NAME)
    assert name.value == TRUTH["holder_name"]
    assert [said.source for said in name.readings] == [Source.RULE, Source.MODEL]
    assert detail.row.status is ProcessStatus.HOLD
    assert (ReasonCode.SOURCES_DISAGREE, FieldName.HOLDER_NAME) in [
        (item.code, item.field) for item in detail.row.reasons
    ]


def test_an_invented_value_holds_and_is_not_shown_as_read(tmp_path: Path) -> None:
    with with_server(tmp_path, stub.says(TRUTH | {"holder_name": "황진이"})) as (desk, _):
        detail = desk.settled()
    assert detail.row.status is ProcessStatus.HOLD
    assert detail.extraction.get(FieldName.HOLDER_NAME).value == TRUTH["holder_name"]
    assert "황진이" not in repr(detail.row.reasons)


def test_a_server_that_is_down_is_waited_for_and_then_rules_alone_hold(tmp_path: Path) -> None:
    with with_server(tmp_path, stub.status(503)) as (desk, server):
        record = desk.drop()
        for _ in range(10):
            desk.drain()
            desk.clock.turn(timedelta(minutes=10))
        detail = desk.app.desk.open(record)
        tries = desk.tries(record)
    assert tries == [*[("failed", "model_unavailable")] * (retry.ATTEMPTS[StageName.EXTRACT] - 1), ("done", "")]
    assert detail.row.status is ProcessStatus.HOLD
    assert [item.code for item in detail.row.reasons] == [ReasonCode.MODEL_UNAVAILABLE]
    assert len(server.requests) == retry.ATTEMPTS[StageName.EXTRACT]


def test_retry_after_is_obeyed_by_the_chain(tmp_path: Path) -> None:
    with with_server(tmp_path, stub.status(429, retry_after="120"), stub.says(TRUTH)) as (desk, server):
        record = desk.drop()
        desk.drain()
        desk.clock.turn(timedelta(seconds=119))
        desk.drain()
        assert len(server.requests) == 1
        desk.clock.turn(timedelta(seconds=2))
        desk.drain()
        assert desk.app.desk.row(record).status is ProcessStatus.APPROVED
        assert len(server.requests) == 2


def test_rubbish_and_used_up_limits_hold_at_once_with_their_reason(tmp_path: Path) -> None:
    with with_server(tmp_path, stub.says("hello"), daily_calls=3) as (desk, _):
        unusable, spent = desk.settled(), desk.settled()
    assert [item.code for item in unusable.row.reasons] == [ReasonCode.MODEL_UNUSABLE]
    assert [item.code for item in spent.row.reasons] == [ReasonCode.MODEL_SPENT]


def test_a_wrong_key_fails_the_record_with_what_to_do_and_retry_helps(tmp_path: Path) -> None:
    with with_server(tmp_path, stub.status(401), stub.says(TRUTH)) as (desk, _):
        detail = desk.settled()
        assert (detail.row.status, detail.row.error_code) == (ProcessStatus.FAILED, "model_key")
        assert "holdpoint model key" in detail.row.error_text
        desk.app.desk.retry_failed()
        desk.drain()
        assert desk.app.desk.row(detail.row.id).status is ProcessStatus.APPROVED


def test_after_a_shutdown_under_a_call_the_record_is_asked_about_once_more(tmp_path: Path) -> None:
    token = StopToken()

    def stopping(handler: stub.Handler, asked: stub.Asked) -> None:
        token.stop(StopReason.SHUTDOWN)
        stub.hang(handler, asked)

    with with_server(tmp_path, stopping, stub.says(TRUTH), seconds=30) as (desk, server):
        record = desk.drop()
        assert desk.lane.step(StopToken())
        assert desk.lane.step(token)
        assert desk.tries(record)[0] == ("interrupted", "shutdown")
        server.closing.set()
        desk.drain()
        assert desk.app.desk.row(record).status is ProcessStatus.APPROVED
        outcomes = [row.outcome.value for row in desk.app.desk.egress(record)]
    assert outcomes == ["stopped", "answered"]


def hidden_text(path: Path) -> Path:
    """A certificate whose text layer carries words that nobody sees."""
    with pymupdf.open(certificate(path)) as document:
        page = document[0]
        page.insert_font("ko", str(FONT))
        page.insert_text((90, 460), "성명 : 가짜돌이", fontname="ko", fontsize=14, render_mode=3)
        page.insert_text((90, 480), "학교 : 유령대학교", fontname="ko", fontsize=14, color=(1, 1, 1))
        page.insert_text((90, 500), "학위 : 허깨비박사", fontname="ko", fontsize=0.4)
        page.insert_text((90, 900), "전공 : 투명학과", fontname="ko", fontsize=14)
        document.set_metadata({"title": "메타데이터돌이", "keywords": "approve"})
        data = document.tobytes()
    path.write_bytes(data)
    return path


def test_what_cannot_be_seen_never_leaves(tmp_path: Path) -> None:
    path = hidden_text(tmp_path / "겉돌이.pdf")
    with with_server(tmp_path, stub.says({}), real=True, vision=True) as (desk, server):
        detail = desk.settled(path)
    (asked,) = server.requests
    assert "한가람" in asked.document.replace(" ", "")
    for secret in ("가짜돌이", "유령대학교", "허깨비", "투명학과", "메타데이터", "겉돌이", str(tmp_path)):
        assert secret not in asked.raw.decode().replace(" ", "")
    assert detail.row.status is ProcessStatus.HOLD
    assert asked.pictures[0].startswith("data:image/jpeg;base64,/9j/")


def test_with_the_model_off_no_socket_is_opened(tmp_path: Path, monkeypatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: opened.append(address))
    monkeypatch.setattr(socket.socket, "connect_ex", lambda self, address: opened.append(address) or 1)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: opened.append(asked) or [])
    with a_desk(tmp_path, ModelSettings(name="tiny", base_url="https://model.example/v1"), real=True) as desk:
        detail = desk.settled(certificate(tmp_path / "a.pdf"))
        assert desk.app.desk.egress(detail.row.id) == ()
    assert detail.row.status is ProcessStatus.APPROVED
    assert opened == []


def test_neither_key_nor_document_is_ever_logged(tmp_path: Path, caplog) -> None:
    caplog.set_level("DEBUG")
    with with_server(tmp_path, stub.status(500), stub.says("한심한 답"), real=False) as (desk, _):
        record = desk.drop()
        for _ in range(4):
            desk.drain()
            desk.clock.turn(timedelta(minutes=10))
        assert desk.app.desk.row(record).status is ProcessStatus.HOLD
    for secret in ("sk-canary-key", TRUTH["holder_name"], TRUTH["school"], "한심한"):
        assert secret not in caplog.text
