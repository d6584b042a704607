"""Family name and given names with labels of their own."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of

NAME = FieldName.HOLDER_NAME


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Family Name : HONG", "Given Name(s) : GILDONG"), "HONG GILDONG"),
        (("First Name : Noah           Last Name : Brennan",), "Noah Brennan"),
        (("Surname                 Given Names", "Van der Merwe           Margaux R."), "Van der Merwe Margaux R."),
        (("First Name: Noah", "Middle Name: Ito", "Last Name: Brennan"), "Noah Ito Brennan"),
    ],
)
def test_parts_of_a_name_are_joined_in_their_order(extraction, lines, name):
    field = extract(extraction, page_of("Certificate of Graduation", *lines, "Date of Birth: June 3, 1999")).get(NAME)
    assert (field.value, field.grounded, field.doubts) == (name, True, ())


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Family Name : HONG", "Date of Birth: June 3, 1999"), None),
        (("Name : Noah Brennan", "Family Name : HONG", "Given Name : GILDONG"), "Noah Brennan"),
        (("성명 : 홍길동", "Family Name : HONG", "Given Name : GILDONG"), "홍길동"),
    ],
)
def test_one_part_is_no_name_and_a_whole_one_needs_no_parts(extraction, lines, name):
    field = extract(extraction, page_of("Certificate of Graduation", *lines)).get(NAME)
    assert (field and field.value) == name


def test_telephone_numbers_are_no_document_numbers(extraction):
    found = extract(extraction, page_of("02-1234-5678", "졸업증명서", "성명 : 홍길동"))
    assert found.get(FieldName.DOCUMENT_NUMBER) is None


@pytest.mark.parametrize("said", ["June 3, 2005", "생명과학과"])
def test_what_is_something_else_is_no_school(extraction, said):
    assert extract(extraction, page_of("졸업증명서", "성명 : 홍길동", f"학교 : {said}")).get(FieldName.SCHOOL) is None


@pytest.mark.parametrize(
    ("row", "others"),
    [
        ("영문성명 : KIM CHULSOO", ("KIM CHULSOO",)),
        ("성명(영문) : HONG GILDONG", ("HONG GILDONG",)),
        ("한자성명 : 洪吉童", ()),
    ],
)
def test_the_name_in_latin_letters_is_told_beside_the_korean_one(extraction, row, others):
    field = extract(extraction, page_of("졸업증명서", "성명 : 홍길동", row)).get(NAME)
    assert (field.value, field.others) == ("홍길동", others)
