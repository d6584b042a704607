"""Labels of which a part could not be read, and signs behind labels that were read as something else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from core.domain.page import TextSource
from tests.kit.pages import extract, page_of

NAME, MAJOR, DEGREE, NUMBER = FieldName.HOLDER_NAME, FieldName.MAJOR, FieldName.DEGREE, FieldName.DOCUMENT_NUMBER
KIND = FieldName.DOCUMENT_TYPE


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("AS (Major) : 호텔경영학과", MAJOR, "호텔경영학과"),
        ("BAe (Graduation) : 2025.02.24", FieldName.GRADUATION_DATE, "2025-02-24"),
        ("[ 싱명 ] 김보정", NAME, "김보정"),
        ("상명 : 김보정", NAME, "김보정"),
        ("성명 (Name) : 반 호미", NAME, "반호미"),
        ("학위 ; 이학사", DEGREE, "이학사"),
    ],
)
def test_what_is_left_of_a_label_tells_its_value(extraction, row, field, value):
    found = extract(extraction, page_of("졸업증명서", row, "생년월일 : 1999. 5. 3.")).get(field)
    assert (found.value, set(found.doubts) <= {"label_misread"}) == (value, True)


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ("즈며버호     K-2026-64544", NUMBER, "K-2026-64544"),
        ("조어녀워일 : 2024. 2. 16.", FieldName.GRADUATION_DATE, "2024-02-16"),
        ("새년워일     1999. 5. 3.", FieldName.BIRTH_DATE, "1999-05-03"),
    ],
)
def test_a_label_is_known_by_its_upper_strokes(extraction, row, field, value):
    page = page_of("졸업증명서", "성명     김보정", row, confidence=0.95, source=TextSource.RECOGNISED)
    found = extract(extraction, page).get(field)
    assert (found.value, found.doubts) == (value, ("label_misread",))


@pytest.mark.parametrize("row", ["학부생 (Student)", "성영     홍길동", "이람     1999. 5. 3."])
def test_what_only_resembles_a_label_is_none(extraction, row):
    found = extract(extraction, page_of("졸업증명서", "성명     김보정", row)).get(NAME)
    assert (found.value, found.doubts) == ("김보정", ())


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("문서번호제 11632 호", "제 11632 호"),
        ("발급번호제 2013-57044 호", "제 2013-57044 호"),
        ("No, 2019-GR-587996", "2019-GR-587996"),
        ("Ref. No, 2019-58796", "2019-58796"),
    ],
)
def test_a_number_keeps_its_frame_where_its_label_touches_it(extraction, row, value):
    page = page_of("졸업증명서", row.replace("번호제", "번호 제"))
    words = list(page.words)
    for index, word in enumerate(words):
        if word.text in ("문서번호", "발급번호"):
            words[index] = replace(word, box=replace(word.box, x1=words[index + 1].box.x0))
    assert extract(extraction, replace(page, words=tuple(words))).get(NUMBER).value == value


@pytest.mark.parametrize(("sign", "share", "value"), [("ss", 0.1, "Master of Arts"), ("ss", 0.95, "ss Master of Arts")])
def test_a_colon_that_was_read_as_letters_is_no_part_of_the_value(extraction, sign, share, value):
    page = page_of("Certificate of Graduation", f"Degree    {sign}  Master of Arts", source=TextSource.RECOGNISED)
    words = tuple(replace(word, confidence=share) if word.text == sign else word for word in page.words)
    assert extract(extraction, replace(page, words=words)).get(DEGREE).value == value


def test_the_first_letter_of_a_widely_spaced_name_is_no_colon(extraction):
    page = page_of("졸업증명서", "성명    홍   길   동", source=TextSource.RECOGNISED)
    words = tuple(replace(word, confidence=0.1) if word.text == "홍" else word for word in page.words)
    assert extract(extraction, replace(page, words=words)).get(NAME).value == "홍길동"


@pytest.mark.parametrize(
    ("title", "rows", "kind", "doubts"),
    [
        ("조업증명서", ("성명     홍길동   졸업일자   2016. 2. 15.",), "graduation_certificate", ()),
        ("zzz", ("성명     홍길동   졸업일자   2016. 2. 15.",), "graduation_certificate", ("weak_type",)),
        ("성적중명서", ("성명     홍길동   졸업일자   2016. 2. 15.", "총평점   3.8"), "transcript", ()),
        ("zzz", ("학년     4   졸업일자   2016. 2. 15.",), "enrolment_certificate", ("weak_type",)),
    ],
)
def test_labels_in_any_cell_back_a_title_that_was_misread(extraction, title, rows, kind, doubts):
    found = extract(extraction, page_of(title, *rows)).get(KIND)
    assert (found.value, found.doubts) == (kind, doubts)


@pytest.mark.parametrize(
    ("row", "share", "doubts"),
    [
        ("창업일자 : 2020. 3. 2.", 0.95, ("label_unread",)),
        ("창업일자 : 2020. 3. 2.", 0.7, ("label_misread",)),
        ("졸엄일자 : 2020. 3. 2.", 0.95, ("label_misread",)),
        ("졸엄일자 : 2020. 3. 2.", 1.0, ("label_unread",)),
    ],
)
def test_a_word_that_was_read_surely_may_be_another_than_the_label_that_it_resembles(extraction, row, share, doubts):
    found = extract(extraction, page_of("졸업증명서", row, confidence=share)).get(FieldName.GRADUATION_DATE)
    assert (found.value, found.doubts) == ("2020-03-02", doubts)


@pytest.mark.parametrize("label", ["복학일자", "퇴학일자", "전학일", "군입대일", "대표자성명", "보호자성명"])
def test_what_is_another_things_label_gives_no_field(extraction, label):
    found = extract(extraction, page_of("졸업증명서", f"{label} : 2020. 3. 2. 홍길동", "학과 : 물리학과"))
    assert {item.name for item in found.fields} == {KIND, MAJOR}


def test_an_items_letter_before_a_label_makes_it_no_other_word(extraction):
    found = extract(extraction, page_of("졸업증명서", "나생년월일 : 1990. 3. 2.", confidence=0.95))
    assert found.get(FieldName.BIRTH_DATE).doubts == ("label_misread",)


@pytest.mark.parametrize(("left", "doubts"), [("문", ("torn_line",)), ("~", ()), ("", ())])
def test_a_letter_that_slid_off_the_start_of_a_value_is_a_doubt(extraction, left, doubts):
    page = page_of("졸업증명서", "@200 학위 :   학사", f"@214 {left}" if left else "", "@300 성명 : 홍길동")
    edge = next(word.box.x0 for word in page.words if word.text == "학사")
    words = tuple(
        replace(word, box=replace(word.box, x0=edge - 0.02, x1=edge - 0.004)) if word.text == left else word
        for word in page.words
    )
    page = replace(page, words=words, source=TextSource.RECOGNISED)
    assert extract(extraction, page).get(DEGREE).doubts == doubts
