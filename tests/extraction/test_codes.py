"""Barcodes and QR codes beside what is printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName, Said, Source
from core.domain.page import Box, Code
from tests.kit.pages import extract, page_of

NUMBER, NAME, BIRTH = FieldName.DOCUMENT_NUMBER, FieldName.HOLDER_NAME, FieldName.BIRTH_DATE
LINES = ("제 2022-12345 호", "졸업증명서", "성명 : 홍길동", "생년월일 : 1999년 5월 3일")


def read(extraction, *texts: str):
    """The page's fields, with codes of those texts on it."""
    codes = tuple(Code(text, "QR Code", Box(0.8, 0.8, 0.9, 0.9)) for text in texts)
    return extract(extraction, replace(page_of(*LINES), codes=codes))


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("2022-12345", {NUMBER}),
        ("202212345", {NUMBER}),
        ("제 2022-12345 호", {NUMBER}),
        ("https://verify.example/check?doc=2022-12345&lang=ko", {NUMBER}),
        ("https://verify.example/2022-12345", {NUMBER}),
        ('{"name": "홍길동", "birth_date": "1999-05-03", "cert_no": "2022-12345"}', {NAME, BIRTH}),
        ("성명: 홍길동; 생년월일: 1999.05.03", {NAME, BIRTH}),
        ("name=홍길동|no=제2022-12345호", {NAME, NUMBER}),
    ],
)
def test_a_code_that_says_the_same_is_one_more_source(extraction, text, agreed):
    fields = read(extraction, text).fields
    assert {field.name for field in fields if Source.BARCODE in field.sources} >= agreed
    assert all(not field.doubts for field in fields)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("2022-12346", NUMBER, "2022-12346"),
        ("https://verify.example/check?doc=2022-12395", NUMBER, "2022-12395"),
        ('{"name": "홍길순"}', NAME, "홍길순"),
        ("birth: 1999-05-08", BIRTH, "1999-05-08"),
    ],
)
def test_a_code_that_says_otherwise_is_shown_beside_the_print(extraction, text, name, said):
    field = read(extraction, text).get(name)
    assert field.doubts == ("sources_disagree",)
    assert field.readings == (Said(Source.RULE, field.value), Said(Source.BARCODE, said))


@pytest.mark.parametrize(
    "text",
    [
        "8801234567890",
        "https://verify.example/",
        "https://verify.example/check?no=99",
        "WIFI:S:guest;T:WPA;P:secret;;",
        "{not json",
        "[" * 3000,
        '{"a": ' * 900,
        "",
        "\x00\x1b]8;;http://x\x07",
    ],
)
def test_other_codes_say_nothing(extraction, text):
    plain = extract(extraction, page_of(*LINES))
    assert read(extraction, text) == plain


def test_a_code_alone_gives_no_value(extraction):
    assert read(extraction, '{"major": "통계학과"}').get(FieldName.MAJOR) is None


def test_one_code_that_agrees_does_not_outvote_one_that_does_not(extraction):
    field = read(extraction, "2022-12345", "2022-12346").get(NUMBER)
    assert field.doubts == ("sources_disagree",)
