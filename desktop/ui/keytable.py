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
    SHOW_REVIEW = ("Go to review", "검토로 이동")
    SHOW_RECORDS = ("Go to records", "기록으로 이동")
    SEARCH = ("Search records", "기록 검색")
    ADD_FILES = ("Add files", "파일 추가")
    ADD_FOLDER = ("Add a folder", "폴더 추가")
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


class Deed(StrEnum):
    """What a key does."""

    SHOW_REVIEW = auto()
    SHOW_RECORDS = auto()
    SEARCH = auto()
    ADD_FILES = auto()
    ADD_FOLDER = auto()
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
KEYS: Final = MappingProxyType(
    {
        Deed.CONFIRM: Key(("Return",), KeyPhrase.CONFIRM, _REVIEW, is_fixed=True),
        Deed.APPROVE: Key(("Ctrl+Return", "Ctrl+Enter"), KeyPhrase.APPROVE, _REVIEW),
        Deed.REJECT: Key(("Ctrl+Backspace",), KeyPhrase.REJECT, _REVIEW),
        Deed.UNDO: Key(("Ctrl+Z",), KeyPhrase.UNDO, _REVIEW),
        Deed.NEXT: Key(("Ctrl+Right",), KeyPhrase.NEXT, _REVIEW),
        Deed.PREVIOUS: Key(("Ctrl+Left",), KeyPhrase.PREVIOUS, _REVIEW),
        Deed.REASON: Key(("1", "9"), KeyPhrase.REASON, _REJECT, "1 … 9", is_fixed=True),
        Deed.CONFIRM_REJECT: Key(("Ctrl+Return",), KeyPhrase.CONFIRM_REJECT, _REJECT, is_fixed=True),
        Deed.BACK: Key(("Esc",), KeyPhrase.BACK, _REJECT, is_fixed=True),
        Deed.SHOW_REVIEW: Key(("Ctrl+1",), KeyPhrase.SHOW_REVIEW, _ANY),
        Deed.SHOW_RECORDS: Key(("Ctrl+2",), KeyPhrase.SHOW_RECORDS, _ANY),
        Deed.SEARCH: Key(("/", "Ctrl+F"), KeyPhrase.SEARCH, _ANY),
        Deed.ADD_FILES: Key(("Ctrl+O",), KeyPhrase.ADD_FILES, _ANY),
        Deed.ADD_FOLDER: Key(("Ctrl+Shift+O",), KeyPhrase.ADD_FOLDER, _ANY),
        Deed.PASTE: Key(("Ctrl+V",), KeyPhrase.PASTE, _ANY),
        Deed.SETTINGS: Key(("Ctrl+,",), KeyPhrase.SETTINGS, _ANY),
        Deed.KEYS: Key(("?", "F1"), KeyPhrase.KEYS, _ANY),
    }
)
"""In the order of the sheet. The field and the list of reasons see to `CONFIRM`, `REASON` and `BACK` themselves."""
