"""Forms of offices that write otherwise: marks before items, labels over values, letterheads, letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.page import TextSource
from core.extraction.layout import lay_out
from tests.kit.pages import extract, page_of


@pytest.fixture
def found_in(extraction):
    def run(page):
        return {field.name.value: field for field in extract(extraction, page).fields}

    return run


ITEMS = ("졸업증명서", "{0}성명 : 홍길동", "{0}생년월일 : 1999. 6. 3.", "{0}학교명 : 새벽대학교")


@pytest.mark.parametrize("mark", ["가. ", "a) ", "(1) ", "○ ", "◇ ", "ㅇ ", "O ", "■", "iii) ", "㉮ "])
def test_labels_are_found_behind_the_marks_of_a_list(found_in, mark):
    found = found_in(page_of(*(line.format(mark) for line in ITEMS)))
    assert found["holder_name"].value == "홍길동"
    assert found["birth_date"].value == "1999-06-03"
    assert found["school"].value == "새벽대학교"


def test_a_letter_inside_a_line_is_no_mark():
    (line,) = lay_out(page_of("담당 O 성명 : 홍길동")).lines
    assert not line.starts_segment(line.chars.index("성"))


def test_values_too_close_to_be_cells_belong_to_the_labels_above_them(found_in):
    found = found_in(
        page_of(
            "Official Transcript",
            "Name of Student      Date of Birth      Awarding Institution      Discipline",
            "   John Smith       3 June 1999    The University of Tarn     Nursing",
        )
    )
    values = {name: field.value for name, field in found.items()}
    assert values["holder_name"] == "John Smith"
    assert values["birth_date"] == "1999-06-03"
    assert values["school"] == "The University of Tarn"
    assert values["major"] == "Nursing"


def test_a_letterhead_holds_school_and_title(found_in):
    found = found_in(page_of("Kingsmere University          PROOF OF ENROLLMENT", "Name: John Smith"))
    assert found["document_type"].value == "enrolment_certificate"
    assert found["school"].value == "Kingsmere University"


def test_a_letterhead_with_a_strange_title_is_none_of_our_documents(found_in):
    found = found_in(page_of("Kingsmere University          Unofficial Transcript", "Name: John Smith"))
    assert "document_type" not in found


def test_an_award_named_in_a_cell_is_no_title(found_in):
    found = found_in(page_of("Certificate of Graduation", "Award          Diploma", "Name: John Smith"))
    assert found["document_type"].value == "graduation_certificate"
    assert found["document_type"].doubts == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SMITH, John, born on 3 June 1999, was admitted", "SMITH, John"),
        ("García Márquez, Catalina (born 3 June 1999) has", "García Márquez, Catalina"),
        ("de Vries, Kenji was admitted", "de Vries, Kenji"),
        ("John Smith, Student No. 20123, has been", "John Smith"),
        ("John Smith, Bachelor of Arts, has been", "John Smith"),
        ("John Smith, born on 3 June 1999, was", "John Smith"),
    ],
)
def test_a_name_in_a_sentence_may_hold_a_comma(found_in, text, name):
    found = found_in(page_of("Certificate of Enrolment", f"This is to certify that {text} to this University."))
    assert found["holder_name"].value == name


def test_expected_dates_are_never_taken_for_graduation(found_in):
    found = found_in(
        page_of(
            "Certificate of Enrolment",
            "Name: John Smith",
            "Expected Completion Date: 2031-06-03",
            "졸업(예정)일 : 2031. 6. 3.",
        )
    )
    assert "graduation_date" not in found


def test_the_table_of_courses_ends_where_the_day_of_issue_stands(found_in):
    found = found_in(
        page_of(
            "ACADEMIC RECORD",
            "Name: John Smith",
            "Code     Course Title     Units     Grade",
            "A101     Thesis           3         A",
            "B210     World History    2         B",
            "Issued without alteration or erasure.",
            "3 June 2019",
            "Academic Registrar, Kingsmere University",
        )
    )
    assert found["issue_date"].value == "2019-06-03"
    assert found["issue_date"].doubts == ()
    assert found["school"].value == "Kingsmere University"


def test_the_end_of_a_school_that_stands_apart_is_no_label(found_in):
    found = found_in(page_of("졸업증명서", "소속대학     푸 른 솔   대학교", "성명     홍길동"))
    assert found["school"].value == "푸른솔대학교"
    assert found["holder_name"].value == "홍길동"


def test_the_end_of_a_school_before_the_next_label_is_no_label(found_in):
    found = found_in(page_of("졸업증명서", "소속대학  한 빛 과 학 기 술   대학교     학과     물리학과"))
    assert (found["school"].value, found["major"].value) == ("한빛과학기술대학교", "물리학과")


def test_noughts_in_a_label_are_read_as_the_letter(found_in):
    found = found_in(page_of("Certificate of Graduation", "2.D.0.B     30 July 1991", "3. Name     John Smith"))
    assert found["birth_date"].value == "1991-07-30"


def with_confidence(page, text, confidence):
    words = tuple(replace(word, confidence=confidence) if word.text == text else word for word in page.words)
    return replace(page, words=words)


@pytest.mark.parametrize(
    ("mark", "confidence", "named"),
    [
        ("<>", 0.9, True),
        ("©", 0.9, True),
        ("를", 0.5, True),
        ("부", 0.95, False),
        ("모", 0.95, False),
        ("mmm", 0.4, False),
    ],
)
def test_a_mark_that_could_not_be_read_stands_before_a_label(found_in, mark, confidence, named):
    page = page_of("졸업증명서", f"{mark} 성명 : 홍길동", "학교명 : 새벽대학교", source=TextSource.RECOGNISED)
    assert ("holder_name" in found_in(with_confidence(page, mark, confidence))) is named


def test_a_number_with_a_hole_in_it_is_torn(found_in):
    page = page_of("졸업증명서", "발급번호 :  제 161   호", source=TextSource.RECOGNISED)
    assert "torn_line" in found_in(page)["document_number"].doubts


def test_a_colon_read_as_an_arrow_is_no_part_of_the_value(found_in):
    found = found_in(page_of("Certificate of Graduation", "Discipline   >   Law", "Candidate   >   John Smith"))
    assert (found["major"].value, found["major"].doubts) == ("Law", ())
    assert (found["holder_name"].value, found["holder_name"].doubts) == ("John Smith", ())
