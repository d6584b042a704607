"""Letters misread within well-known words: mended with a doubt, and never where another word is meant."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import replace

import pytest

import resources
from core.domain.field import FieldName
from core.domain.page import TextSource
from core.extraction.mending import mended_text
from tests.documents import facts, other_facts
from tests.kit.pages import extract, page_of


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("새벽예슬대학교", "새벽예술대학교"),
        ("새벽극제대학교", "새벽국제대학교"),
        ("소프르웨어학부", "소프트웨어학부"),
        ("건측학과", "건축학과"),
        ("새벽고듯학교", "새벽고등학교"),
        ("물류학과", "물류학과"),
        ("한국기술교육대학교", "한국기술교육대학교"),
        ("데이터사이언스학과", "데이터사이언스학과"),
    ],
)
def test_a_misread_letter_of_a_well_known_word_is_mended(types, read, meant):
    assert mended_text(types, read) == meant


def test_no_name_that_there_is_becomes_another(types):
    policy = tomllib.loads(resources.path("policies/default.toml").read_text("utf-8"))
    majors = [name + end for name in policy["known"]["phrases"]["major"] for end in ("", "과", "학과", "학부", "전공")]
    with resources.path("schools.csv").open(encoding="utf-8") as file:
        schools = [row["name"] for row in csv.DictReader(file)]
    drawn = [*facts.HIGH_SCHOOLS_KO, *(text for text in vars(other_facts).values() if isinstance(text, str))]
    assert [name for name in (*majors, *schools, *drawn) if mended_text(types, name) != name] == []


def test_a_mended_value_is_found_on_the_page_and_doubted(extraction):
    page = page_of("졸업증명서", "성명 : 홍길동", "학과 : 건측학과", source=TextSource.RECOGNISED)
    field = extract(extraction, page).get(FieldName.MAJOR)
    assert (field.value, field.raw, field.grounded, field.doubts) == ("건축학과", "건측학과", True, ("mended",))


def test_a_text_layer_is_left_as_it_is(extraction):
    page = replace(page_of("졸업증명서", "학과 : 건측학과"), source=TextSource.TEXT_LAYER)
    assert extract(extraction, page).get(FieldName.MAJOR).value == "건측학과"


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("Major : Grephic Design", FieldName.MAJOR, "Graphic Design"),
        ("Major : COMPUTER SCIENGE", FieldName.MAJOR, "COMPUTER SCIENCE"),
        ("Degree : Iviaster of Science", FieldName.DEGREE, "Master of Science"),
        ("학위 : 공학석석사", FieldName.DEGREE, "공학석사"),
        ("학과 : 건축부", FieldName.MAJOR, "건축학부"),
    ],
)
def test_a_letter_of_a_known_word_that_was_hardly_read_is_mended_and_doubted(extraction, row, field, value):
    found = extract(extraction, page_of("졸업증명서", row, confidence=0.85, source=TextSource.RECOGNISED)).get(field)
    assert (found.value, found.grounded, "mended" in found.doubts) == (value, True, True)


@pytest.mark.parametrize(
    ("row", "field", "value", "share"),
    [
        ("Major : Grephic Design", FieldName.MAJOR, "Grephic Design", 0.96),
        ("Major : Economic Policy", FieldName.MAJOR, "Economic Policy", 0.85),
        ("학위 : 문학학사", FieldName.DEGREE, "문학학사", 0.85),
        ("학과 : 기계공학부", FieldName.MAJOR, "기계공학부", 0.85),
        ("School : Scienge University", FieldName.SCHOOL, "Scienge University", 0.85),
    ],
)
def test_what_may_be_meant_as_it_was_read_is_left(extraction, row, field, value, share):
    page = page_of("졸업증명서", row, confidence=share, source=TextSource.RECOGNISED)
    assert extract(extraction, page).get(field).value == value


@pytest.mark.parametrize("told", ["학위 : {}", "2014년 2월 20일 소정의 전 과정을 마치고 졸업하여 {}의 학위를 수여함"])
@pytest.mark.parametrize(
    ("read", "value", "doubts"),
    [
        ("공학학사", "공학학사", ("odd_shape",)),
        ("문학학사", "문학학사", ("odd_shape",)),
        ("경영학학사", "경영학학사", ("odd_shape",)),
        ("공공학사", "공공학사", ("odd_shape",)),
        ("경영경영학사", "경영경영학사", ("odd_shape",)),
        ("의학석사", "의학석사", ()),
        ("교육학석사", "교육학석사", ()),
        ("체육학사", "체육학사", ()),
        ("이학사", "이학사", ()),
    ],
)
def test_a_degree_with_a_syllable_read_twice_is_doubted(extraction, told, read, value, doubts):
    page = page_of("졸업증명서", "성명 : 홍길동", told.format(read), source=TextSource.RECOGNISED)
    field = extract(extraction, page).get(FieldName.DEGREE)
    assert (field.value, field.doubts) == (value, doubts)


def test_a_syllable_printed_twice_stays(extraction):
    page = page_of("졸업증명서", "성명 : 홍길동", "학위 : 공학학사")
    assert extract(extraction, page).get(FieldName.DEGREE).value == "공학학사"
    public = replace(page_of("졸업증명서", "성명 : 홍길동", "학위 : 공공행정학사"), source=TextSource.RECOGNISED)
    assert extract(extraction, public).get(FieldName.DEGREE).doubts == ()
