"""Forms of registrars here and abroad: their labels, sentences and numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.field import FieldName
from core.domain.page import Box, TextSource, Word
from core.extraction.split_words import without_splits
from core.extraction.word_gaps import word_gaps
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
