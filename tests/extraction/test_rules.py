from __future__ import annotations

import pytest

from core.domain.field import FieldName
from core.domain.page import TextSource
from tests.kit.pages import extract, on, page_of, value_of

TITLE = "졸 업 증 명 서"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("성명 : 홍길동", "holder_name", "홍길동"),
        ("성    명 : 홍 길 동", "holder_name", "홍길동"),
        ("성 명 홍길동", "holder_name", "홍길동"),
        ("성명 / Name : 홍길동", "holder_name", "홍길동"),
        ("성명(Name)  홍길동", "holder_name", "홍길동"),
        ("성명:홍길동", "holder_name", "홍길동"),
        ("성명 . 홍길동 (남)", "holder_name", "홍길동"),
        ("Name : Maria Garcia Lopez", "holder_name", "Maria Garcia Lopez"),
        ("Full Name     Tomas van Dijk", "holder_name", "Tomas van Dijk"),
        ("생년월일 1999. 10. 01.", "birth_date", "1999-10-01"),
        ("생넌월일 : 1999년 10월 1일", "birth_date", "1999-10-01"),
        ("소속   한밭기술대학교", "school", "한밭기술대학교"),
        ("소속   컴퓨터공학과", "major", "컴퓨터공학과"),
        ("학과(전공)   식품 영양 학과", "major", "식품영양학과"),
        ("학과 : 공과대학 컴퓨터공학과", "major", "컴퓨터공학과"),
        ("학위종별   문학사", "degree", "문학사"),
        ("Degree Awarded : Bachelor of Fine Arts", "degree", "Bachelor of Fine Arts"),
        ("입학년월일   2018-03-02", "admission_date", "2018-03-02"),
        ("Date of Graduation : Jun. 25, 2013", "graduation_date", "2013-06-25"),
        ("발급번호 : 제 2022-77459 호", "document_number", "제 2022-77459 호"),
        ("Certificate No. NO-2014-80218", "document_number", "NO-2014-80218"),
        ("NO-2014-80218", "document_number", "NO-2014-80218"),
        ("제2017-16615호", "document_number", "제2017-16615호"),
        ("Date of issue: Mar. 13, 2023", "issue_date", "2023-03-13"),
        ("41Q / Full Name   홍 길 동", "holder_name", "홍길동"),
        ("stil@ / Institution   남 산 여 자 대 학 교", "school", "남산여자대학교"),
        ("Institution   Hanbit University}", "school", "Hanbit University"),
    ],
)
def test_a_label_gives_its_value(extraction, line, field, value):
    assert value_of(extract(extraction, page_of(TITLE, line)), field) == value


def test_two_pairs_to_a_row(extraction):
    found = extract(
        extraction, page_of(TITLE, "성명   홍길동      학과   통계학과", "학번   20181234      학위   이학사")
    )
    assert [value_of(found, name) for name in ("holder_name", "major", "degree")] == ["홍길동", "통계학과", "이학사"]


def test_values_below_their_labels(extraction):
    found = extract(
        extraction,
        page_of(TITLE, "성명            생년월일            학과", "홍길동          1999.03.02         통계학과"),
    )
    assert [value_of(found, name) for name in ("holder_name", "birth_date", "major")] == [
        "홍길동",
        "1999-03-02",
        "통계학과",
    ]


def test_a_period_gives_admission_and_graduation(extraction):
    found = extract(extraction, page_of(TITLE, "수학기간 : 2018.03.02 ~ 2022.02.20"))
    assert [value_of(found, name) for name in ("admission_date", "graduation_date")] == ["2018-03-02", "2022-02-20"]


@pytest.mark.parametrize(
    ("line", "school"),
    [
        ("동해대학교장", "동해대학교"),
        ("동해대학교 총장", "동해대학교"),
        ("동 해 대 학 교 총 장", "동해대학교"),
        ("별빛고등학교장", "별빛고등학교"),
        ("별빛고등학교 교장", "별빛고등학교"),
        ("President, Riverside Institute of Technology", "Riverside Institute of Technology"),
        ("Registrar of Lakeshore University", "Lakeshore University"),
        ("동해대학교 종장", "동해대학교"),
    ],
)
def test_the_head_names_the_school(extraction, line, school):
    assert value_of(extract(extraction, page_of(TITLE, f"@1200 {line}")), "school") == school


def test_a_course_table_gives_no_fields(extraction):
    found = extract(
        extraction,
        page_of(
            "성 적 증 명 서",
            "성명 : 홍길동",
            "학과 : 통계학과",
            "구분    교과목명    학점    성적",
            "전공    학교와 사회    3    A+",
            "전공    졸업논문    3    B0",
            "2018-1    학위와 직업    2    P",
            "평점평균    3.81",
        ),
    )
    assert {field.name.value for field in found.fields} == {"document_type", "holder_name", "major"}
    assert value_of(found, "major") == "통계학과"


@pytest.mark.parametrize(
    ("title", "type_id"),
    [
        ("졸업증명서", "graduation_certificate"),
        ("졸  업  증  명  서", "graduation_certificate"),
        ("재학증명서", "enrolment_certificate"),
        ("성 적 증 명 서", "transcript"),
        ("학위기", "diploma"),
        ("OFFICIAL TRANSCRIPT", "transcript"),
        ("Certificate of Enrolment", "enrolment_certificate"),
        ("졸업예정증명서", None),
        ("휴학증명서", None),
        ("재적증명서", None),
        ("수료증명서", None),
        ("Certificate of Completion", None),
        ("Invoice", None),
    ],
)
def test_the_title_tells_the_kind(extraction, title, type_id):
    assert extract(extraction, page_of(title, "성명 : 홍길동")).document_type == type_id


def test_a_misread_title_alone_is_a_doubt(extraction):
    found = extract(extraction, page_of("졸엄증명서", "성명 : 홍길동")).get(FieldName.DOCUMENT_TYPE)
    assert found is not None
    assert "weak_type" in found.doubts


def test_a_misread_title_is_backed_by_its_labels(extraction):
    found = extract(extraction, page_of("졸엄증명서", "졸업일자 : 2020-02-20")).get(FieldName.DOCUMENT_TYPE)
    assert found is not None
    assert (found.value, found.doubts, found.grounded) == ("graduation_certificate", (), True)


def test_a_misread_label_is_recorded(extraction):
    found = extract(extraction, page_of(TITLE, "임학일자 : 2020-03-02")).get(FieldName.ADMISSION_DATE)
    assert found is not None
    assert (found.value, found.doubts) == ("2020-03-02", ("label_misread",))


def test_a_date_below_the_closing_sentence_is_the_date_of_issue(extraction):
    found = extract(
        extraction, page_of(TITLE, "위와 같이 졸업하였음을 증명합니다.", "@900 2024년 11월 28일", "@1100 동해대학교장")
    )
    issue = found.get(FieldName.ISSUE_DATE)
    assert issue is not None
    assert (issue.value, issue.doubts) == ("2024-11-28", ())


def test_a_lone_date_elsewhere_is_a_doubt(extraction):
    issue = extract(extraction, page_of("졸업증명서", "2001년 11월 28일")).get(FieldName.ISSUE_DATE)
    assert issue is not None
    assert "place_unsure" in issue.doubts


def test_places_that_differ_are_a_doubt_with_both_values(extraction):
    school = extract(extraction, page_of(TITLE, "학교 : 한밭대학교", "@1200 한받대학교 총장")).get(FieldName.SCHOOL)
    assert school is not None
    assert (school.value, school.doubts, school.others) == ("한밭대학교", ("several_values",), ("한받대학교",))


def test_a_letterhead_that_nearly_agrees_is_a_doubt(extraction):
    school = extract(extraction, page_of("가온예술대학교", TITLE, "@1200 가몬예술대학교 총장")).get(FieldName.SCHOOL)
    assert school is not None
    assert (school.doubts, school.others) == (("several_values",), ("가온예술대학교",))


def test_places_that_agree_are_counted(extraction):
    school = extract(extraction, page_of(TITLE, "학교 : 한밭대학교", "@1200 한밭대학교 총장")).get(FieldName.SCHOOL)
    assert school is not None
    assert (school.doubts, school.places) == ((), 2)


def test_attachments_of_different_people_and_kinds_are_doubts(extraction):
    one = page_of("졸업증명서", "성명 : 홍길동")
    other = on(page_of("재학증명서", "성명 : 김철수"), attachment=1)
    found = extract(extraction, one, other)
    assert "mixed_types" in found.get(FieldName.DOCUMENT_TYPE).doubts
    assert found.get(FieldName.HOLDER_NAME).others == ("김철수",)


def test_a_value_whose_label_cannot_be_read_is_a_doubt(extraction):
    found = extract(extraction, page_of(TITLE, "성명 : 홍길동", "학 ap:간호학과")).get(FieldName.MAJOR)
    assert found is not None
    assert (found.value, found.doubts) == ("간호학과", ("label_unread",))


@pytest.mark.parametrize("text", ["2020/02/31", "99.03.02", "2020년 2월"])
def test_a_labelled_date_that_is_none_stays_in_view(extraction, text):
    found = extract(extraction, page_of(TITLE, f"졸업일자 : {text}")).get(FieldName.GRADUATION_DATE)
    assert found is not None
    assert found.doubts


def test_an_english_letter_tells_all(extraction):
    found = extract(
        extraction,
        page_of(
            "Certificate of Graduation",
            "This is to certify that Tomas van Dijk, born on 3 May 1990,",
            "was admitted on 2 September 2009",
            "and graduated from University of Marlowe on 20 June",
            "2013 with the degree of Bachelor of Science in Physics.",
        ),
    )
    wanted = {
        "holder_name": "Tomas van Dijk",
        "birth_date": "1990-05-03",
        "school": "University of Marlowe",
        "admission_date": "2009-09-02",
        "graduation_date": "2013-06-20",
        "degree": "Bachelor of Science",
        "major": "Physics",
    }
    assert {name: value_of(found, name) for name in wanted} == wanted


def test_a_korean_sentence_tells_all(extraction):
    found = extract(
        extraction,
        page_of(
            "재학증명서",
            "위 사람은 2020년 3월 2일 본교 공과대학 통계학과에 입학하여",
            "현재 재학하고 있음을 증명합니다.",
        ),
    )
    assert [value_of(found, name) for name in ("admission_date", "major")] == ["2020-03-02", "통계학과"]


def test_words_broken_by_the_recogniser_are_joined(extraction):
    found = extract(
        extraction, page_of("졸 업 증 명 서", "학 교 : 서 울 과 학 대 학 교", "졸 업 일 자 : 2022 년 02 월 20 일")
    )
    assert [value_of(found, name) for name in ("school", "graduation_date")] == ["서울과학대학교", "2022-02-20"]


def test_a_letter_torn_off_its_name_is_a_doubt(extraction):
    whole = page_of(TITLE, "성명 : 홍길동")
    torn = page_of(TITLE, "@150 성명 : 홍길", "@164        동")
    assert extract(extraction, whole).get(FieldName.HOLDER_NAME).doubts == ()
    assert "torn_line" in extract(extraction, torn).get(FieldName.HOLDER_NAME).doubts


def test_an_unclear_space_in_a_number_is_a_doubt(extraction):
    page = page_of(TITLE, "발급번호 : 제 2022-77459 호", source=TextSource.RECOGNISED)
    assert extract(extraction, page).get(FieldName.DOCUMENT_NUMBER).doubts == ("space_unsure",)


def test_a_name_in_brackets_in_the_other_script_is_kept(extraction):
    field = extract(extraction, page_of(TITLE, "성명 : 홍길동 (HONG GILDONG)")).get(FieldName.HOLDER_NAME)
    assert (field.value, field.others, field.doubts) == ("홍길동", ("HONG GILDONG",), ("several_values",))
    field = extract(extraction, page_of(TITLE, "성명 : 홍길동 (남)")).get(FieldName.HOLDER_NAME)
    assert (field.value, field.others, field.doubts) == ("홍길동", (), ())


def test_of_two_scripts_the_korean_name_is_the_value(extraction):
    field = extract(extraction, page_of(TITLE, "Name : Hong Gil-dong", "성명 : 홍길동")).get(FieldName.HOLDER_NAME)
    assert (field.value, field.others) == ("홍길동", ("Hong Gil-dong",))


def test_attachments_are_compared_however_each_says_it(extraction):
    certificate = page_of(TITLE, "성명 : 홍길동", "생년월일 : 1999. 5. 3.", "학교 : 동해대학교")
    diploma = page_of(
        "학위증", "김 철 수", "1998년 5월 3일생", "위 사람은 본교의 과정을 마쳤음", "@1200 서해대학교 총장"
    )
    found = extract(extraction, certificate, on(diploma, attachment=1))
    for name, other in (("holder_name", "김철수"), ("school", "서해대학교")):
        field = found.get(FieldName(name))
        assert other in field.others
        assert "attachments_differ" in field.doubts


def test_pages_of_one_attachment_are_not_taken_for_attachments(extraction):
    certificate = page_of(TITLE, "성명 : 홍길동", "학교 : 동해대학교")
    field = extract(extraction, certificate, on(certificate, number=2)).get(FieldName.HOLDER_NAME)
    assert (field.others, field.doubts) == ((), ())
    field = extract(extraction, certificate, on(certificate, attachment=1)).get(FieldName.HOLDER_NAME)
    assert (field.others, field.doubts, field.places) == ((), (), 2)


@pytest.mark.parametrize(
    ("head", "doubts"),
    [
        ("동해대학교 총장", set()),
        ("동헤대학교 총장", {"several_values"}),
        ("은하수대학교 총장", {"several_values", "head_differs"}),
    ],
)
def test_the_head_who_signs_is_of_the_same_school(extraction, head, doubts):
    page = page_of("졸업증명서", "성명 : 홍길동", "학교명 : 동해대학교", "2022년 3월 5일", f"@1200 {head}")
    field = extract(extraction, page).get(FieldName.SCHOOL)
    assert (field.value, set(field.doubts)) == ("동해대학교", doubts)
