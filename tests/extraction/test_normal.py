from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.field import FieldName
from core.domain.normal import normalise_value, same_value


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("holder_name", "홍 길 동", "홍길동"),
        ("holder_name", "  Maria   Garcia\tLopez ", "Maria Garcia Lopez"),
        ("holder_name", "James O’Connor", "James O'Connor"),
        ("holder_name", "홍길동 (Hong Gil-dong)", "홍길동"),
        ("school", "서울 과학 대학교", "서울과학대학교"),
        ("school", "St.  Albans College", "St. Albans College"),
        ("degree", "공 학사", "공학사"),
        ("major", "IT 융합 공학과", "IT융합공학과"),
        ("document_number", "제  2024–58536  호", "제 2024-58536 호"),
        ("birth_date", "1999년 3월 2일", "1999-03-02"),
        ("birth_date", "03/04/1999", "03/04/1999"),
    ],
)
def test_each_field_has_one_form(field, text, value):
    assert normalise_value(FieldName(field), text) == value


def test_composed_and_decomposed_hangul_are_the_same():
    assert same_value(FieldName.HOLDER_NAME, unicodedata.normalize("NFD", "홍길동"), "홍 길동")


def test_names_in_different_scripts_are_never_the_same():
    assert not same_value(FieldName.HOLDER_NAME, "홍길동", "HONG GILDONG")


def test_case_does_not_make_another_name():
    assert same_value(FieldName.HOLDER_NAME, "HONG GILDONG", "Hong Gildong")


@given(st.sampled_from(list(FieldName)), st.text(max_size=40))
def test_normalising_twice_changes_nothing(field, text):
    once = normalise_value(field, text)
    assert normalise_value(field, once) == once
