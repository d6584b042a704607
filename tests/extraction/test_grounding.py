from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.field import Field, FieldName, Source
from core.domain.page import Box
from core.extraction.grounding import is_grounded
from tests.kit.pages import page_of

PAGE = page_of("성 명 : 홍 길 동", "입학일 : 2018. 3. 2.", "Degree : Bachelor of Arts", "졸 업 증 명 서")
EVERYWHERE = Box(0, 0, 1, 1)


def field(name: str, value: str, box: Box | None = EVERYWHERE) -> Field:
    return Field(FieldName(name), value, value, 0, 1, box, (), 1.0, (Source.RULE,), grounded=False)


@pytest.mark.parametrize(
    ("name", "value", "grounded"),
    [
        ("holder_name", "홍길동", True),
        ("holder_name", "홍길순", False),
        ("holder_name", "길동홍", False),
        ("admission_date", "2018-03-02", True),
        ("admission_date", "2018-02-03", False),
        ("degree", "Bachelor of Arts", True),
        ("degree", "Bachelor of Art History", False),
        ("document_type", "graduation_certificate", True),
        ("document_type", "transcript", False),
        ("document_type", "no_such_type", False),
        ("holder_name", "", False),
        ("holder_name", "...", False),
    ],
)
def test_a_value_is_found_again_or_not(types, name, value, grounded):
    assert is_grounded(field(name, value), [PAGE], types) is grounded


def test_a_value_is_found_only_at_its_box(types):
    first, second = PAGE.words[0].box, PAGE.words[-1].box
    assert not is_grounded(field("holder_name", "홍길동", second), [PAGE], types)
    assert not is_grounded(field("holder_name", "홍길동", first), [PAGE], types)


def test_no_box_no_page_no_ground(types):
    assert not is_grounded(field("holder_name", "홍길동", None), [PAGE], types)
    assert not is_grounded(replace(field("holder_name", "홍길동"), page=2), [PAGE], types)


@given(
    st.text(min_size=1, max_size=12), st.sampled_from(["holder_name", "school", "major", "degree", "document_number"])
)
def test_what_does_not_stand_there_is_never_found(types, value, name):
    letters = "".join(letter for letter in value.casefold() if letter.isalnum())
    there = "".join(letter for word in PAGE.words for letter in word.text.casefold() if letter.isalnum())
    if letters and letters not in there:
        assert not is_grounded(field(name, value), [PAGE], types)
