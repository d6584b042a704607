"""Pages beside a certificate that are of another kind, or of none."""

from __future__ import annotations

import pytest

from core.domain.hold import Outcome
from core.domain.page import Page
from tests.kit.pages import Quiet, dossier_of, on, page_of, reading_of

GRADUATION = page_of(
    "        졸 업 증 명 서",
    "성    명 : 홍길동",
    "생년월일 : 1996년 3월 2일",
    "학 교 명 : 동해대학교",
    "졸업일자 : 2020년 2월 21일",
    "위 사람은 본교를 졸업하였음을 증명합니다.",
    "        2020년 3월 5일",
    "     동해대학교 총장",
)
TRANSCRIPT = page_of(
    "        성 적 증 명 서",
    "성    명 : 홍길동",
    "학 교 명 : 동해대학교",
    "교과목명          학점          성적",
    "일반수학          3          A+",
    "발급일자 : 2020년 3월 5일",
)
DISMISSED = page_of("        제 적 증 명 서", "위 학생은 학칙에 따라 처리되었음을 확인합니다.")
LETTER = page_of("안내 말씀", "첨부된 서류는 제 친구의 것입니다. 감사합니다.")
COURSES = page_of(
    "교과목명          학점          성적",
    "세계사          3          A0",
    "통계입문          3          B+",
    "물리학          3          A+",
)
NOTES = page_of("유의 사항", "1. 본 증명서는 위변조 방지 처리가 되어 있습니다.")
BLANK = page_of("2 / 2")


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ((GRADUATION, on(DISMISSED, number=2)), "other_kind"),
        ((GRADUATION, on(DISMISSED, attachment=1)), "other_kind"),
        ((GRADUATION, on(LETTER, attachment=1)), "attachment_unknown"),
        ((TRANSCRIPT, on(COURSES, attachment=1)), "attachment_unknown"),
    ],
)
def test_a_page_of_another_kind_or_of_none_is_asked_about(extraction, approval, pages: tuple[Page, ...], code: str):
    judged = approval.run(extraction.run(dossier_of(reading_of(*pages)), Quiet()), Quiet())
    assert [remark.code for remark in judged.extraction.remarks] == [code]
    assert judged.judgement.outcome is Outcome.HOLD
    assert code in [dict(reason.params).get("rule") for reason in judged.judgement.reasons]


@pytest.mark.parametrize(
    "pages",
    [
        (GRADUATION,),
        (GRADUATION, on(BLANK, attachment=1)),
        (GRADUATION, on(NOTES, number=2)),
        (TRANSCRIPT, on(COURSES, number=2)),
    ],
)
def test_blank_pages_notes_and_more_courses_are_not(extraction, approval, pages: tuple[Page, ...]):
    judged = approval.run(extraction.run(dossier_of(reading_of(*pages)), Quiet()), Quiet())
    assert judged.judgement.outcome is Outcome.APPROVED


def test_a_text_layer_that_says_two_days_is_asked_although_the_claim_is_one_of_them(extraction, approval):
    lines = ["졸업일자 : 2020년 2월 21일", "위 사람은 2020년 2월 24일 본교를 졸업하였음을 증명합니다."]
    words = page_of("졸업증명서", "성명 : 홍길동", "학교명 : 동해대학교", *lines, "2020년 3월 5일", "동해대학교 총장")
    claim = {"holder_name": "홍길동", "graduation_date": "2020-02-21"}
    judged = approval.run(extraction.run(dossier_of(reading_of(words), claim), Quiet()), Quiet())
    assert judged.judgement.outcome is Outcome.HOLD
