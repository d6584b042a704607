from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval import letter_checks
from core.domain.hold import ReasonCode
from core.domain.page import TextSource
from tests.approval.cases import PAGE, codes, evidence_of, field_of, with_words


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("holder_name", "홍길동", False),
        ("holder_name", "남궁민수", False),
        ("holder_name", "여진흐", True),
        ("holder_name", "툥길동", True),
        ("holder_name", "왕유유", True),
        ("holder_name", "우우빈준", True),
        ("degree", "문학사", False),
        ("degree", "경영학석사", False),
        ("degree", "눈학사", True),
        ("degree", "Bachelor of Arts", False),
        ("degree", "Bachelor of Art", True),
        ("degree", "Master of Busine", True),
    ],
)
def test_letters_that_hardly_occur_need_a_claim(policy, name, value, held):
    page = replace(PAGE, source=TextSource.RECOGNISED)
    assert bool(letter_checks.korean_letters(evidence_of(policy, page=page, **{name: value}))) is held
    assert letter_checks.korean_letters(evidence_of(policy, {name: value}, page=page, **{name: value})) == ()
    assert letter_checks.korean_letters(evidence_of(policy, page=PAGE, **{name: value})) == ()


@pytest.mark.parametrize(
    ("name", "share", "doubts", "held"),
    [
        ("김훈", 0.93, (), False),
        ("김훈", 0.91, (), True),
        ("김훈", 0.93, ("odd_shape",), True),
        ("현인", 0.93, (), True),  # 홍현인
        ("현인", 0.97, (), False),
    ],
)
def test_a_name_of_two_letters_is_read_well_and_begins_as_no_given_name_does(policy, name, share, doubts, held):
    field = with_words(field_of("holder_name", name, doubts=doubts), (name, share))
    page = replace(PAGE, source=TextSource.RECOGNISED)
    assert bool(letter_checks.korean_letters(evidence_of(policy, page=page, holder_name=field))) is held


@pytest.mark.parametrize(
    ("name", "share", "held"), [("김창즌", 0.78, True), ("김창즌", 0.9, False), ("김창준", 0.78, False)]
)
def test_a_claim_does_not_settle_unusual_letters_that_were_hardly_read(policy, name, share, held):
    field = with_words(field_of("holder_name", name), (name, share))
    page = replace(PAGE, source=TextSource.RECOGNISED)
    evidence = evidence_of(policy, {"holder_name": name}, page=page, holder_name=field)
    assert bool(letter_checks.korean_letters(evidence)) is held


def test_latin_letters_on_a_recognised_korean_page_need_a_claim(policy):
    page = replace(PAGE, source=TextSource.RECOGNISED)
    assert codes(letter_checks.scripts(evidence_of(policy, page=page, major="ARETE"))) == [ReasonCode.BAD_FORMAT]
    assert letter_checks.scripts(evidence_of(policy, {"major": "ARETE"}, page=page, major="ARETE")) == ()
    assert letter_checks.scripts(evidence_of(policy, page=PAGE, major="ARETE")) == ()


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("school", "동해대학교", False),
        ("school", "University of Marlowe", False),
        ("school", "홍길동", True),
        ("school", "Tomas van Dijk", True),
        ("school", "Bachelor of Arts", True),
        ("school", "과학기술대학교", True),
        ("school", "등학교", True),
        ("school", "한빛과학기술대학교", False),
        ("school", "위와같이본대학교", True),
        ("school", "우리학교", True),
        ("school", "일본대학교", False),
        ("school", "본오고등학교", False),
        ("document_number", "제 2019-2306 호", False),
        ("document_number", "2019-2306", False),
        ("document_number", "Al2019-2306호", True),
        ("document_number", "제 56521", True),
        ("degree", "Bachelor of Arts", False),
        ("degree", "MBA", False),
        ("degree", "통계학과", True),
        ("holder_name", "동해대학교", True),
        ("holder_name", "Data Science", True),
        ("holder_name", "Physics", True),
        ("holder_name", "Tomas van Dijk", False),
        ("major", "이학사", True),
        ("major", "컴퓨터공학과", False),
        ("major", "Lakeshore University", True),
        ("major", "School Counselling", False),
        ("document_number", "제제57190호", True),
        ("document_number", "제 57190 호 호", True),
    ],
)
def test_a_value_in_the_wrong_field_shows(policy, name, value, held):
    assert bool(letter_checks.shapes(evidence_of(policy, **{name: value}))) is held
    assert letter_checks.shapes(evidence_of(policy, {name: value}, **{name: value})) == ()
