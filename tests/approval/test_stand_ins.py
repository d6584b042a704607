"""Values that stand for others, what a degree demands, another school's letterhead, a resident registration number."""

from __future__ import annotations

import pytest

from core.approval.letterheads import letterhead_agrees
from core.approval.policy import Policy
from core.approval.schools import SchoolList, SchoolRow
from core.approval.stand_ins import stand_ins
from core.approval.study_checks import degree_plausible, resident_number
from tests.approval.cases import evidence_of, rules
from tests.kit.pages import page_of

STANDING = [
    ("holder_name", "OOO"),
    ("holder_name", "김○○"),
    ("holder_name", "김*수"),
    ("holder_name", "가나다"),
    ("holder_name", "John Doe"),
    ("holder_name", "Your Name Here"),
    ("holder_name", "First Last"),
    ("school", "OO대학교"),
    ("school", "샘플대학교"),
    ("school", "Example College"),
    ("school", "University Name"),
    ("major", "OO학과"),
    ("major", "Lorem Ipsum"),
    ("degree", "Bachelor of XXXX"),
    ("document_number", "제 2019-00000 호"),
    ("document_number", "XXXX-XXXXXX"),
    ("document_number", "2014-123456"),
    ("document_number", "제 2014-0123456 호"),
    ("document_number", "987654321"),
    ("document_number", "2014-111111"),
]
REAL = [
    ("holder_name", "홍길동"),
    ("holder_name", "John Dorsey"),
    ("holder_name", "Ottilie O'Neil"),
    ("holder_name", "Max Xu"),
    ("school", "Testwood College"),
    ("school", "Oxford University"),
    ("major", "Oceanography"),
    ("document_number", "제 2000-10000 호"),
    ("document_number", "9177-7984-9920-3854"),
    ("document_number", "제 2022-12345 호"),
    ("document_number", "2014-1234562"),
    ("document_number", "2014-22222"),
]


@pytest.mark.parametrize(("name", "value"), STANDING)
def test_a_value_that_stands_for_another_is_asked_whatever_is_claimed(policy: Policy, name: str, value: str) -> None:
    assert rules(stand_ins(evidence_of(policy, {name: value}, **{name: value}))) == ["stand_in"]


@pytest.mark.parametrize(("name", "value"), REAL)
def test_a_real_value_is_not(policy: Policy, name: str, value: str) -> None:
    assert stand_ins(evidence_of(policy, **{name: value})) == ()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"school": "동해고등학교"}, "degree_of_school"),
        ({"school": "Barlow High School", "degree": "Bachelor of Arts"}, "degree_of_school"),
        ({"birth_date": "2009-05-03"}, "age_for_degree"),
        ({"graduation_date": "2018-08-20"}, "study_too_short"),
    ],
)
def test_a_degree_that_cannot_be_is_asked(policy: Policy, changes: dict[str, str], rule: str) -> None:
    assert rules(degree_plausible(evidence_of(policy, **changes))) == [rule]


@pytest.mark.parametrize(
    "changes",
    [
        {"school": "동해고등학교", "degree": None},
        {"birth_date": "2004-05-03"},
        {"graduation_date": "2019-02-20"},
        {"birth_date": "2009-05-03", "degree": None},
    ],
)
def test_what_may_be_is_not(policy: Policy, changes: dict[str, str | None]) -> None:
    assert degree_plausible(evidence_of(policy, **changes)) == ()


@pytest.mark.parametrize("number", ["990504-1******", "990503-4234567", "001103 - 3●●●●●●"])
def test_a_resident_number_of_another_day_is_asked(policy: Policy, number: str) -> None:
    page = page_of("졸업증명서", f"주민등록번호 : {number}")
    assert rules(resident_number(evidence_of(policy, page=page))) == ["resident_number"]


def test_one_of_another_person_beside_it_is_asked(policy: Policy) -> None:
    page = page_of("졸업증명서", "주민등록번호 : 990503-1******", "주민등록번호 : 910712-2******")
    assert rules(resident_number(evidence_of(policy, page=page))) == ["resident_number"]


@pytest.mark.parametrize("number", ["990503-1******", "990503-2345678", "990504-12", "2019-990504-1234567"])
def test_one_of_the_same_day_or_none_at_all_is_not(policy: Policy, number: str) -> None:
    page = page_of("졸업증명서", f"번호 : {number}")
    assert resident_number(evidence_of(policy, page=page)) == ()


@pytest.mark.parametrize(
    ("school", "line"),
    [
        ("동해대학교", "조 선 대 학 교"),
        ("동해대학교", "조선대학교 총장"),
        ("동해대학교", "조 선 대 학교 교 무 처 학 적 과 / 062-230-6000"),
        ("동해대학교", "※ 문의 : 조선대학교 학사지원팀"),
        ("Riverside University", "Boston College"),
        ("Riverside University", "University of Leeds"),
    ],
)
def test_a_letterhead_of_another_school_is_asked(policy: Policy, school: str, line: str) -> None:
    found = letterhead_agrees(evidence_of(policy, page=page_of(line, "졸업증명서"), school=school))
    assert rules(found) == ["letterhead_differs"]


@pytest.mark.parametrize(
    ("school", "line"),
    [
        ("동해대학교", "동해대학교총장"),
        ("동해대학교", "동헤대학교"),
        ("동해대학교", "국립동해대학교"),
        ("동해대학교", "Boston College"),
        ("동해대학교", "조선대학교 부설 연구소"),
        ("동해대학교", "동해대학교 교무처 (062-230-6000)"),
        ("동해대학교", "본 대학교 교무처로 문의"),
        ("동해대학교", "2019년 조선대학교 교류학생"),
        ("Riverside University", "College of Engineering"),
        ("Riverside University", "Riversida University"),
        ("Riverside University", "The Riverside State University"),
    ],
)
def test_the_same_school_and_its_parts_are_not(policy: Policy, school: str, line: str) -> None:
    assert letterhead_agrees(evidence_of(policy, page=page_of(line, "졸업증명서"), school=school)) == ()


def test_two_names_of_a_listed_school_are_one(policy: Policy) -> None:
    schools = SchoolList((SchoolRow("한국과학기술원", ("카이스트대학교",)), SchoolRow("조선대학교")))
    page = page_of("카이스트대학교", "졸업증명서")
    assert letterhead_agrees(evidence_of(policy, page=page, school="한국과학기술원", schools=schools)) == ()
    assert letterhead_agrees(evidence_of(policy, page=page, school="조선대학교", schools=schools)) != ()
