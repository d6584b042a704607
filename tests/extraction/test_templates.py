"""Whole documents as other schools print them, written down by hand."""

from __future__ import annotations

import pytest

from tests.kit.pages import extract, page_of

TEMPLATES = {
    "English transcript, two pairs to a row": (
        [
            "OFFICIAL ACADEMIC TRANSCRIPT",
            "Student Name: Kim Min-jun        Student ID: 20181234",
            "Date of Birth: 03 May 1999        Program: Nursing",
            "Degree: Bachelor of Science        Admitted: 01 Sep 2018",
            "Term        Course        Credits        Grade",
            "Fall 2018        Nursing I        3        A+",
            "Degree Conferred: June 20, 2022        GPA: 3.9",
            "Date: July 1, 2022",
            "University Registrar",
            "Graymoor College",
        ],
        (
            "transcript, Kim Min-jun, 1999-05-03, Graymoor College, Nursing, Bachelor of Science, "
            "2018-09-01, 2022-06-20, 2022-07-01, -"
        ),
    ),
    "high school, sentence and labels": (
        [
            "제 123-45 호",
            "졸  업  증  명  서",
            "성 명  김하늘",
            "생년월일  2003년 4월 5일",
            "위 사람은 본교 3개년의 전 과정을 수료하고",
            "2022년 2월 10일 졸업하였음을 증명함",
            "@1000 2022년 3월 2일",
            "@1200 별빛고등학교장",
        ],
        "graduation_certificate, 김하늘, 2003-04-05, 별빛고등학교, -, -, -, 2022-02-10, 2022-03-02, 제 123-45 호",
    ),
    "diploma in capitals": (
        [
            "UNIVERSITY OF MARLOWE",
            "To all to whom these presents shall come, Greeting",
            "Be it known that",
            "MARIA GARCIA LOPEZ",
            "having completed the requirements is hereby admitted to the degree of",
            "MASTER OF ARTS",
            "in Economics",
            "Given at Marlowe this 20th day of June, 2019",
        ],
        "diploma, MARIA GARCIA LOPEZ, -, UNIVERSITY OF MARLOWE, Economics, MASTER OF ARTS, -, -, 2019-06-20, -",
    ),
    "labels stacked in two languages": (
        [
            "재학증명서",
            "성명",
            "(Name)      홍길동      학번    20201234",
            "소속 대학",
            "(College)      공과대학      학년    3",
            "학과      컴퓨터공학과",
            "생년월일      2001.02.03",
            "위 학생은 본교에 재학 중임을 증명합니다",
            "@1000 2023. 5. 6.",
            "@1200 가온대학교 총장",
        ],
        "enrolment_certificate, 홍길동, 2001-02-03, 가온대학교, 컴퓨터공학과, -, -, -, 2023-05-06, -",
    ),
    "one Korean sentence": (
        [
            "졸업증명서",
            "위 사람은 2010년 3월 2일 동해대학교 공과대학 기계공학과에 입학하여 2014년 2월 20일",
            "공학사의 학위를 취득하고 졸업하였음을 증명합니다.",
            "@1000 2020년 1월 5일",
            "@1200 동해대학교 총장 공학박사 김 철 수",
        ],
        "graduation_certificate, -, -, 동해대학교, 기계공학과, 공학사, 2010-03-02, 2014-02-20, 2020-01-05, -",
    ),
    "rulings read as strokes": (
        [
            "졸업증명서",
            "| 성명 | 홍길동 | 생년월일 | 1999. 3. 2. |",
            "| 학과 | 통계학과 | 학위 | 이학사 |",
            "| 입학일 | 2018. 3. 2. | 졸업일 | 2022. 2. 20. |",
        ],
        "graduation_certificate, 홍길동, 1999-03-02, -, 통계학과, 이학사, 2018-03-02, 2022-02-20, -, -",
    ),
    "rulings read as letters": (
        ["졸업증명서", "성명    1    홍길동", "학과    l    통계학과", "생년월일    |    1999. 3. 2."],
        "graduation_certificate, 홍길동, 1999-03-02, -, 통계학과, -, -, -, -, -",
    ),
    "English letter with a title before the name": (
        [
            "CERTIFICATE OF ENROLLMENT",
            "This is to certify that Mr. HONG GILDONG (born on March 5, 2000) is currently enrolled in the",
            "Department of Computer Science at Hanbit University since March 2, 2020.",
            "Issued on May 4, 2022",
            "Hanbit University",
            "President",
        ],
        (
            "enrolment_certificate, HONG GILDONG, 2000-03-05, Hanbit University, Computer Science, -, "
            "2020-03-02, -, 2022-05-04, -"
        ),
    ),
    "Korean transcript with terms and a thesis among its courses": (
        [
            "성적증명서",
            "학과 : 물리학과    학번 : 2017001    성명 : 김가람",
            "생년월일 : 1998-02-03    입학일 : 2017-03-02    졸업일 : 2021-02-19",
            "학년도    학기    과목명    학점    등급",
            "2017    1    전공기초    3    A",
            "2017    1    학위논문    3    A",
            "총 취득학점 130   평점평균 4.1",
            "학위 : 이학사",
            "위와 같이 증명함",
            "2021. 3. 4",
            "한빛대학교 총장 (직인)",
        ],
        "transcript, 김가람, 1998-02-03, 한빛대학교, 물리학과, 이학사, 2017-03-02, 2021-02-19, 2021-03-04, -",
    ),
    "diploma without labels": (
        [
            "졸업장",
            "김 하 늘",
            "2003년 4월 5일생",
            "위 사람은 3개년의 전 과정을 마쳤으므로 이 졸업장을 수여함",
            "@1000 2022년 2월 10일",
            "@1200 미르과학고등학교장 이 순 신",
        ],
        "diploma, 김하늘, 2003-04-05, 미르과학고등학교, -, -, -, -, 2022-02-10, -",
    ),
}
ORDER = (
    "document_type", "holder_name", "birth_date", "school", "major", "degree", "admission_date", "graduation_date",
    "issue_date", "document_number",
)  # fmt: skip


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_understood(extraction, name):
    lines, wanted = TEMPLATES[name]
    found = {field.name.value: field.value for field in extract(extraction, page_of(*lines)).fields}
    assert ", ".join(found.get(field, "-") for field in ORDER) == wanted
