"""Forms of registrars here and abroad: their labels, sentences and numbers."""

from __future__ import annotations

import pytest

from core.domain.field import FieldName
from tests.kit.pages import extract, page_of, value_of


def test_a_certification_in_prose(extraction):
    found = extract(
        extraction,
        page_of(
            "Republic of the Philippines",
            "Mindoro Valley College",
            "Certification No. C-2023-4015",
            "CERTIFICATION",
            "This is to certify that, according to the records of this Office, ANA G. CRUZ",
            "completed the requirements for the degree Bachelor of Secondary Education",
            "major in Mathematics and was graduated on April 10, 2008.",
            "Issued this 9th day of November 2012 upon the request of Ms. Cruz.",
            "O.R. No. 7835944",
        ),
    )
    assert value_of(found, "holder_name") == "ANA G. CRUZ"
    assert value_of(found, "degree") == "Bachelor of Secondary Education"
    assert value_of(found, "major") == "Mathematics"
    assert value_of(found, "document_number") == "C-2023-4015"


def test_a_degree_with_its_field_and_a_major_besides(extraction):
    line = "with the degree of Bachelor of Science in Business Administration major in Marketing and"
    found = extract(extraction, page_of("This is to certify that Ana Cruz graduated", line, "is well known."))
    assert value_of(found, "degree") == "Bachelor of Science in Business Administration"
    assert value_of(found, "major") == "Marketing"


def test_a_student_of_a_degree_named_with_its_field_in_brackets(extraction):
    found = extract(
        extraction,
        page_of(
            "LETTER OF CERTIFICATION",
            "This is to certify that Ms Kavya d/o Subramaniam, born on 17 March 1998, was admitted to",
            "Kallang University on 8 August 2021 and is currently a full-time Year 3 student in the",
            "Bachelor of Science (Mathematical Sciences) programme.",
        ),
    )
    assert value_of(found, "document_type") == "enrolment_certificate"
    assert value_of(found, "holder_name") == "Kavya d/o Subramaniam"
    assert value_of(found, "degree") == "Bachelor of Science"
    assert value_of(found, "major") == "Mathematical Sciences"


@pytest.mark.parametrize(
    ("line", "field", "wanted"),
    [
        ("Qualification aim:   BA (Hons)", "degree", "BA (Hons)"),
        ("Course:   Bachelor of Commerce", "degree", "Bachelor of Commerce"),
        ("Course:   Introduction to Accounting", "degree", None),
        ("Letter reference:   SSL/2024/96548", "document_number", "SSL/2024/96548"),
        ("Testamur No. UT180194", "document_number", "UT180194"),
        ("Course commencement:   21 February 2022", "admission_date", "2022-02-21"),
        ("학위과정   석사과정", "degree", None),
        ("학위과정   석ㆍ박사통합과정", "degree", None),
        ("Program   Master's Program", "major", None),
        ("증명번호 : 2025-대학원-7641", "document_number", "2025-대학원-7641"),
        ("증서번호   석 제 8806 호", "document_number", "석 제 8806 호"),
        ("Institution being deregulated", "school", None),
    ],
)
def test_labels(extraction, line, field, wanted):
    assert value_of(extract(extraction, page_of("Certificate", line)), field) == wanted


@pytest.mark.parametrize(
    "lines",
    [
        ("The Senate hereby confer upon", "Asha Rao", "the degree of", "Master of Science", "on this day"),
        ("Be it", "Asha Rao", "was duly admitted to the award of", "Master of Science"),
    ],
)
def test_what_is_conferred_is_a_diploma(extraction, lines):
    assert value_of(extract(extraction, page_of("Malwa University", *lines)), "document_type") == "diploma"


def test_the_day_behind_the_closing_sentence(extraction):
    found = extract(
        extraction, page_of("성적증명서", "위와 같이 성적을 증명합니다.   2023년 9월 22일", "새벽대학교 총장")
    )
    assert value_of(found, "issue_date") == "2023-09-22"


@pytest.mark.parametrize(
    "sentence",
    [
        "위 사람은 본 대학교 보건대학원에서 생명과학과의 석사과정을 이수하고",
        "위 사람은 대학원 생명과학과 박사학위 과정을 수료하고",
        "위 사람은 본 대학교 대학원 석사과정에서 생명과학과를 전공하고",
    ],
)
def test_fields_of_study_of_graduate_schools(extraction, sentence):
    assert value_of(extract(extraction, page_of("학위기", sentence)), "major") == "생명과학과"


def test_a_line_that_begins_with_what_one_majored_in_goes_on(extraction):
    lines = ("위 사람은 본 대학교 대학원 석사과정에서 생명과학과를", "전공 하고 학칙이 정한 모든 과정을 이수하여")
    assert value_of(extract(extraction, page_of("학위기", *lines)), "major") == "생명과학과"


def test_dean_and_head_of_one_university_are_one_school(extraction):
    page = page_of("학위기", "새벽대학교 보건대학원장 이학박사 김하나", "@900 새벽대학교 총장 이학박사 박두리")
    school = extract(extraction, page).get(FieldName.SCHOOL)
    assert school is not None
    assert (school.value, school.doubts) == ("새벽대학교", ())


def test_a_seals_word_beside_the_head_is_no_label(extraction):
    found = extract(extraction, page_of("졸업증명서", "위와 같이 증명합니다.", "새벽고등학교장   학교", "장의인"))
    assert value_of(found, "school") == "새벽고등학교"


def test_of_a_value_in_both_languages_the_korean_one(extraction):
    page = page_of("재학증명서", "학과   기계공학과   Department   Mechanical Engineering")
    major = extract(extraction, page).get(FieldName.MAJOR)
    assert major is not None
    assert (major.value, major.doubts) == ("기계공학과", ())


def test_rows_with_words_of_a_course_table_are_none(extraction):
    page = page_of(
        "재학증명서",
        "재학 학기   2 학기   Semester   2nd semester",
        "입학일   2024.09.01   Admission Date   September 1, 2024",
    )
    assert value_of(extract(extraction, page), "admission_date") == "2024-09-01"


@pytest.mark.parametrize(
    ("line", "field", "wanted"),
    [
        ("Name:   Moreno, Caleb M.", "holder_name", "Moreno, Caleb M."),
        ("Record of:   Sofia Lee Moreno", "holder_name", "Sofia Lee Moreno"),
        ("Degree Awarded:   Bachelor of Science Cum Laude", "degree", "Bachelor of Science"),
        ("출력자 : 본인   발급매수 1/1", "holder_name", None),
        ("Bicol Valley Colleges", "school", "Bicol Valley Colleges"),
    ],
)
def test_more_labels(extraction, line, field, wanted):
    assert value_of(extract(extraction, page_of(line, "Official Transcript")), field) == wanted


def test_days_of_a_term_are_not_missing_ones(extraction):
    line = "The term dates for this academic year are 28 September 2018 to 11 January 2019."
    found = extract(extraction, page_of("Certificate of Enrolment", line))
    assert [remark.code for remark in found.remarks] == []


def test_days_of_a_sentence_are_no_values_of_its_first_words(extraction):
    lines = (
        "This is to certify that Ana Cruz,",
        "born on 3 March 2002, was admitted to Kallang University on 10 August 2025",
    )
    birth = extract(extraction, page_of("Certificate of Enrolment", *lines)).get(FieldName.BIRTH_DATE)
    assert birth is not None
    assert (birth.value, birth.others) == ("2002-03-03", ())


def test_the_month_that_ends_a_sentence_is_no_day_of_issue(extraction):
    lines = (
        "11 September 2022",
        "Certificate of Enrolment",
        "She is expected to complete the programme in",
        "May 2026.",
    )
    assert value_of(extract(extraction, page_of(*lines)), "issue_date") == "2022-09-11"


def test_a_degree_ends_where_its_day_is_told(extraction):
    lines = (
        "Be it known that",
        "Asha Rao",
        "was duly admitted to the award of",
        "Master of Public Health",
        "Conferred on the 26th day of July 2013",
    )
    assert value_of(extract(extraction, page_of(*lines)), "degree") == "Master of Public Health"


def test_of_two_names_of_the_school_the_korean_one(extraction):
    page = page_of("졸업증명서", "위와 같이 증명합니다.", "한라대학교 총장", "President, Halla University")
    school = extract(extraction, page).get(FieldName.SCHOOL)
    assert school is not None
    assert (school.value, school.others) == ("한라대학교", ("Halla University",))


@pytest.mark.parametrize(
    ("labelled", "head", "wanted"),
    [
        ("대학   예술체육대학", "새벽대학교 총장", "새벽대학교"),
        ("소속   예술체육대학", "새벽대학교 총장", "새벽대학교"),
        ("학교명   한빛대학", "새벽대학교 총장", "한빛대학"),
    ],
)
def test_a_college_is_not_the_university_whose_head_signs(extraction, labelled, head, wanted):
    assert value_of(extract(extraction, page_of("재학증명서", labelled, "증명합니다.", head)), "school") == wanted


def test_a_number_beside_how_many_pages_there_are(extraction):
    found = extract(extraction, page_of("제63697호          ( 1 / 1 )", "성적증명서", "학위등록번호   2009-3607"))
    assert value_of(found, "document_number") == "제63697호"


def test_a_sentence_has_no_labels_however_wide_its_gaps(extraction):
    lines = (
        "위 사람은   본   대학교   경상대학   무역학과 4년의 전과정을 이수하고",
        "2003년 2월 18일 졸업하였음을 증명함",
    )
    assert value_of(extract(extraction, page_of("졸업증명서", *lines)), "major") == "무역학과"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("University of Malwa and", "@140 Nimar"), "University of Malwa and Nimar"),
        (("University of Malwa and", "@240 Nimar"), "University of Malwa and"),
        (("Malwa University", "@140 Nimar"), "Malwa University"),
    ],
)
def test_a_school_on_two_lines(extraction, lines, wanted):
    assert value_of(extract(extraction, page_of(*lines, "@400 Certificate of Graduation")), "school") == wanted
