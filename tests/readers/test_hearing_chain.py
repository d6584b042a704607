"""A recording down the whole chain: decoded by the real child, heard by a stub, written down, held for a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.chain import retry
from core.domain.egress import DataKind
from core.domain.field import FieldName
from core.domain.hold import ReasonCode
from core.domain.ids import RecordId
from core.domain.page import TextSource
from core.domain.states import ProcessStatus, StageName
from core.readers.keys import variable
from core.settings import Settings
from tests.kit.driven import Driven, driven
from tests.language_model import stub
from tests.readers.test_speech_server import hears
from tests.reading.child.test_recording import recording

SAID = [
    {"start": 0.1, "end": 0.8, "text": "졸업증명서", "avg_logprob": -0.05, "no_speech_prob": 0.0},
    {"start": 0.8, "end": 1.4, "text": "성명 : 홍길동", "avg_logprob": -0.9, "no_speech_prob": 0.0},
    {"start": 1.4, "end": 2.0, "text": "2022년 3월 5일", "avg_logprob": -0.1, "no_speech_prob": 0.0},
]


class Desk(Driven):
    """Takes in a recording where no file is named."""

    def drop(self, path: Path | None = None) -> RecordId:
        return super().drop(path or recording(self.folder, "ogg"))


@contextmanager
def a_desk(folder: Path, *behaviours: stub.Behaviour, **speech: Any) -> Iterator[Desk]:
    with stub.serving(*(behaviours or (stub.status(500),))) as server:
        given = {"recogniser": "speech-server", "base_url": server.url, "seconds": 5, **speech} if behaviours else {}
        with driven(Settings.model_validate({"data_dir": folder / "data", "speech": given})) as made:
            yield Desk(made.app, made.clock, made.lane, made.folder)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable("speech-server"), "secret")


def test_speech_becomes_a_page_with_evidence_and_is_held(tmp_path: Path) -> None:
    with a_desk(tmp_path, hears(SAID)) as desk:
        detail = desk.settled()
        (sent,) = desk.app.desk.egress(detail.row.id)
        kept = [
            desk.app.desk.picture(blob).exists() for page in detail.reading.pages for blob in (page.picture, page.sound)
        ]
    (page,) = detail.reading.pages
    assert page.source is TextSource.SPOKEN
    assert kept == [True, True]
    assert [(item.start, item.end, item.first_line, item.last_line) for item in page.segments] == [
        (0.1, 0.8, 0, 0),
        (0.8, 1.4, 1, 1),
        (1.4, 2.0, 2, 2),
    ]
    assert detail.row.status is ProcessStatus.HOLD
    assert any("listen" in reason.text("en") for reason in detail.row.reasons)
    name = detail.extraction.get(FieldName.HOLDER_NAME)
    assert (name.value, name.grounded) == ("홍길동", True)
    assert {word.line for word in name.words} == {1}
    assert name.confidence < 0.5
    assert ReasonCode.LOW_CONFIDENCE in [reason.code for reason in detail.row.reasons]
    (run,) = [run for run in detail.runs if run.stage is StageName.OCR]
    assert (run.engine, run.engine_version) == ("speech", "whisper-1")
    assert [one.kind for one in sent.sent] == [DataKind.SOUND]


def test_without_a_recogniser_a_recording_is_held_to_be_listened_to(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        detail = desk.settled()
        assert not desk.app.desk.egress(detail.row.id)
        assert desk.app.desk.picture(detail.reading.pages[0].sound).exists()
    assert detail.reading.pages[0].flags == ("spoken", "unheard")
    assert detail.row.status is ProcessStatus.HOLD


def test_a_server_that_is_down_is_waited_for_and_then_it_is_held(tmp_path: Path) -> None:
    with a_desk(tmp_path, stub.status(503)) as desk:
        record = desk.drop()
        for _ in range(10):
            desk.drain()
            desk.clock.turn(timedelta(hours=2))
        detail = desk.app.desk.open(record)
    tries = [(run.status.value, run.error_code) for run in detail.runs if run.stage is StageName.OCR]
    assert tries == [*[("failed", "reader_unavailable")] * (retry.ATTEMPTS[StageName.OCR] - 1), ("done", "")]
    assert "unheard" in detail.reading.pages[0].flags


def test_silence_is_held_as_a_page_without_text(tmp_path: Path) -> None:
    with a_desk(tmp_path, hears([])) as desk:
        detail = desk.settled()
    assert detail.reading.pages[0].flags == ("spoken", "no_text")
    assert ReasonCode.NO_TEXT in [reason.code for reason in detail.row.reasons]


def test_a_cut_recording_fails_with_its_reason(tmp_path: Path) -> None:
    with a_desk(tmp_path, hears(SAID)) as desk:
        path = recording(desk.folder)
        path.write_bytes(path.read_bytes()[:-20_000])
        (record,) = desk.app.desk.take_in([path]).records
        desk.drain()
        row = desk.app.desk.row(record)
    assert (row.status, row.error_code) == (ProcessStatus.FAILED, "truncated")


def test_its_sound_goes_with_its_record(tmp_path: Path) -> None:
    with a_desk(tmp_path, hears(SAID)) as desk:
        detail = desk.settled()
        (page,) = detail.reading.pages
        files = desk.app.store.erasing.files(detail.row.id)
    assert {page.picture, page.sound} <= set(files)
