"""What recognisers mix and tear: halves of lines, crests, the lines of a label, words read on two lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from core.domain.page import Box, TextSource, Word
from core.extraction.split_words import without_splits
from core.extraction.word_gaps import word_gaps
from tests.kit.pages import extract, page_of, value_of


def test_spread_prose_has_no_cells():
    texts = ["from", "this", "College", "on", "April", "with", "the", "degree", "of"]
    words = [(text, 100.0 * at, 100.0 * at + 78) for at, text in enumerate(texts)]
    assert max(word_gaps(words, 20.0)) < 0.5
    row = [(text.capitalize(), left, right) for text, left, right in words]
    assert max(word_gaps(row, 20.0)) == pytest.approx(1.1)


def placed(text: str, x0: float, x1: float, line: int, y0: float = 0.5) -> Word:
    return Word(text, Box(x0, y0, x1, y0 + 0.01), 0.95, line)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((placed("Feb", 0.3775, 0.4059, 1), placed("ebruary", 0.3866, 0.4501, 2)), ["February"]),
        ((placed("March", 0.3781, 0.392, 1), placed("arch", 0.3953, 0.4298, 2)), ["March"]),
        ((placed("2006", 0.3775, 0.3872, 1), placed("006", 0.389, 0.421, 2)), ["2006"]),
        ((placed("2006", 0.3775, 0.4175, 1), placed("06", 0.42, 0.44, 2)), ["2006", "06"]),
        ((placed("Feb", 0.3775, 0.4059, 1), placed("ebruary", 0.3866, 0.4501, 1)), ["Feb", "ebruary"]),
        ((placed("Feb", 0.3775, 0.4059, 1), placed("ebruary", 0.3866, 0.4501, 2, 0.52)), ["Feb", "ebruary"]),
    ],
)
def test_words_divided_among_two_lines(words, wanted):
    assert [word.text for word in without_splits(words)] == wanted


def test_scraps_over_a_name_do_not_tear_its_line(extraction):
    page = page_of(
        "졸업증명서", "위와 같이 증명합니다.", "서 해 고 등 학 교 장", source=TextSource.RECOGNISED, confidence=0.95
    )
    letters = [word for word in page.words if word.line == 2]
    scraps = tuple(
        Word(text, replace(over.box, x1=over.box.x1 + 0.008, y1=over.box.y0 + 0.005), sure, 3)
        for text, over, sure in (("=", letters[0], 0.83), ("=s", letters[3], 0.48))
    )
    torn = replace(page, words=(*page.words, *scraps))
    assert value_of(extract(extraction, torn), "school") == "서해고등학교"


def test_tops_of_the_heads_letters_are_no_line_of_their_own(extraction):
    lines = ("졸업증명서", "위와 같이 증명합니다.", "@1000 중 부 과 학 대 학교 총장")
    page = page_of(*lines, source=TextSource.RECOGNISED, confidence=0.95)
    words = list(page.words)
    for text, at in (("즈", 0), ("브", 1)):
        whole = [word for word in page.words if word.line == 2][at]
        half = (whole.box.y0 + whole.box.y1) / 2
        words[words.index(whole)] = replace(whole, box=replace(whole.box, y0=half))
        words.append(Word(text, replace(whole.box, y1=half - 0.001), 0.9, 3))
    assert value_of(extract(extraction, replace(page, words=tuple(words))), "school") == "중부과학대학교"


def test_a_crest_as_high_as_two_lines_joins_none(extraction):
    page = page_of(
        "   University of San Lorenzo", "   Cebu City", "CERTIFICATION", source=TextSource.RECOGNISED, confidence=0.95
    )
    crest = Word("1)", Box(0.03, 0.068, 0.06, 0.125), 0.56, 9)
    found = extract(extraction, replace(page, words=(crest, *page.words)))
    assert value_of(found, "school") == "University of San Lorenzo"


def test_the_second_line_of_a_label_is_not_in_the_row_of_the_first(extraction):
    page = page_of("졸업증명서", source=TextSource.RECOGNISED, confidence=0.95)
    label = (
        placed("a", 0.158, 0.174, 1, 0.2196),
        placed("명", 0.221, 0.235, 1, 0.2203),
        placed("Name", 0.158, 0.199, 2, 0.2262),
    )
    name = tuple(placed(text, x0, x0 + 0.017, 2, 0.227) for text, x0 in (("황", 0.382), ("찬", 0.404), ("영", 0.424)))
    words = tuple(replace(word, box=replace(word.box, y1=word.box.y0 + 0.0145)) for word in (*label, *name))
    assert value_of(extract(extraction, replace(page, words=(*page.words, *words))), "holder_name") == "황찬영"


def test_a_gap_behind_the_degree_of_a_number_loses_nothing(extraction):
    page = page_of("석  제 8806 호", "학위기", source=TextSource.RECOGNISED, confidence=0.95)
    number = extract(extraction, page).get(FieldName.DOCUMENT_NUMBER)
    assert number is not None
    assert number.value.replace(" ", "") == "석제8806호"
    assert "torn_line" not in number.doubts


def test_a_heads_line_that_was_read_twice_is_asked_about(extraction):
    page = page_of("졸업증명서", "증명합니다.", "한강디대학교 총장", source=TextSource.RECOGNISED, confidence=0.95)
    head = next(word for word in page.words if word.line == 2)
    again = replace(head, text="한강", box=replace(head.box, x1=(head.box.x0 + head.box.x1) / 2), line=3)
    doubts = []
    for words in (page.words, (*page.words, again)):
        school = extract(extraction, replace(page, words=words)).get(FieldName.SCHOOL)
        assert school is not None
        doubts.append("torn_line" in school.doubts)
    assert doubts == [False, True]


@pytest.mark.parametrize(("above", "is_cut_off"), [("Korean Language", True), ("한국어", False), ("", False)])
def test_a_value_whose_first_line_stands_above_its_label_is_cut_off(extraction, above, is_cut_off):
    page = page_of("Certificate of Enrolment", "@160 Department   Education", f"@136                {above}")
    value = next(word for word in page.words if word.text == "Education")
    first = next((word for word in page.words if word.line == 2), None)
    shift = value.box.x0 - first.box.x0 if first else 0.0
    moved = tuple(
        replace(word, box=replace(word.box, x0=word.box.x0 + shift, x1=word.box.x1 + shift)) if word.line == 2 else word
        for word in page.words
    )
    major = extract(extraction, replace(page, words=moved)).get(FieldName.MAJOR)
    assert major is not None
    assert ("cut_off" in major.doubts) is is_cut_off
