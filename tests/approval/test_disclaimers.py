"""What a page says against itself is asked about, wherever it says it; conditions and small talk are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval.disclaimers import disclaimers, in_force
from core.approval.policy import Policy
from tests.approval.cases import evidence_of, rules
from tests.kit.pages import page_of

GRADUATION, ENROLMENT, TRANSCRIPT = "graduation_certificate", "enrolment_certificate", "transcript"
AGAINST = [
    ("견본", "no_original"),
    ("[사본]", "no_original"),
    ("윤시우 (Yoon Siwoo)          무\ufffd효", "not_in_force"),
    ("제 2022-12345 호          열 람 용", "no_original"),
    ("졸업증명서 (사본)", "no_original"),
    ("※ 본 문서는 견본이며 법적 효력이 없습니다.", "no_original"),
    ("본 증명서는 대외 제출용이 아니며 단순 참고용입니다.", "no_original"),
    ("[서식 작성 예시]", "no_original"),
    ("※ 본 서식은 증명서로서의 효력이 없습니다.", "no_original"),
    ("서담대학교 총학생회 회장", "no_school"),
    ("발급부서 : 총학생회 사무국", "no_school"),
    ("President of the Alumni Association", "no_school"),
    ("SPECIMEN", "no_original"),
    ("Northfield College          UNOFFICIA", "no_original"),
    ("5AMPLE", "no_original"),
    ("No. XXXX-XXXXXX", "no_original"),
    ("1234567890123456789", "no_original"),
    ("학위등록 : 미등록", "not_finished"),
    ("DRAFT !", "no_original"),
    ("COPY CORY. COPY,", "no_original"),
    ("Unofficial - for advising purposes only.", "no_original"),
    ("Printed from student self-service", "no_original"),
    ("증명서 보기 <  https://portal.haneul.example/cert/view.do?seq=20931", "web_page"),
    ("Unofficial document - for student use only", "no_original"),
    ("This is a copy, not the original.", "no_original"),
    ("This does not certify graduation.", "no_original"),
    ("무 효", "not_in_force"),
    ("VOID", "not_in_force"),
    ("NOT VALID", "not_in_force"),
    ("문서확인번호 조회 기간이 만료되어 진위확인이 불가합니다.", "not_in_force"),
    ("본 문서는 제출용으로~사용할 수 없습니다", "no_original"),
    ("위 증명서는 효력을 상실하였음", "not_in_force"),
    ("학위 취소됨 (2020.5.1)", "not_in_force"),
    ("This certificate is no longer valid.", "not_in_force"),
    ("Degree revoked on May 1, 2020.", "not_in_force"),
    ("Issuance is withheld pending payment of fees.", "not_in_force"),
    ("위 사람은 본 대학교를 졸업할 예정임을 증명합니다.", "not_finished"),
    ("위 사람은 본 대학교를 수료하였음을 증명합니다.", "not_finished"),
    ("위 사람은 본 대학교에서 제적되었음을 증명합니다.", "not_finished"),
    ("학적상태 : 자퇴", "not_finished"),
    ("Degree not yet conferred", "not_finished"),
    ("is expected to graduate from this university", "not_finished"),
    ("and will graduate on May 20, 2020", "not_finished"),
    ("The above person withdrew from this university.", "not_finished"),
    ("Status : Dismissed", "not_finished"),
    ("본 증명서는 임시 증명서입니다.", "provisional"),
    ("This provisional certificate is issued on request.", "provisional"),
    ("구 성명 : 박영희", "altered"),
    ("정정 : 생년월일 1990년 1월 1일로 정정함", "altered"),
    ("Former name: Mary Smith", "altered"),
    ("위 내용은 원본의 번역본임을 확인합니다.", "translation"),
    ("(Translation)", "translation"),
    ("위 학위는 명예 학위임", "honorary"),
    ("Doctor of Laws, honoris causa", "honorary"),
    ("학 위 : 명예공학박사", "honorary"),
    ("이 문서는 원본을 복사한 사본임.", "copied"),
    ("(원본대조필)", "copied"),
    ("Certified true copy", "copied"),
    ("졸업증명서 발급 신청서", "no_original"),
    ("REQUEST FORM", "no_original"),
    ("This degree was revoked on 3 May 2021 after an investigation.", "taken_back"),
    ("The diploma has been cancelled when fraud was found.", "taken_back"),
    ("위 학위는 부정행위가 확인된 경우에 해당하여 학위가 취소되었음.", "taken_back"),
    ("비    고 : 2021년 학위 취소", "taken_back"),
    ("위 사람은 본교를 졸업한 사실이 없음을 증명합니다.", "denied"),
    ("위 사람의 졸업 사실을 확인할 수 없음을 알려드립니다.", "denied"),
    ("위 사람은 졸업 요건을 충족하지 못하였음을 확인합니다.", "denied"),
    ("We cannot certify that the above is true.", "denied"),
    ("We have no record that the above person studied here.", "denied"),
    ("It is not true that she graduated from this university.", "denied"),
    ("She has yet to satisfy the requirements for graduation.", "denied"),
    ("2020년 2월 21일 졸업할 자임을 증명합니다.", "conditional"),
    ("단, 졸업 논문 심사 중임.", "conditional"),
    ("단, 등록금 완납 시 유효함.", "conditional"),
    ("취득예정학위 : 공학사", "conditional"),
    ("The above student is due to graduate in February 2027.", "conditional"),
    ("graduated on May 20, 2020, subject to confirmation by the Senate.", "conditional"),
    ("Degree Sought : Bachelor of Science", "conditional"),
    ("위 사람은 본교에 재학 중임을 증명합니다.", "still_studying"),
    ("위 사람은 본교에 휴학 중임을 증명합니다.", "still_studying"),
    ("The above person is currently enrolled at this university.", "still_studying"),
]
ENROLLED = [
    ("위 사람은 본교에 휴학 중임을 증명합니다.", "not_enrolled"),
    ("현재 상태 : 휴학", "not_enrolled"),
    ("위 사람은 본교에 재학 중이 아님을 증명합니다.", "not_enrolled"),
    ("is on leave of absence from this university", "not_enrolled"),
    ("is not currently enrolled at this university", "not_enrolled"),
]
FINE = [
    (GRADUATION, '본 증명서는 위·변조가 방지되어 있으며 복사 시 "사본" 문구가 나타납니다.'),
    (GRADUATION, "직인이 없으면 무효임. 직인이 없는 것은 법적 효력이 없습니다."),
    (GRADUATION, "This is an official record and is not valid without the seal of the Registrar."),
    (GRADUATION, "직인이 없는 것은 증명서로서의 효력이 없습니다."),
    (GRADUATION, "비고 : 총학생회 장학금 수혜"),
    (GRADUATION, "VOID if altered or erased"),
    (GRADUATION, "It is valid only with the stamp of the"),
    (GRADUATION, '홈페이지의 "원본확인" 메뉴에서 진위를 확인하실 수 있습니다.'),
    (GRADUATION, "3개년의 전 과정을 수료하였으므로 이 졸업장을 줌"),
    (GRADUATION, "the above particulars are certified to be correct"),
    (GRADUATION, "Major : Translation Studies        행정정보학과"),
    (GRADUATION, "This certificate is void if the degree has been revoked."),
    (GRADUATION, "회수          제25회"),
    (GRADUATION, "발급일로부터 90일이 지나면 발급 사실을 확인할 수 없습니다."),
    (GRADUATION, "조회 기간이 만료된 경우 진위확인이 불가합니다."),
    (GRADUATION, "졸업 사실 확인이 불가한 경우 교무처로 문의하시기 바랍니다."),
    (GRADUATION, "재학 중 성적이 우수하여 상을 받았음"),
    (GRADUATION, "재학 중 징계를 받은 사실이 없음을 증명합니다."),
    (GRADUATION, "This document is subject to verification at www.example.org"),
    (GRADUATION, "She was enrolled from 2015 and graduated in 2020."),
    (TRANSCRIPT, "Degree Sought : Bachelor of Science     재학 중임을 증명"),
    (ENROLMENT, "위 사람은 본교에 재학 중임을 증명합니다."),
    (ENROLMENT, "is currently enrolled at this university"),
    (TRANSCRIPT, "국제적 협상          3          A+"),
    (TRANSCRIPT, "Sample Surveys       Expected Utility Theory       3.0"),
    (TRANSCRIPT, "2016 휴학   2017 복학"),
    (ENROLMENT, "졸업예정일 2026-02-20        is expected to graduate in 2026"),
]
EXPIRED = [
    "본 증 명 서 의 유 효 기 간 은 2025 년 3 월 1 일 까 지 입 니다.",
    "본 증명서의 유효기간은 2025년 3월 1일까지입니다.",
    "유효기간 : 2022.03.05 ~ 2022.06.05",
    "유호기간 : 2022. 6. 5.",
    "유효기간 : 발급일로부터 3개월",
    "발급일로부터 90일간 유효",
    "2025년 3월 1일까지 유효합니다.",
    "This certificate is valid until March 1, 2025.",
    "Valid for three months from the date of issue.",
    "Expiry date : 2025-03-01",
]
HOLDS = [
    "본 증명서의 유효기간은 2026년 3월 1일까지입니다.",
    "유효기간 : 2022.03.05 ~ 2026.06.05",
    "유효기간 : 발급일로부터 10년",
    "Valid until December 31, 2030",
    "유효기간 : 발급일로부터 100000년",
    "Valid for 99999999999 days from the date of issue.",
    "진위 확인은 발급일로부터 90일까지 가능합니다.",
]


def asked(policy: Policy, kind: str, *lines: str) -> list[str]:
    page = page_of("증명서", "성명 : 홍길동", *lines, "2022년 3월 5일")
    return rules(disclaimers(evidence_of(policy, page=page, document_type=kind)))


@pytest.mark.parametrize(("line", "rule"), AGAINST)
def test_what_a_page_says_against_itself_is_asked(policy: Policy, line: str, rule: str) -> None:
    assert rule in asked(policy, GRADUATION, line)


@pytest.mark.parametrize(("line", "rule"), ENROLLED)
def test_a_student_who_is_away_is_asked_about(policy: Policy, line: str, rule: str) -> None:
    assert asked(policy, ENROLMENT, line) == [rule]


@pytest.mark.parametrize(("kind", "line"), FINE)
def test_conditions_and_small_talk_ask_nothing(policy: Policy, kind: str, line: str) -> None:
    assert asked(policy, kind, line) == []


def test_the_question_shows_the_words_and_both_languages(policy: Policy) -> None:
    page = page_of("졸업증명서", "위 증명서는 효력을 상실하였음")
    (found,) = disclaimers(evidence_of(policy, page=page))
    told = dict(found.params)
    assert told["detail_en"].endswith(": 효력을상실")
    assert told["detail_ko"].startswith("무효")


def test_each_is_asked_once_however_many_pages_say_it(policy: Policy) -> None:
    page = page_of("졸업증명서", "견본")
    evidence = evidence_of(policy, page=page)
    both = replace(evidence, reading=replace(evidence.reading, pages=(page, replace(page, number=2))))
    assert rules(disclaimers(both)) == ["no_original"]


@pytest.mark.parametrize("line", EXPIRED)
def test_a_document_that_has_expired_is_asked_about(policy: Policy, line: str) -> None:
    assert rules(in_force(evidence_of(policy, page=page_of("졸업증명서", line)))) == ["expired"]


@pytest.mark.parametrize("line", HOLDS)
def test_one_that_still_holds_is_not(policy: Policy, line: str) -> None:
    assert in_force(evidence_of(policy, page=page_of("졸업증명서", line))) == ()


def test_without_a_day_of_issue_no_span_is_counted(policy: Policy) -> None:
    page = page_of("졸업증명서", "Valid for three months from the date of issue.")
    assert in_force(evidence_of(policy, page=page, issue_date=None)) == ()
