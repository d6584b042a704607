from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.field import FieldName
from core.domain.normal import normalise_value, same_value, typed_value


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("holder_name", "홍 길 동", "홍길동"),
        ("holder_name", "  Maria   Garcia\tLopez ", "Maria Garcia Lopez"),
        ("holder_name", "James O’Connor", "James O'Connor"),
        ("holder_name", "Oʼneil", "O'neil"),
        ("holder_name", "홍길동 (Hong Gil-dong)", "홍길동"),
        ("school", "서울 과학 대학교", "서울과학대학교"),
        ("school", "St.  Albans College", "St. Albans College"),
        ("degree", "공 학사", "공학사"),
        ("major", "IT 융합 공학과", "IT융합공학과"),
        ("document_number", "제  2024–58536  호", "제 2024-58536 호"),
        ("birth_date", "1999년 3월 2일", "1999-03-02"),
        ("birth_date", "03/04/1999", "03/04/1999"),
        ("birth_date", "1999-03-02 or 1999-03-20", "1999-03-02 or 1999-03-20"),
        ("birth_date", "1999-03-02 (March 2, 1999)", "1999-03-02"),
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


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1997-08-11", "1997-08-11"),
        (" 1997. 8. 11. ", "1997-08-11"),
        ("1997년 8월 11일", "1997-08-11"),
        ("11 August 1997", "1997-08-11"),
        ("", ""),
        ("가나다1997-08-11", None),
        ("1997-08-11가", None),
        ("1997-08-11 2001-02-03", None),
        ("1997-02-30", None),
        ("1997. 8", None),
        ("03/04/1997", None),
        ("1997-08-1", None),
    ],
)
def test_a_typed_date_is_the_whole_text(text, value):
    assert typed_value(FieldName.BIRTH_DATE, text) == value


@given(st.text(max_size=30))
def test_what_is_kept_of_a_typed_text_stays_as_it_is(text):
    for field in (FieldName.BIRTH_DATE, FieldName.HOLDER_NAME, FieldName.SCHOOL):
        kept = typed_value(field, text)
        assert kept is None or typed_value(field, kept) == kept
