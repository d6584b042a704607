"""Files that a window hands in to a server: durable there, once, and under the name that they had."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from core.domain.desk import IntakeResult
from core.domain.field import FieldName
from core.domain.ids import BlobHash
from core.errors import NotFoundError, StoreError, UsageError
from core.remote.uploads import Upload
from tests.remote.kit import Far, far


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Far]:
    with far(tmp_path) as made:
        yield made


def test_a_record_says_where_it_came_from_and_holds_the_very_bytes(desk: Far) -> None:
    paper = desk.bench.paper('졸업 증명서 "1".pdf')
    (record,) = desk.desk.take_in([paper]).records
    detail = desk.desk.open(record)
    assert detail.row.source == str(paper)
    (file,) = detail.attachments
    assert desk.desk.picture(file.sha256).read_bytes() == paper.read_bytes()
    assert file.name == paper.name


def test_a_claim_file_s_claim_and_deadline_go_with_the_record(desk: Far) -> None:
    folder = desk.bench.paper("other.pdf").parent / "case"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.7")
    said = {"claim": {"holder_name": "홍길동"}, "due": "2026-12-01T17:00+09:00"}
    (folder / "record.json").write_text(json.dumps(said), encoding="utf-8")
    (record,) = desk.desk.take_in([folder]).records
    detail = desk.desk.open(record)
    assert detail.claim.get(FieldName.HOLDER_NAME) == "홍길동"
    assert detail.row.due == datetime(2026, 12, 1, 8, tzinfo=UTC)


def test_a_file_that_cannot_be_sent_is_refused_and_one_too_large_for_its_kind_fails_as_here(desk: Far) -> None:
    large = desk.bench.paper("large.pdf", b"%PDF-1.7 " + bytes(26_000_000))
    pipe = desk.bench.folder / "pipe"
    os.mkfifo(pipe)
    done: IntakeResult = desk.desk.take_in([large, pipe, desk.bench.paper("good.pdf")])
    too_large, _good = (desk.desk.open(record) for record in done.records)
    assert [(one.name, one.sha256, one.size) for one in too_large.attachments] == [("large.pdf", "", 0)]  # not kept
    assert [(Path(one.source).name, one.code) for one in done.refused] == [("pipe", "no_regular_file")]


def test_the_same_request_makes_one_record_also_after_the_memory_is_gone(desk: Far, tmp_path: Path) -> None:
    upload = Upload.of({"source": "a.pdf"}, [desk.bench.paper("a.pdf")])
    headers = {
        "Content-Type": upload.content_type,
        "Idempotency-Key": "one",
        "Authorization": f"Bearer {desk.service.token}",
        "Holdpoint-Reviewer": "kim",
    }

    def handed(address: str) -> int:
        answer = httpx2.post(f"{address}/desk/files/take_in", content=upload.pieces(), headers=headers, trust_env=False)
        return answer.raise_for_status().json()["record"]

    first = handed(desk.service.address)
    assert handed(desk.service.address) == first
    from core.bootstrap_wire import service

    other = service(desk.bench.app)  # as after a restart: nothing is in memory
    try:
        assert handed(other.address) == first
    finally:
        other.stop()
    assert desk.desk.counts().total == 1


def test_bytes_that_are_gone_or_never_were_are_not_found(desk: Far) -> None:
    for blob in ("0" * 64, "../../etc/passwd", "X" * 64):
        with pytest.raises(NotFoundError) as caught:
            desk.desk.picture(BlobHash(blob))
        assert caught.value.code in ("not_found", "http_404")


def test_a_server_that_sends_other_bytes_is_not_believed(desk: Far) -> None:
    (record,) = desk.desk.take_in([desk.bench.paper("a.pdf")]).records
    (file,) = desk.desk.open(record).attachments
    desk.bench.app.store.blobs.path(file.sha256).chmod(0o600)
    desk.bench.app.store.blobs.path(file.sha256).write_bytes(b"other")
    with pytest.raises(StoreError, match="other bytes"):
        desk.desk.picture(file.sha256)


def test_what_was_fetched_is_gone_with_the_window(desk: Far) -> None:
    (record,) = desk.desk.take_in([desk.bench.paper("a.pdf")]).records
    path = desk.desk.picture(desk.desk.open(record).attachments[0].sha256)
    assert path.is_file()
    desk.place.close()
    assert not path.exists()
    assert not path.parent.exists()


def test_an_error_of_a_policy_names_the_file_that_was_given_and_no_place_on_the_server(
    desk: Far, tmp_path: Path
) -> None:
    given = tmp_path / "strict.toml"
    given.write_text("nonsense = 1\n", encoding="utf-8")
    with pytest.raises(UsageError) as told:
        desk.desk.read_policy(given)
    assert told.value.code == "bad_policy"
    assert "Policy strict.toml, line 1" in told.value.text
    assert "/" not in told.value.text
