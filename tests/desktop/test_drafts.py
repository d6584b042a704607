from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.decision import Ground
from core.domain.field import FieldName
from core.domain.ids import BlobHash
from core.domain.page import Box
from desktop.ui.review.drafts import MOST, Draft, Drafts

TYPED = ((FieldName.SCHOOL, "한밭대학교"),)
DRAFT = Draft(TYPED, (Ground(FieldName.SCHOOL, 0, 1, Box(0, 0, 1, 1), ()),), (FieldName.SCHOOL,))


@pytest.fixture
def detail(desk):
    return desk.open(desk.add(tell=False))


def test_a_draft_is_found_again_and_forgotten_with_the_decision(detail):
    drafts = Drafts()
    assert drafts.of(detail) is None
    drafts.keep(detail, DRAFT)
    assert drafts.of(detail) == DRAFT
    drafts.forget(detail.row.id)
    assert drafts.of(detail) is None


def test_values_that_were_typed_are_meant_when_the_same_files_are_read_again(detail):
    drafts = Drafts()
    drafts.keep(detail, DRAFT)
    assert drafts.of(replace(detail, version=3)) == Draft(TYPED)
    drafts.keep(replace(detail, version=2), Draft(confirmed=(FieldName.SCHOOL,)))
    assert drafts.of(replace(detail, version=3)) is None, "the latest before it counts"


def test_they_are_not_meant_for_other_files_or_an_older_reading(detail):
    drafts = Drafts()
    drafts.keep(replace(detail, version=2), DRAFT)
    assert drafts.of(detail) is None
    others = tuple(replace(one, sha256=BlobHash("f" * 64)) for one in detail.attachments)
    assert drafts.of(replace(detail, version=3, attachments=others)) is None


def test_an_empty_draft_is_none_and_the_oldest_go_first(detail):
    drafts = Drafts()
    drafts.keep(detail, DRAFT)
    drafts.keep(detail, Draft())
    assert drafts.of(detail) is None
    rows = [replace(detail, row=replace(detail.row, id=number)) for number in range(MOST + 1)]
    for one in rows:
        drafts.keep(one, DRAFT)
    assert drafts.of(rows[0]) is None
    assert drafts.of(rows[-1]) == DRAFT
