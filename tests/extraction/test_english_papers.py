"""English letters, diplomas and transcripts as universities write them."""

from __future__ import annotations

from textwrap import wrap

import pytest

from core.domain.field import FieldName
from core.domain.page import TextSource
from tests.kit.pages import extract, page_of

NAME, BIRTH, SCHOOL, MAJOR, DEGREE = (
    FieldName.HOLDER_NAME,
    FieldName.BIRTH_DATE,
    FieldName.SCHOOL,
    FieldName.MAJOR,
    FieldName.DEGREE,
)
ENTERED, LEFT, ISSUED = FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE, FieldName.ISSUE_DATE
NUMBER, TYPE = FieldName.DOCUMENT_NUMBER, FieldName.DOCUMENT_TYPE

STATUS = ["University of Marlford", "23 July 2024", "To whom it may concern", "Student Status Letter"]
TYPED = [
    "Colegio de San Rafael",
    "OFFICIAL TRANSCRIPT OF RECORDS",
    "NAME Rhea Lyn Abellana          Sex Female",
    "Date of Birth July 01, 1990     Citizenship Filipino",
    "Date of Admission June 15, 2006     Authority None",
    "Degree Bachelor of Science in Business     Major Finance",
]
SAYS = {
    "a degree by its letters": (
        [
            *STATUS,
            """I can confirm that Ms Beatrice Beaumont (date of birth 27 November 2003) is a registered student of
            University of Marlford. She commenced the BA (Hons) History of Art on 9 September 2022 and is
            expected to complete her studies on 11 June 2025.""",
        ],
        {NAME: "Beatrice Beaumont", DEGREE: "BA (Hons)", MAJOR: "History of Art", ENTERED: "2022-09-09"},
    ),
    "a degree by its name": (
        [
            *STATUS,
            """I can confirm that Ms Beatrice Beaumont is a registered student of University of Marlford. She
            commenced the Bachelor of Business (Honours) in Accounting and Finance on 27 September 2019.""",
        ],
        {DEGREE: "Bachelor of Business (Honours)", MAJOR: "Accounting and Finance", ENTERED: "2019-09-27"},
    ),
    "the day before the deed": (
        [
            "^St. Columba's University",
            "^These are to testify that",
            "^Desmond Quentin Okafor",
            """having pursued an approved course of study and having passed the prescribed examinations was on 14th
            October 2017 admitted to the""",
            "^degree of",
            "^Master of Science",
            "^in Marine Ecology",
            "^with Second Class Honours, Grade 1",
        ],
        {NAME: "Desmond Quentin Okafor", DEGREE: "Master of Science", MAJOR: "Marine Ecology", LEFT: "2017-10-14"},
    ),
    "honours in the name, the field in brackets": (
        [
            "^Universiti Teknikal Selatan",
            "^It is hereby certified that",
            "^Ahmad Faris bin Ismail",
            "having fulfilled the requirements prescribed by the Senate has been conferred the",
            "^Bachelor of Computer Science with Honours",
            "^(Software Engineering)",
            "^with Second Class (Lower)",
            "^at the Convocation held on 24th November 2011",
        ],
        {
            TYPE: "diploma",
            NAME: "Ahmad Faris bin Ismail",
            DEGREE: "Bachelor of Computer Science with Honours",
            MAJOR: "Software Engineering",
            LEFT: "2011-11-24",
        },
    ),
    "how well it was taken is no part": (
        [
            "^Eastbrook University",
            "^confers upon",
            "^Anna Lopez",
            "^the degree of",
            "^Bachelor of Arts",
            "^with Honours of the Second Class",
        ],
        {DEGREE: "Bachelor of Arts"},
    ),
    "a branch, and what follows it": (
        [
            "^Maharani Ahilya Vidyapeeth",
            "^The Chancellor and the Members of the Senate certify that",
            "^Karthik Ramesh Reddy",
            "having been examined in April 2010 and found duly qualified, has been admitted to the degree of",
            "^Master of Technology",
            "^in the branch of",
            "^Structural Engineering",
            "^and was placed in First Class",
        ],
        {SCHOOL: "Maharani Ahilya Vidyapeeth", DEGREE: "Master of Technology", MAJOR: "Structural Engineering"},
    ),
    "first registered": (
        [
            "Lion Rock University",
            "Certification of Graduation",
            """This is to certify that Mr CHEUNG Chun Kit Jason has successfully completed the requirements for the
            degree of Bachelor of Business Administration (Honours), majoring in Supply Chain Management at Lion
            Rock University. He was first registered on September 14, 2018. The degree was awarded on October
            10, 2022 with Honours.""",
        ],
        {
            TYPE: "graduation_certificate",
            DEGREE: "Bachelor of Business Administration (Honours)",
            MAJOR: "Supply Chain Management",
            ENTERED: "2018-09-14",
            LEFT: "2022-10-10",
        },
    ),
    "the person named above": (
        [
            "^Certificate of Attendance",
            "^Sungho Min",
            "^Born: May 11, 1997",
            """The above-named is duly registered in the spring semester of 2022 as a third-year student majoring
            in Korean Studies (Integrated M.S./Ph.D. Program) at Gaon Institute of Science, having been admitted
            on March 2, 2020.""",
        ],
        {NAME: "Sungho Min", BIRTH: "1997-05-11", MAJOR: "Korean Studies", ENTERED: "2020-03-02"},
    ),
    "labels that nothing sets off": (
        [*TYPED, "+Administration", "Date of Graduation March 11, 2010"],
        {
            NAME: "Rhea Lyn Abellana",
            BIRTH: "1990-07-01",
            ENTERED: "2006-06-15",
            LEFT: "2010-03-11",
            DEGREE: "Bachelor of Science in Business Administration",
            MAJOR: "Finance",
        },
    ),
    "a registration of the student's": (
        [
            "Wexcombe University",
            "Official Transcript",
            "Name:   Nathaniel Winslow",
            "Date of birth:   6 Feb 2002",
            "Registration number:   16584727",
            "Qualification awarded:   BSc (Econ)",
            "Transcript issued: 24 May 2024",
        ],
        {NUMBER: None, DEGREE: "BSc (Econ)", ISSUED: "2024-05-24"},
    ),
    "letters and field under one label": (
        ["Confirmation of Attendance", "Name:   Nathaniel Winslow", "Course:   MSc Public Health"],
        {TYPE: "enrolment_certificate", DEGREE: "MSc", MAJOR: "Public Health"},
    ),
    "figures above the title": (
        ["^21955472", "^CERTIFICATE OF GRADUATION", "Verification Code 3638-2741-5245-4602"],
        {NUMBER: "21955472"},
    ),
}


def laid(lines):
    """A page of those blocks, long ones on several lines: `^` in the middle, `+` right below the one before."""
    placed, y = [], 40
    for block in (" ".join(text.split()) if "\n" in text else text for text in lines):
        y += 34 if block.startswith("+") else 60
        for number, text in enumerate(wrap(block.lstrip("^+"), 54) if len(block) > 60 else [block.lstrip("^+")]):
            y += 34 if number else 0
            placed.append(f"@{y} " + (" " * ((55 - len(text)) // 2) if block.startswith("^") else "") + text)
    return page_of(*placed)


@pytest.mark.parametrize(("lines", "wanted"), SAYS.values(), ids=SAYS.keys())
def test_it_is_read_as_a_person_reads_it(extraction, lines, wanted):
    found = extract(extraction, laid(lines))
    assert {name: (item.value if (item := found.get(name)) else None) for name in wanted} == wanted


def test_what_stands_at_a_row_s_own_distance_is_another_row(extraction):
    lines = [*TYPED, "Administration", "Date of Graduation March 11, 2010"]
    assert extract(extraction, laid(lines)).get(DEGREE).value == "Bachelor of Science in Business"


@pytest.mark.parametrize(
    "title", ["Testimonial of Graduation", "Graduation Confirmation Letter", "Degree Conferral Statement"]
)
def test_papers_of_deeds_are_known_by_their_titles(extraction, title):
    kind = extract(extraction, page_of(title, "Name : Anna Smith")).get(TYPE)
    assert (kind.value, kind.doubts) == ("graduation_certificate", ())


@pytest.mark.parametrize(
    "title", ["Letter of Expected Graduation", "Confirmation of Completion", "Statement of Employment"]
)
def test_other_papers_are_not_taken_for_them(extraction, title):
    assert extract(extraction, page_of(title, "Name : Anna Smith")).get(TYPE) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("은하고 제6856호", "은하고 제6856호"),
        ("대학원 제22880호", "대학원 제22880호"),
        ("증명 제22880호", "제22880호"),
        ("2018-912780                                        PAGE 1", "2018-912780"),
        ("2018-912780                                        1 / 2", "2018-912780"),
        ("| 2018-912780                                      1 / 2", "2018-912780"),
    ],
)
def test_a_number_at_the_head_keeps_what_is_its_own(extraction, line, value):
    assert extract(extraction, page_of(f"@40 {line}", "@90 졸 업 증 명 서")).get(NUMBER).value == value


def test_a_spread_name_keeps_its_last_letter_before_a_label(extraction):
    found = extract(
        extraction, page_of("졸업증명서", "성  명      정    광    렬        생년월일      1993년 11월 07일")
    )
    assert (found.get(NAME).value, found.get(BIRTH).value) == ("정광렬", "1993-11-07")


def test_a_graduate_student_s_course_is_no_part_of_the_field(extraction):
    lines = (
        "재학증명서",
        "위 사람은 2020-09-01자로 본 대학원 석사과정 사회복지학과에 입학하여 재학 중임을 증명합니다.",
    )
    found = extract(
        extraction, page_of(*lines, "@900 동해대학교 일반대학원장", confidence=0.96, source=TextSource.RECOGNISED)
    )
    assert (found.get(MAJOR).value, found.get(SCHOOL).value) == ("사회복지학과", "동해대학교일반대학원")
