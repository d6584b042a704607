"""Single values as sentences and letterheads say them."""

from __future__ import annotations

import pytest

from tests.kit.pages import extract, page_of, value_of

SAID = [
    ("who followed the prescribed course in Linguistics and Phonetics has been", "major", "Linguistics and Phonetics"),
    ("in the Department of History, College of Humanities, Seorim University", "major", "History"),
    ("is awarded to Omar Haddad, born on 3 February 1987, who", "holder_name", "Omar Haddad"),
    ("the records of this university show that ROBERT FINCH, born May 9, 1992,", "holder_name", "ROBERT FINCH"),
    ("was awarded the Bachelor of Science degree in Chemistry on May 14, 2014.", "graduation_date", "2014-05-14"),
    ("was awarded the Bachelor of Science degree in Chemistry on May 14, 2014.", "degree", "Bachelor of Science"),
    ("was granted the degree of Bachelor of Music upon graduation on 13 May 2004.", "degree", "Bachelor of Music"),
    ("was given the degree of Master of Arts in Fine Art upon graduation in May", "degree", "Master of Arts"),
    ("was admitted to the degree of Doctor of Letters after graduation in 2004", "degree", "Doctor of Letters"),
    ("was awarded a Bachelor of Design upon graduation on June 25, 2007.", "degree", "Bachelor of Design"),
    ("was conferred Master of Public Health with graduation on June 25, 2007.", "degree", "Master of Public Health"),
    ("was admitted to the degree of Doctor of Letters upon graduation on 1 May 2009", "graduation_date", "2009-05-01"),
    ("was awarded a Bachelor of Design at his graduation on June 25, 2007.", "graduation_date", "2007-06-25"),
    ("received the degree of Master of Arts at Kestrel University on 4 July 2011", "school", "Kestrel University"),
    ("was registered here from 24 August 2009 until 18 May 2013", "admission_date", "2009-08-24"),
    ("Witness my hand and seal this 2nd day of June 2014.", "issue_date", "2014-06-02"),
    ("위 사람은 본 대학교에 입학하여 컴퓨터공학을 전공하고", "major", "컴퓨터공학"),
    ("위 사람은 본 대학교 대학원에서 영문학을 전공하여", "major", "영문학"),
    ("소속 : 경영대학 경영학과 3학년", "major", "경영학과"),
    ("위 사람은 동해대학교 대학원 컴퓨터공학과를 졸업하였음", "school", "동해대학교대학원"),
    ("위 사람은 동해대학교 대학원 컴퓨터공학과를 졸업하였음", "major", "컴퓨터공학과"),
    ("위 사람은 본교 일반대학원 컴퓨터공학과를 졸업하였음", "major", "컴퓨터공학과"),
    ("위 사람은 동해대학교 사범대학 부설고등학교 보통과를 졸업하였음", "school", "동해대학교사범대학부설고등학교"),
    ("위 사람은 동해대학교 사범대학 부설고등학교 보통과를 졸업하였음", "major", "보통과"),
    ("2023년 2월 229 소정의 전 과정을 마치고 졸업하여", "graduation_date", "2023-02-22"),
    ("2023년 2월 22일 9. 소정의 전 과정을 마치고 졸업하여", "graduation_date", "2023-02-22"),
    ("Name: Nur Aisyah binti Ahmad", "holder_name", "Nur Aisyah binti Ahmad"),
    ("Technische Fachhochschule Lindau", "school", "Technische Fachhochschule Lindau"),
    ("Universidade do Vale Verde", "school", "Universidade do Vale Verde"),
    ("Istituto Superiore di Monteverde", "school", "Istituto Superiore di Monteverde"),
]


@pytest.mark.parametrize(("line", "name", "value"), SAID)
def test_a_value_is_found_in_prose(extraction, line, name, value):
    found = extract(extraction, page_of("졸업증명서", "", line))
    field = next((field for field in found.fields if field.name == name), None)
    assert field is not None
    assert (field.value, field.doubts) == (value, ())


RUNNING = (
    "This is to certify that Min Kyung-ho, born Jun. 6, 1985, was admitted to the Department of Computer Engineering"
    " on Dec. 26, 2000, and was granted the degree of Bachelor of Fine Arts upon graduation on 13th September 2004."
)


@pytest.mark.parametrize("words", range(5, 13))
def test_a_degree_granted_upon_graduation_is_found_wherever_lines_end(extraction, words):
    said = RUNNING.split()
    lines = [" ".join(said[at : at + words]) for at in range(0, len(said), words)]
    found = extract(extraction, page_of("CERTIFICATE OF GRADUATION", "", *lines))
    values = {name: value_of(found, name) for name in ("degree", "graduation_date", "major")}
    assert values == {
        "degree": "Bachelor of Fine Arts",
        "graduation_date": "2004-09-13",
        "major": "Computer Engineering",
    }


def test_a_name_may_end_like_a_particle(extraction):
    found = extract(
        extraction, page_of("제 2004-11 호", "학위기", "곽하은", "1985년 3월 4일생", "위 사람은 본교 화학과")
    )
    assert value_of(found, "holder_name") == "곽하은"


def test_what_is_no_line_of_its_own_is_no_name(extraction):
    page = page_of(
        "@100 Diploma", "@200 HANBIT", "@300 has completed the prescribed course of study and is hereby awarded"
    )
    assert value_of(extract(extraction, page), "holder_name") is None
