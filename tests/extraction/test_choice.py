"""Which of several places gives the value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of


def page(labelled: str, share: float):
    """A labelled school, read with that confidence, above its head's line."""
    made = page_of("졸업증명서", "성명 : 홍길동", f"학교명 : {labelled}", "2022년 3월 5일", "@1200 광주예술대학교 총장")
    return replace(made, words=tuple(replace(w, confidence=share if w.text == labelled else 0.9) for w in made.words))


@pytest.mark.parametrize(
    ("labelled", "share", "wanted"),
    [
        ("광주예솔대학교", 0.62, "광주예술대학교"),
        ("광주예솔대학교", 0.85, "광주예솔대학교"),
        ("광주여자대학교", 0.62, "광주여자대학교"),
    ],
)
def test_of_two_places_one_part_of_a_letter_apart_the_one_read_far_more_surely_counts(
    extraction, labelled, share, wanted
):
    school = extract(extraction, page(labelled, share)).get(FieldName.SCHOOL)
    assert school.value == wanted
    assert "several_values" in school.doubts
    assert set(school.others) == {labelled, "광주예술대학교"} - {wanted}


@pytest.mark.parametrize(
    ("degree", "level", "others"),
    [
        ("경제학사", "학사", ()),
        ("공학석사", "석사", ()),
        ("공학석사", "학사", ("학사",)),
        ("전문학사", "학사", ("학사",)),
    ],
)
def test_the_level_that_a_sentence_names_contradicts_a_degree_of_another_level_alone(extraction, degree, level, others):
    sentence = f"위 사람은 본교의 전 과정을 이수하고 {level} 학위의 자격을 갖추었으므로 이 증서를 수여함."
    made = page_of("학 위 증", "성명 : 홍길동", f"학위 : {degree}", sentence, "2020년 3월 2일", "@1200 새벽대학교 총장")
    found = extract(extraction, made).get(FieldName.DEGREE)
    assert (found.value, found.others) == (degree, others)
