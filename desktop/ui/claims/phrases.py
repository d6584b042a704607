"""What the dialog for tables of claims says."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.domain.claim_table import ClaimKey
from desktop.ui.phrases import Said


class ClaimsPhrase(Said):
    """Labels, states and results."""

    TITLE = ("Claims from a table", "신청 내용 표 가져오기")
    MENU = ("Claims from a table…", "신청 내용 표 가져오기…")
    FILTER = ("Tables", "표")
    COLUMNS = ("What is in which column", "열의 내용")
    COLUMNS_HINT = (
        "One column says which record a line means; the others are what the applicant says.",
        "한 열은 어느 기록인지 알려 주고, 나머지 열은 신청자가 낸 값입니다.",
    )
    LINES = ("What each line would change", "줄마다 바뀌는 내용")
    USE_OF = ("Column {header}", "열 {header}")
    NO_HEADER = ("Column {number}", "{number}번째 열")
    LEFT_ASIDE = ("leave aside", "쓰지 않음")
    BY_FILE = ("→ file or folder name", "→ 파일이나 폴더 이름")
    BY_RECORD = ("→ record number", "→ 기록 번호")
    DUE = ("Deadline", "기한")
    BY_NUMBER = ("→ document number", "→ 문서 번호")
    MATCHING = ("Looking for the records…", "기록을 찾는 중…")
    SUMMARY = (
        "{ready} to apply · {same} unchanged · {bad} not usable",
        "적용 {ready}건 · 변경 없음 {same}건 · 사용 불가 {bad}건",
    )
    NOTHING = ("The table has no line.", "표에 줄이 없습니다.")
    COL_LINE = ("Line", "줄")
    COL_KEY = ("Means", "가리키는 값")
    COL_RECORD = ("Record", "기록")
    COL_CHANGE = ("Change", "변경")
    COL_STATE = ("State", "상태")
    CHANGE = ("{field}: {before} → {after}", "{field}: {before} → {after}")
    EMPTY = ("(none)", "(없음)")
    READY = ("will be applied", "적용 예정")
    APPLIED = ("applied", "적용함")
    APPLY = ("Apply {count}", "{count}건 적용")
    APPLYING = ("Applying…", "적용하는 중…")
    DONE = ("{count} claims applied", "신청 내용 {count}건 적용", "1 claim applied")
    DONE_SOME = (
        "{count} claims applied, {bad} refused: see the last column",
        "{count}건 적용, {bad}건 거부: 마지막 열을 확인하십시오",
    )
    UNCHANGED = ("says so already", "이미 같은 내용")
    NO_RECORD = ("no record fits", "맞는 기록 없음")
    SEVERAL = ("several records fit", "맞는 기록이 여럿")
    NO_KEY = ("no record is named", "기록을 가리키는 값이 없음")
    BAD_VALUE = ("a value cannot be used", "쓸 수 없는 값이 있음")
    IN_WORK = ("the record is being worked on", "기록이 처리 중")
    DECIDED = ("the record is decided already", "이미 결정한 기록")
    TWICE = ("another line means the same record", "다른 줄과 같은 기록")


STATES: Final = MappingProxyType(
    {
        "unchanged": ClaimsPhrase.UNCHANGED,
        "no_record": ClaimsPhrase.NO_RECORD,
        "several": ClaimsPhrase.SEVERAL,
        "no_key": ClaimsPhrase.NO_KEY,
        "bad_value": ClaimsPhrase.BAD_VALUE,
        "in_work": ClaimsPhrase.IN_WORK,
        "decided": ClaimsPhrase.DECIDED,
        "twice": ClaimsPhrase.TWICE,
    }
)
KEYS: Final = MappingProxyType(
    {
        ClaimKey.FILE: ClaimsPhrase.BY_FILE,
        ClaimKey.RECORD: ClaimsPhrase.BY_RECORD,
        ClaimKey.NUMBER: ClaimsPhrase.BY_NUMBER,
    }
)
