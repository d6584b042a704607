from __future__ import annotations

from dataclasses import replace

from core.domain.field import Extraction, FieldName, Said, Source
from core.domain.page import Engine, OtherReading, Page, TextSource
from core.extraction.stage import ExtractionStage
from core.extraction.types import DocumentTypes
from tests.kit.pages import extract, page_of

LINES = (
    "졸업증명서",
    "성명 : 홍길동",
    "생년월일 : 1999년 5월 3일",
    "학과 : 통계학과",
    "2022년 3월 5일",
    "동해대학교총장",
)


def _surely(page: Page, confidence: float) -> Page:
    return replace(page, words=tuple(replace(word, confidence=confidence) for word in page.words))


def _twice(first: Page, second: Page, confidence: float = 0.99) -> Page:
    other = OtherReading(Engine("other", "1"), _surely(second, confidence).words)
    return replace(first, source=TextSource.RECOGNISED, others=(other,))


def _read(types: DocumentTypes, *pages: Page) -> Extraction:
    return extract(ExtractionStage(types), *pages)


def test_without_another_reading_nothing_changes(types: DocumentTypes) -> None:
    page = page_of(*LINES)
    assert all(field.sources == (Source.RULE,) for field in _read(types, page).fields)


def test_two_readings_that_agree_are_both_named(types: DocumentTypes) -> None:
    page = page_of(*LINES)
    fields = _read(types, _twice(page, page)).fields
    assert {field.sources for field in fields} == {(Source.RULE, Source.READER)}
    assert not any(field.readings for field in fields)


def test_agreeing_values_are_as_sure_as_the_surer_reader(types: DocumentTypes) -> None:
    weak = _surely(page_of(*LINES), 0.4)
    name = _read(types, _twice(weak, weak, 0.97)).get(FieldName.HOLDER_NAME)
    assert (name.value, name.confidence, name.grounded) == ("홍길동", 0.97, True)
    other = _read(types, _twice(_surely(weak, 0.9), weak, 0.2)).get(FieldName.HOLDER_NAME)
    assert other.confidence == 0.9


def test_where_they_differ_the_first_stays_and_both_are_shown(types: DocumentTypes) -> None:
    misread = page_of(LINES[0], "성명 : 홍길등", *LINES[2:])
    name = _read(types, _twice(misread, page_of(*LINES))).get(FieldName.HOLDER_NAME)
    assert name.value == "홍길등"
    assert "sources_disagree" in name.doubts
    assert name.readings == (Said(Source.RULE, "홍길등"), Said(Source.READER, "홍길동"))


def test_a_value_that_only_the_second_gives_is_a_question(types: DocumentTypes) -> None:
    without = page_of(*LINES[:2], *LINES[3:])
    birth = _read(types, _twice(without, page_of(*LINES))).get(FieldName.BIRTH_DATE)
    assert (birth.value, birth.sources) == ("1999-05-03", (Source.READER,))
    assert "reader_only" in birth.doubts


def test_a_value_that_the_second_does_not_give_stands_as_it_is(types: DocumentTypes) -> None:
    page = page_of(*LINES)
    without = page_of(*LINES[:2], *LINES[3:])
    birth = _read(types, _twice(page, without)).get(FieldName.BIRTH_DATE)
    assert (birth.sources, birth.doubts) == ((Source.RULE,), ())


def test_pages_read_once_do_not_count_as_read_twice(types: DocumentTypes) -> None:
    first = page_of(*LINES)
    second = replace(page_of("별지", "아무 내용도 없음"), number=2)
    fields = _read(types, first, _twice(second, second)).fields
    assert {field.sources for field in fields} == {(Source.RULE,)}
