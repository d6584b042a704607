"""English documents set in the middle of the page, and what stands before degrees in Korean sentences."""

from __future__ import annotations

from itertools import product

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of

DEGREE, MAJOR, NAME, SCHOOL = FieldName.DEGREE, FieldName.MAJOR, FieldName.HOLDER_NAME, FieldName.SCHOOL
STUDIED = (
    "has completed the prescribed course of study in",
    "who was enrolled in the program of study in",
    "graduated from this University with a major in",
)
FIELDS = ("International Trade and Business", "Law")
AWARDED = (
    "and has been awarded the degree of|Bachelor of Arts",
    "leading to the degree of|BACHELOR OF ARTS",
    "Bachelor of Arts",
    "having been awarded the|Bachelor of Arts degree",
)
FEET = (
    "|Issued on March 2, 2020|John Smith|Director, Office of the Registrar",
    "|Dated this 2nd day of March 2020|Professor John Smith|Dean, Faculty of Engineering|EASTBROOK UNIVERSITY",
)


def _centred(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("|")]
    return [" " * max(0, int((49 - len(line) * 0.93) // 2)) + line for line in lines]


@pytest.mark.parametrize(("studied", "field"), [*product(STUDIED, FIELDS)])
def test_a_field_of_study_and_a_degree_may_have_lines_of_their_own(extraction, studied, field):
    for awarded, foot in product(AWARDED, FEET):
        head = "EASTBROOK UNIVERSITY|CERTIFICATE OF GRADUATION|This is to certify that|MARIA LOPEZ|born on May 3, 1990|"
        found = extract(extraction, page_of(*_centred(f"{head}{studied}|{field}|{awarded}{foot}")))
        values = {item.name: (item.value.title(), item.doubts) for item in found.fields}
        assert values[MAJOR] == (field.title(), ())
        assert values[DEGREE] == ("Bachelor Of Arts", ())
        assert values[NAME] == ("Maria Lopez", ())


@pytest.mark.parametrize(
    "major",
    [
        "in|Mechanical and Aerospace Engineering",
        "in Economics and Finance",
        "with a major in|Art History",
        "in the field of|Law",
    ],
)
@pytest.mark.parametrize("below", ["February 20, 2020", "with all the rights thereunto appertaining", "President"])
def test_a_diploma_may_give_the_field_of_study_below_the_degree(extraction, major, below):
    head = "EASTBROOK UNIVERSITY|DIPLOMA|hereby confers upon|Maria Lopez|the degree of|Bachelor of Science"
    found = extract(extraction, page_of(*_centred(f"{head}|{major}|{below}")))
    wanted = major.split("|")[-1].removeprefix("in ")
    assert (found.get(MAJOR).value, found.get(MAJOR).doubts) == (wanted, ())
    assert (found.get(DEGREE).value, found.get(DEGREE).doubts) == ("Bachelor of Science", ())


@pytest.mark.parametrize(
    ("line", "degree", "graduated"),
    [
        ("The degree of Master of Science has been conferred.", "Master of Science", None),
        ("The degree of Master of Arts was conferred upon her on May 4, 2020.", "Master of Arts", "2020-05-04"),
        ("Bachelor of Laws, conferred at Eastbrook on May 4, 2020", None, "2020-05-04"),
    ],
)
def test_a_degree_may_have_a_sentence_of_its_own(extraction, line, degree, graduated):
    head = "This is to certify that Maria Lopez has graduated from Eastbrook University."
    found = extract(extraction, page_of("CERTIFICATE OF GRADUATION", head, line))
    given = {item.name: item.value for item in found.fields}
    assert (given.get(DEGREE), given.get(FieldName.GRADUATION_DATE)) == (degree, graduated)


@pytest.mark.parametrize(
    ("before", "degree", "doubts"),
    [
        ("자격을 갖추었으므로 이에", "공학사", ()),
        ("시험에 합격하였기에 여기에", "사회복지학사", ()),
        ("논문심사에 통과하여 마땅히", "이학박사", ()),
        ("과정을 마치고 명실공히", "문학석사", ()),
        ("과정을 마치고 오늘", "공학사", ("odd_shape",)),
        ("과정을 마치고 누리보듬", "공학사", ("odd_shape",)),
    ],
)
def test_what_stands_before_a_degree_in_a_sentence_is_no_part_of_it(extraction, before, degree, doubts):
    page = page_of(
        "학위기", "성명 홍길동", f"위 사람은 본교 법학과의 {before} {degree}의 학위를 수여함", "2020년 2월 20일"
    )
    field = extract(extraction, page).get(DEGREE)
    assert (field.value, field.doubts, field.grounded) == (degree, doubts, True)


def test_words_before_a_major_are_no_part_of_it(extraction):
    page = page_of("학위기", "위 사람은 본교 학칙에 의거 법학과에서 정한 과정을 마쳤으므로 이에 법학사의 학위를 수여함")
    field = extract(extraction, page).get(MAJOR)
    assert (field.value, field.doubts) == ("법학과", ("odd_shape",))


@pytest.mark.parametrize("line", ["at Eastbrook University", "of Eastbrook University"])
def test_no_school_is_called_by_where_it_stands(extraction, line):
    found = extract(extraction, page_of("CERTIFICATE OF GRADUATION", "Eastbrook University", line))
    assert (found.get(SCHOOL).value, found.get(SCHOOL).doubts) == ("Eastbrook University", ())
