"""What is said about keeping and deleting."""

from __future__ import annotations

from desktop.ui.phrases import Said


class KeepingPhrase(Said):
    """The dialog's words."""

    TITLE_DUE = ("What is over its time", "보관 기간이 지난 자료")
    TITLE_ERASE = ("Erase {count} records for good", "기록 {count}건 영구 삭제", "Erase {count} record for good")
    LOOKING = ("Looking…", "확인하는 중…")
    OFF = (
        "Nothing is deleted: no times are set.",
        "보관 기간이 설정되지 않아 아무것도 삭제하지 않습니다.",
    )
    SET_TIMES = ("Set the times…", "보관 기간 설정…")
    NOTHING = ("Nothing is over its time.", "보관 기간이 지난 자료가 없습니다.")
    SUMMARY = ("Records: {records} · files: {files} · {size}", "기록 {records}건 · 파일 {files}개 · {size}")
    STAYS_DUE = (
        "Values, decisions, hashes and the history stay, unless the whole record goes. It cannot be undone.",
        "기록 전체를 지우지 않는 한 값, 결정, 해시, 이력은 남습니다. 되돌릴 수 없습니다.",
    )
    STAYS_ERASE = (
        "Everything of these records goes: files, text, values, history. Numbers and hashes stay. It cannot be undone.",
        "이 기록의 파일, 글, 값, 이력을 모두 지웁니다. 번호와 해시만 남습니다. 되돌릴 수 없습니다.",
    )
    LINES = ("What will be deleted", "삭제할 내용")
    COL_RECORD = ("Record", "기록")
    COL_TITLE = ("Name", "이름")
    COL_TYPE = ("Kind", "종류")
    COL_DECIDED = ("Decided", "결정")
    COL_PARTS = ("What goes", "삭제 대상")
    COL_FILES = ("Files", "파일")
    COL_SIZE = ("Size", "크기")
    ORIGINALS = ("files and pictures", "파일과 쪽 그림")
    TEXT = ("text read", "판독한 글")
    RECORD = ("the whole record", "기록 전체")
    DELETE = ("Delete for good…", "영구 삭제…")
    ERASE = ("Erase for good…", "영구 삭제…")
    SURE = ("Delete for good?", "영구 삭제할까요?")
    SURE_TEXT = ("{summary}\n\n{stays}", "{summary}\n\n{stays}")
    YES = ("Delete", "삭제")
    WORKING = ("Deleting…", "삭제하는 중…")
    DONE = (
        "Deleted. Records or parts of them: {records}; files: {files}; room: {size}.",
        "삭제함: 기록 {records}건, 파일 {files}개, {size}.",
    )
    PAGE_ORIGINALS = ("Files, days", "파일 (일)")
    PAGE_TEXT = ("Text read, days", "판독한 글 (일)")
    PAGE_RECORD = ("Whole record, days", "기록 전체 (일)")
    PAGE_HINT = (
        "Days after the decision; empty: for good.",
        "결정한 날부터의 일수이며, 비우면 계속 보관합니다.",
    )
    PAGE_KEY = (
        "What is over its time is deleted once a day; Ctrl+Shift+K shows it before.",
        "기간이 지난 자료는 하루에 한 번 삭제합니다. Ctrl+Shift+K: 미리 보기",
    )
    PAGE_KINDS = ("Times of their own", "문서 종류별 기간")
    PAGE_KINDS_HINT = (
        "A kind with a number here follows its own line alone.",
        "숫자를 하나라도 적은 종류는 그 줄의 기간만 따릅니다.",
    )
    PAGE_KIND_BAD = ("{kinds}: {rule}", "{kinds}: {rule}")
    PAGE_USUAL = ("as usual", "기본대로")
    PAGE_FOR_GOOD = ("for good", "계속")
    PAGE_BAD = ("A whole number of days from 0 to 36500, or nothing", "0에서 36500까지의 일수 또는 빈칸")
