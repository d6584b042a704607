"""Whole forms as offices print them, with every value that they show and none besides."""

from __future__ import annotations

import pytest

from tests.kit.pages import extract, page_of

KOREAN = {
    "document_type": "graduation_certificate",
    "holder_name": "홍길동",
    "birth_date": "1990-05-03",
    "school": "새벽대학교",
    "major": "건축학과",
    "degree": "공학사",
    "admission_date": "2010-03-02",
    "graduation_date": "2014-02-20",
    "issue_date": "2020-03-02",
    "document_number": "제 2020-1234 호",
}
ENGLISH = {
    "document_type": "graduation_certificate",
    "holder_name": "Maria Lopez",
    "birth_date": "1990-05-03",
    "school": "Eastbrook University",
    "major": "Civil Engineering",
    "degree": "Bachelor of Engineering",
    "admission_date": "2010-03-02",
    "graduation_date": "2014-02-20",
    "issue_date": "2020-03-02",
    "document_number": "2020-1234",
}
FORMS = [
    (
        [
            "제 2020-1234 호",
            "졸 업 증 명 서",
            "성    명 : 홍길동 (남)",
            "생년월일 : 1990년 5월 3일생",
            "소    속 : 새벽대학교 공과대학 건축학과",
            "재학기간 : 2010. 3. 2. ∼ 2014. 2. 20.",
            "학    위 : 공학사",
            "위 사실을 증명함.",
            "2020년 3월 2일",
            "새벽대학교총장",
        ],
        KOREAN,
    ),
    (
        [
            "졸업증명서",
            "제 2020-1234 호",
            "성명 홍길동",
            "생년월일 1990년 5월 3일",
            "위 사람은 2010년 3월",
            "2일 본교 건축학과에 입학하여 소정의 전 과정을 이수하고 2014년",
            "2월 20일 졸업하여 공학사 학위를 취득하였음을 증명합니다.",
            "2020년 3월 2일",
            "새벽대학교 총장",
        ],
        KOREAN,
    ),
    (
        [
            "졸업증명서",
            "No. 제 2020-1234 호",
            "구분      내용",
            "성명      홍길동",
            "주민등록번호      900503-1******",
            "소속학과      건축학과",
            "입학일      2010년 03월 02일",
            "졸업일      2014년 02월 20일",
            "학위명      공학사",
            "2020년 03월 02일",
            "새벽대학교 총장",
        ],
        KOREAN | {"birth_date": None},
    ),
    (
        [
            "문서확인번호 : 1234-5678-9012-3456",
            "졸업증명서",
            "성명/Name   홍길동 / HONG GILDONG",
            "생년월일/Date of Birth   1990.05.03",
            "학과/Department   건축학과 / Department of Architecture",
            "학위/Degree   공학사 / Bachelor of Engineering",
            "입학일/Admission   2010.03.02",
            "졸업일/Graduation   2014.02.20",
            "2020.03.02",
            "새벽대학교 총장 President of Saebyeok University",
        ],
        KOREAN | {"document_number": "1234-5678-9012-3456"},
    ),
    (
        [
            "재학증명서",
            "제 2020-1234 호",
            "성명 : 홍길동",
            "생년월일 : 1990년 5월 3일",
            "대학 : 새벽대학교 공과대학",
            "학과 : 건축학과 3학년",
            "입학일자 : 2010년 3월 2일",
            "위 학생은 현재 본교에 재학 중임을 증명합니다.",
            "2020년 3월 2일",
            "새벽대학교 총장",
        ],
        KOREAN | {"document_type": "enrolment_certificate", "degree": None, "graduation_date": None},
    ),
    (
        [
            "성적증명서",
            "제 2020-1234 호",
            "성명 홍길동   생년월일 1990.05.03   학번 2010123456",
            "학과 건축학과   학위 공학사",
            "입학 2010.03.02   졸업 2014.02.20",
            "과목명   학점   성적",
            "건축설계   3   A+",
            "구조역학   3   B0",
            "한국사   2   A0",
            "총 취득학점 130   평점평균 3.87/4.5   백분율 92.3/100",
            "2020. 03. 02.",
            "새벽대학교 총장",
        ],
        KOREAN | {"document_type": "transcript"},
    ),
    (
        [
            "성적증명서",
            "발급번호: 제 2020-1234 호",
            "성 명: 홍길동      전 공: 건축학과",
            "생년월일: 1990-05-03      입학일: 2010-03-02",
            "학위: 공학사      졸업일: 2014-02-20",
            "이수구분   교과목명   학점   등급   이수구분   교과목명   학점   등급",
            "전필   건축사   3   A   교양   글쓰기   2   B+",
            "신청학점 132   취득학점 130   총평점 520.5   평점평균 4.01 (4.3만점)",
            "위와 같이 증명합니다.",
            "2020년 3월 2일",
            "새벽대학교 교무처장",
            "새벽대학교 총장",
        ],
        KOREAN | {"document_type": "transcript"},
    ),
    (
        [
            "Ref: 2020-1234",
            "2 March 2020",
            "TO WHOM IT MAY CONCERN",
            "This letter confirms that Ms. Maria Lopez (date of birth: 3 May 1990) was admitted to",
            "Eastbrook University on 2 March 2010 and graduated with a Bachelor of Engineering in",
            "Civil Engineering on 20 February 2014.",
            "Yours faithfully,",
            "Academic Registrar",
            "Eastbrook University",
        ],
        ENGLISH,
    ),
    (
        [
            "Eastbrook University",
            "GRADUATION CERTIFICATE",
            "Serial Number 2020-1234",
            "NAME          Maria Lopez",
            "BIRTH DATE          1990/05/03",
            "MAJOR          Civil Engineering",
            "DEGREE CONFERRED          Bachelor of Engineering",
            "DATE ENTERED          2010/03/02",
            "DATE OF CONFERRAL          2014/02/20",
            "We certify the above.",
            "2020/03/02",
        ],
        ENGLISH,
    ),
    (
        [
            "Eastbrook University",
            "OFFICIAL TRANSCRIPT",
            "Student: Maria Lopez      ID: 20101234",
            "DOB: 05/13/1990      Major: Civil Engineering",
            "Degree Awarded: Bachelor of Engineering      Date Conferred: 02/20/2014",
            "Course   Title   Credits   Grade",
            "CE101   Statics   3.0   A",
            "CE102   Dynamics   3.0   A-",
            "Cumulative GPA: 3.75 / 4.00      Total Credits: 128",
            "Date Issued: 03/22/2020",
        ],
        ENGLISH
        | {
            "document_type": "transcript",
            "birth_date": "1990-05-13",
            "admission_date": None,
            "issue_date": "2020-03-22",
            "document_number": None,
        },
    ),
    (
        [
            "EASTBROOK UNIVERSITY",
            "DIPLOMA SUPPLEMENT",
            "Family name(s): Lopez",
            "Given name(s): Maria",
            "Date of birth: 3 May 1990",
            "Name of qualification: Bachelor of Engineering",
            "Main field(s) of study: Civil Engineering",
            "Name of institution: Eastbrook University",
        ],
        ENGLISH
        | {
            "document_type": None,
            "holder_name": "Lopez Maria",
            "admission_date": None,
            "graduation_date": None,
            "issue_date": None,
            "document_number": None,
        },
    ),
    (
        [
            "CERTIFICATE OF GRADUATION",
            "Cert. No. 2020-1234",
            "It is hereby certified that",
            "Name : Maria Lopez",
            "Date of Birth : 3rd May 1990",
            "entered this University on 2nd March 2010 and graduated on 20th February 2014 with the degree of",
            "Bachelor of Engineering in Civil Engineering.",
            "2nd March 2020",
            "Eastbrook University",
        ],
        ENGLISH,
    ),
]


@pytest.mark.parametrize(("lines", "shown"), FORMS, ids=range(len(FORMS)))
def test_a_form_gives_every_value_that_it_shows_and_no_other(extraction, lines, shown):
    found = extract(extraction, page_of(*lines))
    assert {item.name: item.value for item in found.fields} == {name: value for name, value in shown.items() if value}
    doubted = [item for item in found.fields if item.others != ("HONG GILDONG",)]  # a name in both scripts
    assert {doubt for item in doubted for doubt in item.doubts} <= {"label_misread"}
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("학과 Department 건축학과 Architecture", "major", "건축학과"),
        ("학위 Degree 공학사 Bachelor of Engineering", "degree", "공학사"),
        ("성명 Name 홍길동 Hong Gildong", "holder_name", "홍길동"),
        ("학과 : 컴퓨터공학과 / Computer Science & Engineering", "major", "컴퓨터공학과"),
        ("학과 : 건축학과 AI", "major", "건축학과AI"),
        ("Enrollment:   March 2, 2010 - February 20, 2014", "admission_date", "2010-03-02"),
        ("Enrollment:   March 2, 2010 - February 20, 2014", "graduation_date", "2014-02-20"),
        ("2014년 2월 20일 공학석사 학위를 받았음을 증명합니다.", "graduation_date", "2014-02-20"),
    ],
)
def test_a_row_gives_its_value(extraction, line, name, value):
    found = extract(extraction, page_of("졸업증명서", line))
    assert {item.name: item.value for item in found.fields}[name] == value
