"""Forms whose rows run aslant, whose labels are half lost, and values that have lines of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.page import Page, TextSource
from tests.kit.pages import extract, page_of, value_of


def scanned(*lines: str) -> Page:
    return page_of(*lines, confidence=0.95, source=TextSource.RECOGNISED)


def with_unsure(page: Page, *texts: str) -> Page:
    """The page with those words hardly read."""
    words = tuple(replace(word, confidence=0.4) if word.text in texts else word for word in page.words)
    return replace(page, words=words)


def doubts_of(found, name):
    return next(field.doubts for field in found.fields if field.name == name)


@pytest.mark.parametrize(
    ("lines", "name", "value"),
    [
        (
            ["@100 the degree of", "@180 Bachelor of Arts", "@260 Accounting", "@340 in recognition of"],
            "major",
            "Accounting",
        ),
        (
            ["@100 the degree of", "@180 Bachelor of Arts", "@260 with distinction", "@340 in recognition"],
            "major",
            None,
        ),
        (
            ["@100 graduated with the degree of", "@180 Bachelor of Music", "@600           President"],
            "degree",
            "Bachelor of Music",
        ),
        (["She received the degree of Bachelor of", "Arts on O1 Sep 2018."], "graduation_date", "2018-09-01"),
        (["제 :32221 호", "졸업증명서"], "document_number", "제 32221 호"),
        (["졸업증명서", "발급번호 K:-2026-77137"], "document_number", "K-2026-77137"),
        (["졸업증명서", "발급번호 : 저제2019-54호"], "document_number", "제2019-54호"),
        (["졸업증명서", "ㆍ 전 공 전자공학부", "ㆍ 성 명 김나은"], "holder_name", "김나은"),
        (["졸업증명서", "ㆍ 전 공 전자공학부", "ㆍ 성 명 김나은"], "major", "전자공학부"),
        (["졸업증명서", "발급번호 : 2022-0041   학위번호 : 제2020-512호"], "document_number", "2022-0041"),
        (["제 2022-41 호", "졸업증명서", "학위등록번호 : 2020-512-77"], "document_number", "제 2022-41 호"),
        (["학위기", "학위등록번호 : 2020-512-77"], "document_number", "2020-512-77"),
        (["졸업증명서", "졸업자 생년월일 : 1996-03-14"], "birth_date", "1996-03-14"),
        (["졸업증명서", "수여자 성명 : 홍지민"], "holder_name", "홍지민"),
        (["졸업증명서", "2022년 11월 22일 발급", "한울대학교 총장"], "issue_date", "2022-11-22"),
        (["학위기", "석사학위과정을 이수하여 경영학석사의 학위를 수여함"], "degree", "경영학석사"),
        (["성적증명서", "새날대학교 교무처장"], "school", "새날대학교"),
        (["졸업증명서", "성 명  DAA 으 르 으"], "holder_name", None),
        (["졸업증명서", "학적 : 한빛대학교 인문사회과학대학 영어영문학과"], "major", "영어영문학과"),
        (["증 제2016-318호", "졸업증명서"], "document_number", "제2016-318호"),
        (["졸업증서", "제 58 회 제 12345 호"], "document_number", "제 12345 호"),
        (["제 2019-117 호          대", "졸업증명서"], "document_number", "제 2019-117 호"),
        (["재학증명서", "학년/학기     3학년 / 2학기"], "degree", None),
        (["재학증명서", "생년월일 2002-09-14     과 정     학사과정", "학년/학기     3학년/2학기"], "degree", None),
        (["학위기", "공학석사(전자공학) 학위의 자격을 갖추었기에 수여함"], "major", "전자공학"),
        (
            ["학위기", "소정의 과정을 이수하고", "공학석사(전자공학) 학위의 자격을 갖추었기에 수여함"],
            "degree",
            "공학석사",
        ),
        (["졸업증명서", "성명: 안재홍 (1986년 3월 31일생)"], "birth_date", "1986-03-31"),
        (["Certificate of Enrolment", "Name: Ann Lee (born 3 May 1990)"], "birth_date", "1990-05-03"),
        (["Degree Certificate", "Degree : Master of Science in Statistics"], "degree", "Master of Science"),
        (["Degree Certificate", "Degree : Master of Science in Statistics"], "major", "Statistics"),
        (["학위기", "심사를 통과하였으므로", "국어국문학과 문학박사의 학위를 수여함"], "major", "국어국문학과"),
        (["성적증명서", "학부 : 경영학부", "전공 : 회계학전공"], "major", "회계학전공"),
        (["졸업증명서", "마 입학 : 2010년 3월 2일", "바 졸업 : 2014년 2월 20일"], "admission_date", "2010-03-02"),
        (["졸업증명서", "마 입학 : 2010년 3월 2일", "바 졸업 : 2014년 2월 20일"], "graduation_date", "2014-02-20"),
        (["졸업증명서", "마, 입학 : 2010. 3. 2.  바. 졸업 : 2014. 2. 20."], "graduation_date", "2014-02-20"),
        (["졸업증명서", "마 . 입학 : 2010년 3월 2일", "바 . 졸업 : 2014년 2월 20일"], "graduation_date", "2014-02-20"),
        (["졸업증명서", "바 졸업   2014년 2월 20일"], "graduation_date", "2014-02-20"),
        (["졸업증명서", "5 입학 : 2010. 3. 2.", "6 졸업 : 2014. 2. 20."], "admission_date", "2010-03-02"),
        (["졸업증명서", "2010년 3월 2일", "바졸업 2014년 2월 20일"], "graduation_date", "2014-02-20"),
        (["졸업증명서", "(제 2020-12345 호)"], "document_number", "제 2020-12345 호"),
        (["졸업증명서", "출신대학", "@900 새벽대학교 총장"], "school", "새벽대학교"),
        (["졸업증명서", "(문서번호 : 2020-12345)"], "document_number", "2020-12345"),
        (["졸업증명서", "문서번호 : 2020(석)12345"], "document_number", "2020(석)12345"),
        (["and was awarded the degree of Bachelor of Science.", "@400 Certificate"], "degree", "Bachelor of Science"),
        (["졸업증명서", "위 사람은 현재 본 대학교에 재학하고 있음을 증명함"], "school", None),
        (["졸업증명서", "위 사람은 본 대학교 의류학과에 2010년 3월 2일 입학하여"], "major", "의류학과"),
        (["졸업증명서", "출신대학 : 충주과학대학교"], "school", "충주과학대학교"),
        (
            ["@100 Certificate of Graduation", "Name of School : College of Applied Arts"],
            "school",
            "College of Applied Arts",
        ),
        (["COLLEGE : COLLEGE OF APPLIED ARTS", "@900 President, Eastwood University"], "school", "Eastwood University"),
        (["졸업증명서", "수학기간 : 2010. 3. 2.     2014. 2. 20."], "graduation_date", "2014-02-20"),
        (["졸업증명서", "수학기간 : 2010. 3. 2.     학위 : 공학사"], "graduation_date", None),
        (
            ["졸업증명서", "@200 수학기간     2010년 3월 2일 ~", "@230         2014년 2월 20일"],
            "graduation_date",
            "2014-02-20",
        ),
        (["졸업증명서", "위 사람은 본교에 1997. 3. 2. 입학 2001. 2. 16. 졸업하였음"], "admission_date", "1997-03-02"),
        (["졸업증명서", "위 사람은 본교에 1997. 3. 2. 입학 2001. 2. 16. 졸업하였음"], "graduation_date", "2001-02-16"),
        (["졸업확인서", "확인일자: 2020. 12. 24."], "issue_date", "2020-12-24"),
        (
            ["Certificate of Enrolment", "@900 Halla University President (한라대학교 총장)"],
            "school",
            "Halla University",
        ),
    ],
)
def test_a_line_gives_its_value(extraction, lines, name, value):
    assert value_of(extract(extraction, scanned(*lines)), name) == value


def test_two_numbers_of_which_one_is_the_degrees_are_no_doubt(extraction):
    found = extract(extraction, page_of("졸업증명서", "학위번호 : 제2020-512호", "발급번호 : 2022-0041-88"))
    assert value_of(found, "document_number") == "2022-0041-88"
    assert doubts_of(found, "document_number") == ()


def test_columns_whose_labels_stand_aslant_keep_their_values(extraction):
    page = page_of(
        "@100 CERTIFICATE OF GRADUATION",
        "@200                         Date Graduated",
        "@222 Date Admitted",
        "@245                         9 February 2013",
        "@266 2009-09-01",
    )
    found = extract(extraction, page)
    assert value_of(found, "admission_date") == "2009-09-01"
    assert value_of(found, "graduation_date") == "2013-02-09"


def test_half_a_label_takes_no_value_from_a_row_that_begins_with_another(extraction):
    page = with_unsure(
        scanned("@100 졸업증명서", "@200 생년월일고리Birth   2000년 10월 4일", "@218 Date", "@600 2026년 5월 20일"),
        "고리",
    )
    assert value_of(extract(extraction, page), "issue_date") == "2026-05-20"


@pytest.mark.parametrize("rest", ["성", "서영"])
def test_a_name_goes_without_what_is_left_of_its_label(extraction, rest):
    page = with_unsure(scanned("졸업증명서", f"{rest}     홍길동", "1998년 6월 17일생"), "서영")
    found = extract(extraction, page)
    assert value_of(found, "holder_name") == "홍길동"
    assert "label_unread" in doubts_of(found, "holder_name")


def test_a_department_behind_an_unread_label_is_found_and_doubted(extraction):
    page = with_unsure(scanned("재학증명서", "학교 : 새벽대학교     sap     서양화과"), "sap")
    found = extract(extraction, page)
    assert value_of(found, "major") == "서양화과"
    assert "label_unread" in doubts_of(found, "major")


@pytest.mark.parametrize(
    ("major", "degree", "doubted"),
    [
        ("Fashion Design", "Bachelor of Design", set()),
        ("Computer Science", "Bachelor of Design", {"major"}),
        ("Fashion Design", "Master of Design", {"degree"}),
    ],
)
def test_a_value_in_english_below_is_no_other_one(extraction, major, degree, doubted):
    korean = ("졸업증명서", "학과      패션디자인학과", f"Department      {major}")
    found = extract(extraction, page_of(*korean, "학위      디자인학사", f"Degree      {degree}"))
    assert value_of(found, "major") == "패션디자인학과"
    assert {field.name for field in found.fields if "several_values" in field.doubts} == doubted


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("한라산대학교 졸업증명서", "graduation_certificate"),
        ("한라산대학교 졸업예정증명서", None),
        ("RE: Graduation Confirmation", "graduation_certificate"),
        ("Hanbit University Certificate of Enrolment", "enrolment_certificate"),
    ],
)
def test_a_title_stands_behind_the_schools_name(extraction, line, kind):
    found = extract(extraction, page_of(line, "졸업일      2014년 2월 20일"))
    assert value_of(found, "document_type") == kind
    assert all(not field.doubts for field in found.fields if field.name == "document_type")


@pytest.mark.parametrize("line", ["2019. 5. 17. (May 17, 2019)", "Gdansk, 3 March 2016      Rector"])
def test_a_day_stands_beside_its_place_or_itself(extraction, line):
    found = extract(extraction, page_of("졸업증명서", "위와 같이 증명함", line))
    assert value_of(found, "issue_date") in {"2019-05-17", "2016-03-03"}


def test_a_school_at_the_top_settles_an_odd_one_of_who_signs(extraction):
    head = "The Registrar of Brookfield University certifies that the records show:"
    found = extract(extraction, page_of("Brookfield University", "Certificate of Graduation", head))
    assert value_of(found, "school") == "Brookfield University"
    assert doubts_of(found, "school") == ()


def test_a_heading_within_a_form_is_no_title(extraction):
    page = page_of("Certificate of Graduation", "Name : Ann Lee", "ACADEMIC RECORD", "Degree : Bachelor of Arts")
    words = tuple(
        replace(word, box=replace(word.box, y1=word.box.y1 + 0.01)) if word.line == 0 else word for word in page.words
    )
    found = extract(extraction, replace(page, words=words))
    assert value_of(found, "document_type") == "graduation_certificate"
    assert doubts_of(found, "document_type") == ()


@pytest.mark.parametrize(("share", "doubts"), [(0.2, ("weak_type",)), (0.95, ())])
def test_a_title_hardly_read_that_may_be_anothers_is_doubted(extraction, share, doubts):
    page = scanned("졸업증서", "성명 : 홍길동")
    told = extract(extraction, with_unsure(scanned("졸업증서", "위 사람은 졸업하였음을 증명함"), "졸업증서"))
    assert value_of(told, "document_type") == "graduation_certificate"
    assert doubts_of(told, "document_type") == ("weak_type",)
    words = tuple(replace(word, confidence=share) if word.text == "졸업증서" else word for word in page.words)
    assert doubts_of(extract(extraction, replace(page, words=words)), "document_type") == doubts


@pytest.mark.parametrize(
    ("label", "name", "doubts"),
    [
        ("Name of School", "College of Northern Light", ()),
        ("Name of School", "College of Applied Arts", ("odd_shape",)),
        ("College", "College of Northern Light", ("odd_shape",)),
    ],
)
def test_a_college_is_a_school_where_the_label_asks_for_one(extraction, label, name, doubts):
    found = extract(extraction, page_of("Certificate of Graduation", f"{label} : {name}"))
    assert value_of(found, "school") == name
    assert doubts_of(found, "school") == doubts


@pytest.mark.parametrize(
    ("number", "doubted"),
    [("제202091169호", True), ("제2020-91169호", False), ("2020750217", False), ("제91169호", False)],
)
def test_a_year_without_its_dash_is_doubted(extraction, number, doubted):
    assert (
        "torn_line" in doubts_of(extract(extraction, scanned("졸업증명서", f"발급번호 : {number}")), "document_number")
    ) is doubted
