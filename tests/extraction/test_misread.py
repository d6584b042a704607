"""What recognisers make of labels, titles, sentences, names and dates, and what can still be told from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.dates import read_date
from core.domain.field import FieldName
from core.domain.normal import with_capital_i
from core.domain.page import TextSource
from tests.kit.pages import extract, page_of

NAME, BIRTH, MAJOR, DEGREE = FieldName.HOLDER_NAME, FieldName.BIRTH_DATE, FieldName.MAJOR, FieldName.DEGREE


def test_where_labels_stand_above_values_what_follows_a_label_is_its_second_language(extraction):
    lines = [
        "성명 Full Name               생년월일 0316 of Birth",
        "염선광                       1983. 2. 24.",
        "학과 Field of Study          학위 Degree Awarded",
        "화학공학과                   이학박사",
    ]
    found = extract(extraction, page_of("졸업증명서", *lines))
    values = {name: found.get(name).value for name in (NAME, BIRTH, MAJOR, DEGREE)}
    assert values == {NAME: "염선광", BIRTH: "1983-02-24", MAJOR: "화학공학과", DEGREE: "이학박사"}
    assert all(field.grounded for field in found.fields)


def test_beside_labels_a_cell_that_ends_with_one_is_one(extraction):
    lines = ["성명 Full Name               Ata AS Date of Birth", "염선광                       1983. 2. 24."]
    assert extract(extraction, page_of("졸업증명서", *lines)).get(BIRTH).value == "1983-02-24"


def test_cells_that_end_with_a_label_are_labels_beside_each_other(extraction):
    lines = ["Qs! Date of Entry            322 Graduation Date", "2012-03-04                   2017-02-21"]
    found = extract(extraction, page_of("Certificate of Graduation", *lines))
    entered, graduated = FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE
    assert (found.get(entered).value, found.get(graduated).value) == ("2012-03-04", "2017-02-21")


@pytest.mark.parametrize(("share", "number"), [(0.6, "2010-080961"), (0.97, None)])
def test_a_korean_label_is_one_behind_latin_letters_that_could_not_be_read(extraction, share, number):
    lines = ["56101 840. 증명번호           Date Issued 발급일", "2010-080961                  2012-09-14"]
    field = extract(extraction, page_of("재학증명서", *lines, confidence=share)).get(FieldName.DOCUMENT_NUMBER)
    assert (field and field.value) == number


@pytest.mark.parametrize(
    ("label", "field", "doubt"),
    [
        ("생년원잎", BIRTH, "label_unread"),
        ("<발글연월일", FieldName.ISSUE_DATE, "label_misread"),
        ("Date of Grac'uation", FieldName.GRADUATION_DATE, "label_misread"),
        ("ay월일", None, ""),
        ("수료인지", None, ""),
    ],
)
def test_a_date_whose_label_was_half_read_is_told_by_what_is_left_of_it(extraction, label, field, doubt):
    found = extract(extraction, page_of("졸업증명서", f"{label} : 1998-05-14", "성명 : 홍길동"))
    dates = {item.name: item for item in found.fields if item.value == "1998-05-14"}
    assert set(dates) == ({field} if field else set())
    assert all(doubt in item.doubts for item in dates.values())


@pytest.mark.parametrize("line", ["Wexley University", "1. Full Name", "has conferred upon"])
def test_a_line_that_ends_like_a_label_is_none_by_that(extraction, line):
    found = extract(extraction, page_of("Diploma", line, "Noah Brennan"))
    assert all("label_misread" not in field.doubts for field in found.fields)


@pytest.mark.parametrize("printed", ["홍길동 ©", "ay 홍길동", "홍 길 동 ㅠ", "| 홍길동 ~!"])
def test_dirt_beside_a_korean_name_is_left_away_and_doubted(extraction, printed):
    field = extract(extraction, page_of("졸업증명서", f"성명 : {printed}")).get(NAME)
    assert (field.value, field.grounded) == ("홍길동", True)
    assert "odd_shape" in field.doubts or not set(printed) & set("©ayㅠ!")


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Sofia lvanova", "Sofia Ivanova"),
        ("lngrid Park", "Ingrid Park"),
        ("Anna-lsla", "Anna-Isla"),
        ("llama and lake", "llama and lake"),
        ("Carl lan de la Cruz", "Carl lan de la Cruz"),
    ],
)
def test_a_word_that_cannot_start_with_a_small_l_starts_with_a_capital_i(read, meant):
    assert with_capital_i(read) == meant


def test_a_name_with_a_capital_i_is_found_in_a_sentence_and_again(extraction):
    page = page_of("Certificate of Graduation", "This is to certify that Sofia lvanova, born on May 3, 1999, graduated")
    field = extract(extraction, page).get(NAME)
    assert (field.value, field.grounded, field.words[-1].text) == ("Sofia Ivanova", True, "lvanova,")


@pytest.mark.parametrize(
    "text", ["2017년 123 11일", "2017년 12& 11일", "2017: 12.11", "2017 12: 11", "2017. 12.11"]
)  # fmt: skip
def test_a_date_that_lost_a_mark_is_likely_and_doubted(text):
    found = read_date(text)
    assert (found.iso, found.doubt) in (("2017-12-11", "misread_date"), ("2017-12-11", ""))
    assert bool(found.doubt) is (text != "2017. 12.11")


@pytest.mark.parametrize("text", ["2017 1211", "1234 5.6.78", "2017년 1238 112", "전화 2017 12-11-1234"])
def test_other_figures_are_no_date_that_lost_a_mark(text):
    found = read_date(text)
    assert found is None or not found.iso


def test_a_title_whose_last_letter_became_a_stop_is_backed_by_its_labels(extraction):
    page = page_of("졸업증명,", "성명 : 홍길동", "졸업년월일 : 2016. 2. 15.")
    found = extract(extraction, page).get(FieldName.DOCUMENT_TYPE)
    assert (found.value, found.doubts) == ("graduation_certificate", ())


@pytest.mark.parametrize("misread", ["예술학사 HHS 취득하고", "예술학사의 AAS 갖추고"])
def test_a_degree_is_told_by_what_follows_the_word_that_was_misread(extraction, misread):
    lines = ["위 사람은 2011. 3. 4. 본교 경제학과에 입학하여", f"2016. 2. 11. {misread} 졸업하였음을 증명합니다."]
    found = extract(extraction, page_of("졸업증명서", *lines))
    assert found.get(DEGREE).value == "예술학사"
    assert found.get(FieldName.GRADUATION_DATE).value == "2016-02-11"


def test_a_date_above_the_closing_sentence_is_not_taken_into_it(extraction):
    page = page_of("졸업증명서", "성명 : 홍길동", "2018. 10. 31.", "위와 같이 졸업하였음을 증명합니다")
    assert extract(extraction, page).get(FieldName.GRADUATION_DATE) is None


def test_values_in_cells_whose_labels_became_dirt_are_told_by_their_shape(extraction):
    lines = ["st 과: 경제학과        st 위: 경제학석사", "a! 명   강유나        출생일   1990. 12. 8."]
    found = extract(extraction, page_of("졸업증명서", *lines))
    values = {name: found.get(name).value for name in (NAME, BIRTH, MAJOR, DEGREE)}
    assert values == {NAME: "강유나", BIRTH: "1990-12-08", MAJOR: "경제학과", DEGREE: "경제학석사"}
    assert all("label_unread" in found.get(name).doubts for name in (NAME, MAJOR, DEGREE))


def test_a_dates_label_passes_over_a_cell_without_a_date(extraction):
    page = page_of("졸업증명서", "생년월일 / 0316 of Birth        1999.08.20", "성명 / Full Name        홍길동")
    field = extract(extraction, page).get(BIRTH)
    assert (field.value, field.doubts) == ("1999-08-20", ())


@pytest.mark.parametrize(
    ("labelled", "wanted", "doubted"),
    [
        ("Pinecrest Polytechnic", "Pinecrest Polytechnic University", False),
        ("Eastvale Polytechnic", "Eastvale Polytechnic", True),
        ("Pinecrest", "Pinecrest", True),
    ],
)
def test_a_school_whose_last_word_was_not_read_is_told_by_its_head(extraction, labelled, wanted, doubted):
    lines = ["Certificate of Graduation", f"Institution: {labelled}", "May 3, 2022"]
    page = page_of(*lines, "@1200 Registrar, Pinecrest Polytechnic University")
    field = extract(extraction, page).get(FieldName.SCHOOL)
    assert (field.value, bool(field.doubts)) == (wanted, doubted)


def test_a_frame_that_was_read_twice_is_no_part_of_a_number(extraction):
    field = extract(extraction, page_of("졸업증명서", "발급번호 : 제 제 57190 호")).get(FieldName.DOCUMENT_NUMBER)
    assert (field.value, field.grounded) == ("제 57190 호", True)


@pytest.mark.parametrize(
    ("printed", "share", "value"),
    [
        ("see Imogen Ashcroft", 0.33, "Imogen Ashcroft"),
        ("a... Imogen Ashcroft", 0.2, "Imogen Ashcroft"),
        ("Meee Imogen Ashcroft", 0.1, "Imogen Ashcroft"),
        ("Sean Ashcroft", 0.5, "Sean Ashcroft"),
    ],
)
def test_dots_that_lead_to_a_value_and_were_read_as_letters_are_left_away(extraction, printed, share, value):
    page = page_of("Certificate of Graduation", f"Student Name    {printed}")
    first = printed.split()[0]
    words = tuple(replace(word, confidence=share if word.text == first else 0.95) for word in page.words)
    field = extract(extraction, replace(page, words=words, source=TextSource.RECOGNISED)).get(NAME)
    assert (field.value, field.doubts) == (value, ())


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("8245-8872-0224-9597 4", "8245-8872-0224-9597"),
        ("2018-1234-567890", "2018-1234-567890"),
        ("02-1234-5678", None),
    ],
)
def test_a_code_in_groups_of_four_ends_with_them_and_a_telephone_is_none(extraction, printed, number):
    page = page_of("졸업증명서", f"문서번호 : {printed}", source=TextSource.RECOGNISED)
    field = extract(extraction, page).get(FieldName.DOCUMENT_NUMBER)
    assert (field and field.value) == number


def test_a_name_that_is_nearly_a_label_is_a_name_behind_its_own_label(extraction):
    found = extract(extraction, page_of("재학증명서", "성명 / Full Name    현주도", "생년월일    1999. 3. 2."))
    assert found.get(NAME).value == "현주도"
