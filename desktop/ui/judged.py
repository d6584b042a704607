"""Words for what readers doubted and for the checks of the policy, by their codes."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

DOUBT: Final = MappingProxyType(
    {
        "ambiguous_date": ("date can be read two ways", "날짜가 두 가지로 읽힘"),
        "day_order": ("day or month first: one other date tells", "일·월 순서를 다른 날짜 하나로 판단"),
        "bad_date": ("no such date", "없는 날짜"),
        "partial_date": ("part of the date is missing", "날짜 일부가 없음"),
        "misread_date": ("date may be misread", "날짜 오독 가능"),
        "several_values": ("several values", "값이 여러 개"),
        "mixed_types": ("several kinds of document", "문서 종류가 여러 개"),
        "sources_disagree": ("readers disagree", "판독 결과가 서로 다름"),
        "reader_only": ("seen by the second reader alone", "두 번째 판독기만 찾음"),
        "model_only": ("seen by the language model alone", "언어 모델만 찾음"),
        "model_ungrounded": ("the language model says what is not on the page", "언어 모델의 값이 문서에 없음"),
        "cut_off": ("value may go on elsewhere", "값이 다른 줄로 이어질 수 있음"),
        "qualified": ("words behind it take something back", "값을 제한하는 말이 뒤에 있음"),
        "covered": ("something lies over it", "도장이나 무늬가 위에 있음"),
        "stray_date": ("another date stands near by", "가까이에 다른 날짜가 있음"),
        "head_differs": ("the head is of another school", "기관장의 학교가 다름"),
        "torn_line": ("line is torn", "줄이 끊김"),
        "place_unsure": ("place on the page is unsure", "위치가 확실하지 않음"),
        "label_unread": ("label was not read", "항목 이름을 읽지 못함"),
        "label_misread": ("label may be misread", "항목 이름 오독 가능"),
        "odd_shape": ("unusual form", "형식이 이상함"),
        "space_unsure": ("spaces are unsure", "띄어쓰기가 확실하지 않음"),
        "other_kind": ("a page is of another kind", "다른 종류의 문서인 쪽이 있음"),
        "attachment_unknown": ("a file is of no known kind", "종류를 알 수 없는 파일이 있음"),
        "attachments_differ": ("the files of the record differ", "기록의 파일마다 다름"),
        "mended": ("a misread letter was put right", "잘못 읽은 글자를 바로잡음"),
        "weak_type": ("kind of document is unsure", "문서 종류가 확실하지 않음"),
    }
)
CHECK: Final = MappingProxyType(
    {
        "file_types": ("Every file is of a kind that can be read", "모든 파일이 읽을 수 있는 형식임"),
        "pages_read": ("Every page was read", "모든 쪽을 읽음"),
        "pages_flags": ("No page carries a warning", "쪽에 경고가 없음"),
        "pages_whole": ("No page is cut off", "잘린 쪽이 없음"),
        "instruction_text": ("No text addresses a machine", "기계에게 지시하는 글이 없음"),
        "disclaimers": ("No page says anything against itself", "문서가 스스로 부정하는 내용이 없음"),
        "in_force": ("Still in force by its own words", "문서에 적힌 유효기간이 지나지 않음"),
        "duplicates": ("Not handed in before", "이전에 제출되지 않음"),
        "model_read": ("The language model gave a usable answer", "언어 모델의 답을 쓸 수 있음"),
        "claim_usable": ("The claim can be used", "신청 내용을 쓸 수 있음"),
        "document_type": ("The kind of document is known", "문서 종류를 알 수 있음"),
        "required_fields": ("Found", "찾음"),
        "grounded": ("Found again on the page", "문서에서 다시 찾음"),
        "doubts": ("Read without doubt", "의심 없이 읽음"),
        "formats": ("In a valid form", "형식이 올바름"),
        "confidence": ("Read with enough confidence", "인식 신뢰도가 충분함"),
        "claim_agrees": ("Agrees with the claim", "신청 내용과 같음"),
        "date_order": ("Dates are in order", "날짜 순서가 맞음"),
        "issue_not_in_future": ("Not issued in the future", "발급일이 미래가 아님"),
        "age_at_admission": ("Age at admission is plausible", "입학 때 나이가 타당함"),
        "study_length": ("Length of study is plausible", "재학 기간이 타당함"),
        "number_year": ("The number's year fits the date", "문서번호의 연도가 날짜와 맞음"),
        "degree_plausible": ("The degree fits the school and the dates", "학위가 학교와 날짜에 맞음"),
        "resident_number": ("The resident number has the same birthday", "주민등록번호의 생년월일과 같음"),
        "stand_ins": ("No stand-in such as John Doe", "홍○○ 같은 예시 값이 아님"),
        "scripts": ("Written in the expected letters", "글자 종류가 맞음"),
        "korean_letters": ("Hangul letters are sound", "한글 글자가 온전함"),
        "names_in_two_scripts": ("The name agrees in both scripts", "두 문자로 쓴 이름이 서로 맞음"),
        "named_in_text": ("Its sentences are about the holder", "증명 문구의 이름이 성명과 같음"),
        "student_number": ("One student's number on all pages", "모든 쪽의 학번이 같음"),
        "transcript_sound": ("Courses and averages as transcripts have them", "교과목과 평점이 성적표에 맞음"),
        "school_listed": ("The school is in the list", "학교가 목록에 있음"),
        "letterhead_agrees": ("No other school's letterhead", "다른 학교의 이름이 적혀 있지 않음"),
        "shapes": ("Letters of the usual shape", "글자 모양이 일반적임"),
    }
)
