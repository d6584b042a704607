"""Two versions of a record side by side."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from core.cli.commands import cli
from core.domain.compare import Aspect, Change, Comparison
from core.domain.decision import DecisionReason
from core.domain.desk import RerunRequest
from core.domain.field import FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.ids import BlobHash, RecordId
from core.domain.page import Box, Page, PageStatus, TextSource, Word
from core.domain.states import StageName
from core.errors import UsageError
from core.review.compare import compared
from tests.kit.desk import Bench
from tests.kit.held import approval, hold, rejection
from tests.kit.stages import REASON

NAME_ASKED = HoldReason(ReasonCode.LOW_CONFIDENCE, StageName.APPROVE, FieldName.HOLDER_NAME, (("confidence", "50"),))
NAME_ASKED_AGAIN = replace(NAME_ASKED, params=(("confidence", "60"),))


def again(desk: Bench, record: RecordId, stage: StageName = StageName.OCR) -> None:
    desk.app.desk.rerun(RerunRequest(record, stage, chain=True))
    desk.drain()


def field_of(found: Comparison, name: FieldName) -> tuple[Change, str, str, tuple[Aspect, ...]]:
    pair = next(pair for pair in found.fields if pair.name is name)
    return pair.change, pair.before.value, pair.after.value, pair.aspects


def test_of_a_version_that_is_only_read_nothing_is_told_as_gone(desk: Bench) -> None:
    record = hold(desk, "a.pdf", REASON, NAME_ASKED)
    desk.app.desk.rerun(RerunRequest(record, StageName.OCR, chain=False))
    desk.drain()
    found = desk.app.desk.compare(record)
    assert (found.fields, found.reasons, found.checks) == ((), (), ())
    assert [(pair.stage, pair.change) for pair in found.engines if pair.change is Change.REMOVED] == [
        (StageName.EXTRACT, Change.REMOVED),
        (StageName.APPROVE, Change.REMOVED),
    ]


def test_only_what_changed_is_left_when_it_is_asked_for(desk: Bench) -> None:
    record = hold(desk, "a.pdf", REASON, NAME_ASKED)
    desk.stages.extract.holder = "김하늘"
    desk.stages.approve.reasons = (NAME_ASKED_AGAIN,)
    again(desk, record)
    found = desk.app.desk.compare(record)
    assert (found.before.version, found.after.version) == (1, 2)
    assert field_of(found, FieldName.HOLDER_NAME) == (Change.CHANGED, "홍길동", "김하늘", (Aspect.VALUE,))
    assert field_of(found, FieldName.DOCUMENT_TYPE) == (Change.SAME, "diploma", "diploma", ())
    changed = found.only_changes
    assert [pair.name for pair in changed.fields] == [FieldName.HOLDER_NAME]
    assert [(pair.change, pair.before, pair.after) for pair in changed.reasons] == [
        (Change.CHANGED, NAME_ASKED, NAME_ASKED_AGAIN),
        (Change.REMOVED, REASON, None),
    ]
    assert (changed.files, changed.pages, changed.engines) == ((), (), ())
    assert found.changes == 3
    assert [pair.change for pair in found.files] == [Change.SAME]


def test_the_version_that_a_person_decided_is_what_the_current_one_is_compared_with(desk: Bench) -> None:
    record = hold(desk)
    desk.app.desk.decide(rejection(desk, record))
    again(desk, record)
    again(desk, record)
    found = desk.app.desk.compare(record)
    assert (found.before.version, found.after.version, found.versions) == (1, 3, (1, 2, 3))
    assert found.before.decision is not None
    assert found.before.decision.reason is DecisionReason.POOR_IMAGE
    assert desk.app.desk.compare(record, 2).before.version == 2
    assert desk.app.desk.compare(record, 1, 2).after.version == 2


def test_a_value_that_a_person_set_counts_before_what_was_read(desk: Bench) -> None:
    record = hold(desk)
    wanted = replace(approval(desk, record), corrections=((FieldName.HOLDER_NAME, "홍길순"),))
    desk.app.desk.decide(wanted)
    again(desk, record)
    pair = next(pair for pair in desk.app.desk.compare(record).fields if pair.name is FieldName.HOLDER_NAME)
    assert (pair.before.value, pair.before.set_to) == ("홍길순", "홍길순")
    assert pair.before.field is not None
    assert pair.before.field.value == "홍길동"
    assert pair.aspects[:2] == (Aspect.VALUE, Aspect.PERSON)


def test_a_version_alone_has_nothing_beside_it(desk: Bench) -> None:
    record = hold(desk)
    with pytest.raises(UsageError) as caught:
        desk.app.desk.compare(record)
    assert caught.value.code == "one_version"
    again(desk, record)
    with pytest.raises(UsageError) as caught:
        desk.app.desk.compare(record, 2)
    assert caught.value.code == "same_version"


def page(number: int, picture: str, *words: str, attachment: int = 0, status: PageStatus = PageStatus.READ) -> Page:
    read = tuple(Word(word, Box(0, 0, 1, 1), 1.0, 0) for word in words)
    return Page(attachment, number, status, TextSource.RECOGNISED, 9, 9, picture=BlobHash(picture), words=read)


def test_pages_are_matched_by_their_pictures_first_and_by_their_place_then(desk: Bench) -> None:
    record = hold(desk)
    detail = desk.open(record)
    assert detail.reading is not None
    old = replace(detail.reading, pages=(page(1, "aa", "one"), page(2, "bb", "two"), page(3, "cc", "three")))
    new = replace(
        detail.reading,
        pages=(page(1, "bb", "two"), page(2, "aa", "won"), page(3, "dd", "three"), page(1, "ee", attachment=1)),
    )
    found = compared(replace(detail, reading=old), replace(detail, reading=new))
    told = [
        (pair.change, pair.before and pair.before.number, pair.after and pair.after.number, pair.aspects)
        for pair in found.pages
    ]
    assert told == [
        (Change.SAME, 2, 1, ()),
        (Change.CHANGED, 1, 2, (Aspect.TEXT,)),
        (Change.CHANGED, 3, 3, (Aspect.PICTURE,)),
        (Change.ADDED, None, 1, ()),
    ]
    back = compared(replace(detail, reading=new), replace(detail, reading=old))
    assert [pair.change for pair in back.pages].count(Change.REMOVED) == 1


def test_the_command_shows_long_values_of_both_and_json_tells_them_whole(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = hold(desk, "a.pdf", REASON)
    desk.stages.extract.holder = "아주 긴 이름 " * 30 + "Maximilian\u202e"
    again(desk, record)
    folder = desk.app.settings.data_dir

    monkeypatch.setenv("COLUMNS", "100")
    shown = CliRunner().invoke(cli, ["compare", str(record), "--data-dir", str(folder)])
    assert shown.exit_code == 0, shown.output
    assert "홍길동" in shown.output
    assert "\u202e" not in shown.output
    assert "document_type" not in shown.output
    whole = CliRunner().invoke(cli, ["compare", str(record), "--all", "--json", "--data-dir", str(folder)])
    told = json.loads(whole.stdout)
    assert (told["changes"], told["before"]["version"], told["after"]["process_status"]) == (1, 1, "hold")
    kinds = {(line["part"], line["name"]): line["change"] for line in told["lines"]}
    assert kinds["field", "holder_name"] == "changed"
    assert kinds["field", "document_type"] == "same"
    assert kinds["engine", "ocr"] == "same"
    alone = CliRunner().invoke(cli, ["compare", "99", "--data-dir", str(folder)])
    assert alone.exit_code != 0
