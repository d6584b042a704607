"""New files for a record that is there already."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.compare import Change
from core.domain.decision import RejectKind
from core.domain.desk import NewFiles, RerunRequest, ResubmitRequest
from core.domain.history import HistoryKind
from core.domain.hold import ReasonCode
from core.domain.ids import RecordId
from core.domain.keeping import Part
from core.domain.states import ProcessStatus, StageName
from core.errors import ConflictError, NotFoundError, UsageError
from core.times_settings import KeepSettings, RetentionSettings
from tests.delivery.kit import post
from tests.kit.desk import Bench
from tests.kit.held import approval, hold, listed, rejection
from tests.kit.invariants import broken


def resubmit(desk: Bench, record: RecordId, *paths: Path, files: NewFiles = NewFiles.INSTEAD) -> None:
    desk.app.desk.resubmit(ResubmitRequest(record, paths, files))


def names(desk: Bench, record: RecordId, version: int | None = None) -> list[str]:
    return [item.name for item in desk.app.desk.open(record, version).attachments]


def test_new_files_are_read_and_what_changed_is_told(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(replace(rejection(desk, record), public_comment="The scan is blurred."))
    desk.stages.approve.reasons = ()
    desk.stages.extract.holder = "홍길순"
    resubmit(desk, record, desk.paper("sharp.pdf"))
    desk.drain()
    row = desk.app.desk.row(record)
    assert (row.version, row.status) == (2, ProcessStatus.HOLD)
    assert [reason.code for reason in row.reasons] == [ReasonCode.HANDED_IN_AGAIN]
    assert (names(desk, record), names(desk, record, 1)) == (["sharp.pdf"], ["a.pdf"])
    found = desk.app.desk.compare(record)
    assert found.before.decision is not None
    assert found.before.decision.public_comment == "The scan is blurred."
    assert [(pair.change, pair.before, pair.after) for pair in found.only_changes.files] == [
        (Change.ADDED, None, desk.open(record).attachments[0]),
        (Change.REMOVED, desk.app.desk.open(record, 1).attachments[0], None),
    ]
    assert [pair.after.value for pair in found.only_changes.fields] == ["홍길순"]
    assert listed(desk, text="sharp.pdf") == [record]
    told = [row for row in desk.app.desk.history(record) if row.kind is HistoryKind.RESUBMITTED]
    assert [(one.version, one.note, one.actor != "") for one in told] == [(2, "1", True)]
    assert desk.app.desk.decide(approval(desk, record)).supersedes is not None
    assert broken(desk.app.settings.data_dir) == []
    assert desk.app.store.views.verify_audit().broken is None


def test_files_may_come_beside_those_before(desk: Bench) -> None:
    record = hold(desk)
    resubmit(desk, record, desk.paper("b.pdf"), files=NewFiles.BESIDE)
    desk.drain()
    assert names(desk, record) == ["a.pdf", "b.pdf"]
    assert [item.index for item in desk.stages.ocr.ran[-1].attachments] == [1, 2]
    folder = desk.folder / "more"
    folder.mkdir()
    for name in ("c.pdf", "d.pdf"):
        (folder / name).write_bytes(b"%PDF-1.7 " + name.encode())
    resubmit(desk, record, folder)
    desk.drain()
    assert names(desk, record) == ["c.pdf", "d.pdf"]
    assert [item.index for item in desk.stages.ocr.ran[-1].attachments] == [3, 4]
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    desk.drain()
    assert (names(desk, record), names(desk, record, 2), names(desk, record, 1)) == (
        ["c.pdf", "d.pdf"], ["a.pdf", "b.pdf"], ["a.pdf"],
    )  # fmt: skip
    assert broken(desk.app.settings.data_dir) == []


def test_what_cannot_be_taken_changes_nothing(desk: Bench) -> None:
    record = hold(desk)
    first = desk.folder / "a.pdf"
    cases = [
        ((first,), NewFiles.INSTEAD, ConflictError, "same_files"),
        ((first,), NewFiles.BESIDE, ConflictError, "same_files"),
        ((desk.folder / "none.pdf",), NewFiles.INSTEAD, UsageError, "not_found"),
        ((), NewFiles.INSTEAD, UsageError, "no_document"),
    ]
    for paths, files, kind, code in cases:
        with pytest.raises(kind) as caught:
            resubmit(desk, record, *paths, files=files)
        assert caught.value.code == code
    os.mkfifo(desk.folder / "pipe")
    with pytest.raises(UsageError) as refused:
        resubmit(desk, record, desk.folder / "pipe")
    assert refused.value.code == "no_regular_file"
    with pytest.raises(NotFoundError):
        resubmit(desk, RecordId(99), desk.paper("b.pdf"))
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=True))
    with pytest.raises(ConflictError) as caught:
        resubmit(desk, record, desk.paper("b.pdf"))
    assert caught.value.code == "in_work"
    desk.drain()
    desk.app.desk.decide(replace(rejection(desk, record), kind=RejectKind.FINAL))
    with pytest.raises(ConflictError) as caught:
        resubmit(desk, record, desk.paper("b.pdf"))
    assert caught.value.code == "final_rejection"
    assert desk.app.desk.row(record).version == 2


def test_a_cancelled_or_unwanted_resubmission_leaves_the_files_before(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(rejection(desk, record))
    resubmit(desk, record, desk.paper("b.pdf"))
    desk.app.desk.cancel([record])
    assert (desk.app.desk.row(record).version, names(desk, record)) == (1, ["a.pdf"])
    resubmit(desk, record, desk.paper("c.pdf"))
    desk.drain()
    desk.app.desk.keep(record)
    assert (desk.app.desk.row(record).status, names(desk, record)) == (ProcessStatus.REJECTED, ["a.pdf"])
    resubmit(desk, record, desk.paper("d.pdf"), files=NewFiles.BESIDE)
    assert names(desk, record) == ["a.pdf", "d.pdf"]


def test_files_between_two_versions_that_count_are_not_those_of_others(desk: Bench) -> None:
    record = hold(desk)
    resubmit(desk, record, desk.paper("b.pdf"))
    desk.drain()
    other = desk.drop("b2.pdf", b"%PDF-1.7 b.pdf")
    desk.drain()
    assert desk.open(other).attachments[0].duplicate_of == record
    assert desk.open(record).attachments[0].duplicate_of is None
    assert desk.app.intake.find([desk.folder / "a.pdf"]).known[0][1] is None
    assert desk.app.intake.find([desk.folder / "b2.pdf"]).known[0][1] == other


def test_back_ends_hear_that_new_files_are_looked_at(tmp_path: Path) -> None:
    with post(tmp_path) as office:
        desk = office.desk
        record = hold(desk)
        desk.app.desk.decide(rejection(desk, record))
        resubmit(desk, record, desk.paper("b.pdf"))
        desk.drain()
        desk.app.desk.decide(approval(desk, record))
        office.send()
        assert office.back.types == ["record.held", "record.rejected", "record.held", "decision.superseded"]
        assert [body["data"]["version"] for body in office.back.bodies] == [1, 1, 2, 2]


def test_after_the_originals_were_deleted_all_files_come_anew(desk: Bench) -> None:
    settings = RetentionSettings(types={"diploma": KeepSettings(originals=1)})
    desk.app.settings = desk.app.settings.model_copy(update={"retention": settings})
    record = hold(desk)
    desk.app.desk.decide(rejection(desk, record))
    desk.clock.turn(timedelta(days=2))
    (deletion,) = desk.app.retention.plan()
    assert deletion.parts == (Part.ORIGINALS,)
    desk.app.retention.delete([deletion])
    desk.app.store.blobs.path(desk.open(record).attachments[0].sha256).unlink(missing_ok=True)
    with pytest.raises(ConflictError) as caught:
        resubmit(desk, record, desk.paper("b.pdf"), files=NewFiles.BESIDE)
    assert caught.value.code == "originals_deleted"
    resubmit(desk, record, desk.paper("b.pdf"))
    desk.drain()
    assert names(desk, record) == ["b.pdf"]
    desk.app.desk.decide(rejection(desk, record))
    desk.clock.turn(timedelta(days=2))
    (again,) = desk.app.retention.plan()
    assert (again.parts, again.files) == ((Part.ORIGINALS,), 1)


def test_another_records_file_stays_its_file_however_often_it_is_handed_in(desk: Bench) -> None:
    mine, same = desk.drop("mine.pdf"), b"%PDF-1.7 the same"
    theirs = desk.drop("theirs.pdf", same)
    desk.drain()
    copy = desk.paper("copy.pdf", same)
    for paths in ((copy,), (copy, desk.paper("more.pdf"))):
        resubmit(desk, mine, *paths)
        desk.drain()
        copies = {item.name: item.duplicate_of for item in desk.open(mine).attachments}
        assert copies["copy.pdf"] == theirs
    resubmit(desk, theirs, desk.folder / "theirs.pdf", desk.paper("also.pdf"))  # who brought it first copied nobody
    desk.drain()
    assert {item.duplicate_of for item in desk.open(theirs).attachments} == {None}
