"""Every key of the window in one table: shortcuts are bound from it, tooltips and the sheet of keys are made of it.

These are the keys as Holdpoint ships; what a person changed is in `keyboard.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from types import MappingProxyType
from typing import Final

from desktop.ui.phrases import Said


class KeyPhrase(Said):
    """What the keys do, and where."""

    ANYWHERE = ("Anywhere", "어디서나")
    IN_REVIEW = ("In review", "검토")
    IN_REJECT = ("While rejecting", "반려할 때")
    ON_PAGE = ("On the page", "쪽 보기")
    SHOW_REVIEW = ("Go to review", "검토로 이동")
    SHOW_RECORDS = ("Go to records", "기록으로 이동")
    SHOW_TIMES = ("Go to times", "시간으로 이동")
    SHOW_DELIVERIES = ("Go to deliveries", "전송으로 이동")
    IN_DELIVERIES = ("In deliveries", "전송")
    SEND_AGAIN = ("Send the chosen delivery again", "고른 전송 다시 보내기")
    SEARCH = ("Search records", "기록 검색")
    RUN_AGAIN = ("Run what is selected again", "선택한 기록 다시 실행")
    RUN_ALL_AGAIN = ("Run all of the list again", "목록 전체 다시 실행")
    PAUSE = ("Pause or go on", "일시 중지, 계속")
    ADD_FILES = ("Add files", "파일 추가")
    ADD_FOLDER = ("Add a folder", "폴더 추가")
    ADD_TABLE = ("Claims from a table", "신청 내용 표 가져오기")
    PASTE = ("Take in what was copied", "복사한 파일이나 그림 추가")
    SETTINGS = ("Settings", "설정")
    KEYS = ("This list", "이 목록")
    KEYS_TITLE = ("Keys", "단축키")
    CONFIRM = ("Done with this field, on to the next question", "이 항목 확인, 다음 질문으로")
    APPROVE = ("Approve and go on", "승인 후 다음")
    REJECT = ("Reject", "반려")
    NEXT = ("Next record", "다음 기록")
    PREVIOUS = ("Previous record", "이전 기록")
    UNDO = ("Take back the last decision", "마지막 결정 되돌리기")
    REASON = ("Choose the reason", "사유 선택")
    CONFIRM_REJECT = ("Reject with that reason", "선택한 사유로 반려")
    BACK = ("Back", "뒤로")
    FILTER = ("Filter and order the queue", "목록 거르기, 순서")
    TAKE = ("Take the value of that number", "그 번호의 값 사용")
    POSTPONE = ("Postpone", "나중에 검토")
    ESCALATE = ("Ask a second person", "다른 검토자에게 넘기기")
    HISTORY = ("History of the record", "기록 이력")
    PACK = ("Save all evidence as one file", "증빙을 파일 하나로 저장")
    KEEPING = ("What is over its time", "보관 기간이 지난 자료")
    ERASE = ("Erase the selected records for good", "고른 기록 영구 삭제")
    VERSIONS = ("Compare the record's versions, hand in new files", "버전 비교, 새 파일 받기")
    READ_FIELD = ("Read the field's place again", "항목 위치 다시 판독")
    READ_REGION = ("Draw a box to be read again", "다시 판독할 상자 그리기")
    PAGE_NEXT = ("Next page", "다음 쪽")
    PAGE_PREVIOUS = ("Previous page", "이전 쪽")
    ZOOM_IN = ("Zoom in", "확대")
    ZOOM_OUT = ("Zoom out", "축소")
    ZOOM_FIT = ("Fit the page", "쪽 맞춤")
    ZOOM_FIELD = ("Look at the field closely, and back", "항목 크게 보기, 되돌리기")
    TURN_VIEW = ("Turn the view", "보기 회전")
    COLOURS = ("Grey, strong contrast, colours", "회색, 강한 대비, 원본 색")
    WORDS = ("Frames of all words", "모든 단어의 테두리")
    PLAY = ("Play the recording's segment, or stop", "녹음 구간 재생, 정지")
    SEGMENT_BEFORE = ("Segment before", "이전 구간")
    SEGMENT_AFTER = ("Segment after", "다음 구간")


class Deed(StrEnum):
    """What a key does."""

    SHOW_REVIEW = auto()
    SHOW_RECORDS = auto()
    SHOW_TIMES = auto()
    SHOW_DELIVERIES = auto()
    SEND_AGAIN = auto()
    SEARCH = auto()
    RUN_AGAIN = auto()
    RUN_ALL_AGAIN = auto()
    PAUSE = auto()
    ADD_FILES = auto()
    ADD_FOLDER = auto()
    ADD_TABLE = auto()
    PASTE = auto()
    SETTINGS = auto()
    KEYS = auto()
    CONFIRM = auto()
    APPROVE = auto()
    REJECT = auto()
    NEXT = auto()
    PREVIOUS = auto()
    UNDO = auto()
    REASON = auto()
    CONFIRM_REJECT = auto()
    BACK = auto()
    FILTER = auto()
    TAKE = auto()
    POSTPONE = auto()
    ESCALATE = auto()
    HISTORY = auto()
    PACK = auto()
    VERSIONS = auto()
    KEEPING = auto()
    ERASE = auto()
    READ_FIELD = auto()
    READ_REGION = auto()
    PAGE_NEXT = auto()
    PAGE_PREVIOUS = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    ZOOM_FIT = auto()
    ZOOM_FIELD = auto()
    TURN_VIEW = auto()
    COLOURS = auto()
    WORDS = auto()
    PLAY = auto()
    SEGMENT_BEFORE = auto()
    SEGMENT_AFTER = auto()


@dataclass(frozen=True, slots=True)
class Key:
    """A deed's keys (the first one is shown), what it does, and where.

    shown: how it is written, if not as usual. is_fixed: it cannot be given another key.
    """

    keys: tuple[str, ...]
    text: KeyPhrase
    place: KeyPhrase
    shown: str = ""
    is_fixed: bool = False


_ANY, _REVIEW, _REJECT = KeyPhrase.ANYWHERE, KeyPhrase.IN_REVIEW, KeyPhrase.IN_REJECT
_PAGE = KeyPhrase.ON_PAGE
KEYS: Final = MappingProxyType(
    {
        Deed.CONFIRM: Key(("Return",), KeyPhrase.CONFIRM, _REVIEW, is_fixed=True),
        Deed.APPROVE: Key(("Ctrl+Return", "Ctrl+Enter"), KeyPhrase.APPROVE, _REVIEW),
        Deed.REJECT: Key(("Ctrl+Backspace",), KeyPhrase.REJECT, _REVIEW),
        Deed.UNDO: Key(("Ctrl+Z",), KeyPhrase.UNDO, _REVIEW),
        Deed.NEXT: Key(("Ctrl+Right",), KeyPhrase.NEXT, _REVIEW),
        Deed.PREVIOUS: Key(("Ctrl+Left",), KeyPhrase.PREVIOUS, _REVIEW),
        Deed.TAKE: Key(
            tuple(f"Alt+{number}" for number in range(1, 10)), KeyPhrase.TAKE, _REVIEW, "Alt+1 … 9", is_fixed=True
        ),
        Deed.FILTER: Key(("Ctrl+Shift+F",), KeyPhrase.FILTER, _REVIEW),
        Deed.POSTPONE: Key(("Ctrl+P",), KeyPhrase.POSTPONE, _REVIEW),
        Deed.ESCALATE: Key(("Ctrl+E",), KeyPhrase.ESCALATE, _REVIEW),
        Deed.HISTORY: Key(("Ctrl+H",), KeyPhrase.HISTORY, _REVIEW),
        Deed.PACK: Key(("Ctrl+S",), KeyPhrase.PACK, _REVIEW),
        Deed.REASON: Key(("1", "9"), KeyPhrase.REASON, _REJECT, "1 … 9", is_fixed=True),
        Deed.CONFIRM_REJECT: Key(("Ctrl+Return",), KeyPhrase.CONFIRM_REJECT, _REJECT, is_fixed=True),
        Deed.BACK: Key(("Esc",), KeyPhrase.BACK, _REJECT, is_fixed=True),
        Deed.ZOOM_FIELD: Key(("Ctrl+G",), KeyPhrase.ZOOM_FIELD, _PAGE),
        Deed.READ_FIELD: Key(("Ctrl+R",), KeyPhrase.READ_FIELD, _PAGE),
        Deed.READ_REGION: Key(("Ctrl+Shift+R",), KeyPhrase.READ_REGION, _PAGE),
        Deed.ZOOM_IN: Key(("Ctrl++", "Ctrl+="), KeyPhrase.ZOOM_IN, _PAGE),
        Deed.ZOOM_OUT: Key(("Ctrl+-",), KeyPhrase.ZOOM_OUT, _PAGE),
        Deed.ZOOM_FIT: Key(("Ctrl+0",), KeyPhrase.ZOOM_FIT, _PAGE),
        Deed.PAGE_NEXT: Key(("Ctrl+PgDown",), KeyPhrase.PAGE_NEXT, _PAGE),
        Deed.PAGE_PREVIOUS: Key(("Ctrl+PgUp",), KeyPhrase.PAGE_PREVIOUS, _PAGE),
        Deed.TURN_VIEW: Key(("Ctrl+T",), KeyPhrase.TURN_VIEW, _PAGE),
        Deed.COLOURS: Key(("Ctrl+J",), KeyPhrase.COLOURS, _PAGE),
        Deed.WORDS: Key(("Ctrl+B",), KeyPhrase.WORDS, _PAGE),
        Deed.PLAY: Key(("Ctrl+Space",), KeyPhrase.PLAY, _PAGE),
        Deed.SEGMENT_BEFORE: Key(("Ctrl+[",), KeyPhrase.SEGMENT_BEFORE, _PAGE),
        Deed.SEGMENT_AFTER: Key(("Ctrl+]",), KeyPhrase.SEGMENT_AFTER, _PAGE),
        Deed.SEND_AGAIN: Key(("Ctrl+Return",), KeyPhrase.SEND_AGAIN, KeyPhrase.IN_DELIVERIES),
        Deed.SHOW_REVIEW: Key(("Ctrl+1",), KeyPhrase.SHOW_REVIEW, _ANY),
        Deed.SHOW_RECORDS: Key(("Ctrl+2",), KeyPhrase.SHOW_RECORDS, _ANY),
        Deed.SHOW_TIMES: Key(("Ctrl+3",), KeyPhrase.SHOW_TIMES, _ANY),
        Deed.SHOW_DELIVERIES: Key(("Ctrl+4",), KeyPhrase.SHOW_DELIVERIES, _ANY),
        Deed.VERSIONS: Key(("Ctrl+D",), KeyPhrase.VERSIONS, _ANY),
        Deed.KEEPING: Key(("Ctrl+Shift+K",), KeyPhrase.KEEPING, _ANY),
        Deed.ERASE: Key(("Ctrl+Shift+Del",), KeyPhrase.ERASE, _ANY),
        Deed.SEARCH: Key(("Ctrl+F", "/"), KeyPhrase.SEARCH, _ANY),
        Deed.RUN_AGAIN: Key(("F5",), KeyPhrase.RUN_AGAIN, _ANY),
        Deed.RUN_ALL_AGAIN: Key(("Shift+F5",), KeyPhrase.RUN_ALL_AGAIN, _ANY),
        Deed.PAUSE: Key(("Ctrl+Shift+P",), KeyPhrase.PAUSE, _ANY),
        Deed.ADD_FILES: Key(("Ctrl+O",), KeyPhrase.ADD_FILES, _ANY),
        Deed.ADD_FOLDER: Key(("Ctrl+Shift+O",), KeyPhrase.ADD_FOLDER, _ANY),
        Deed.ADD_TABLE: Key(("Ctrl+Shift+L",), KeyPhrase.ADD_TABLE, _ANY),
        Deed.PASTE: Key(("Ctrl+V",), KeyPhrase.PASTE, _ANY),
        Deed.SETTINGS: Key(("Ctrl+,",), KeyPhrase.SETTINGS, _ANY),
        Deed.KEYS: Key(("?", "F1"), KeyPhrase.KEYS, _ANY),
    }
)
"""In the order of the sheet. The field and the list of reasons see to `CONFIRM`, `REASON` and `BACK` themselves."""
