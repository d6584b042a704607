"""Every sentence and label of the window, in English and Korean. States have their words in `words.py`."""

from __future__ import annotations

from enum import StrEnum, auto
from types import MappingProxyType
from typing import Final


class Phrase(StrEnum):
    """What can be said. Blanks are written in braces in the table below."""

    APP = auto()
    REVIEW = auto()
    RECORDS = auto()
    SEARCH = auto()
    SEARCH_HINT = auto()
    ALL = auto()
    ADD = auto()
    ADD_FILES = auto()
    ADD_FOLDER = auto()
    ADD_PASTE = auto()
    ADD_SAMPLES = auto()
    FILES_FILTER = auto()
    THEME_DARK = auto()
    THEME_LIGHT = auto()
    LANGUAGE_OTHER = auto()
    OPENING = auto()
    CONNECTED = auto()
    LANES_IDLE = auto()
    LANES_BUSY = auto()
    QUEUE_LEFT = auto()
    HELD_COUNT = auto()
    FAILED_COUNT = auto()
    SETTLED_COUNT = auto()
    RETRY_ALL = auto()
    RETRY_ALL_TIP = auto()
    COL_STATUS = auto()
    COL_TITLE = auto()
    COL_SOURCE = auto()
    COL_TYPE = auto()
    COL_ELAPSED = auto()
    COL_ADDED = auto()
    EMPTY_RECORDS = auto()
    EMPTY_FILTER = auto()
    EMPTY_FILTER_ACTION = auto()
    EMPTY_REVIEW = auto()
    EMPTY_REVIEW_ACTION = auto()
    EMPTY_DETAIL = auto()
    NO_PAGES = auto()
    PAGE_UNREAD = auto()
    PAGE_LOADING = auto()
    PAGE_OF = auto()
    PAGE_PREVIOUS = auto()
    PAGE_NEXT = auto()
    ZOOM_IN = auto()
    ZOOM_OUT = auto()
    ZOOM_FIT = auto()
    TAB_QUESTIONS = auto()
    TAB_FIELDS = auto()
    TAB_RUNS = auto()
    TAB_FILES = auto()
    TAB_DECISIONS = auto()
    TAB_CLAIM = auto()
    NO_QUESTIONS = auto()
    NO_FIELDS = auto()
    NO_RUNS = auto()
    NO_DECISIONS = auto()
    COL_FIELD = auto()
    COL_VALUE = auto()
    COL_PAGE = auto()
    COL_CONFIDENCE = auto()
    COL_WHO = auto()
    COL_DOUBTS = auto()
    COL_STAGE = auto()
    COL_ATTEMPT = auto()
    COL_SECONDS = auto()
    COL_STARTED = auto()
    COL_ENGINE = auto()
    COL_ERROR = auto()
    COL_VERSION = auto()
    COL_FILE = auto()
    COL_PAGES = auto()
    COL_SIZE = auto()
    COL_KIND = auto()
    COL_NOTE = auto()
    COL_VERDICT = auto()
    COL_REASON = auto()
    COL_BY = auto()
    COL_AT = auto()
    COL_COMMENT = auto()
    DUPLICATE_OF = auto()
    OPEN_IN_REVIEW = auto()
    RUN_AGAIN = auto()
    RUN_ONLY = auto()
    RUN_FROM = auto()
    RUN_ONLY_TIP = auto()
    RUN_FROM_TIP = auto()
    CANCEL = auto()
    CANCEL_MANY = auto()
    RETRY = auto()
    RETRY_MANY = auto()
    CLOSE_DETAIL = auto()
    SELECTED = auto()
    VERSION = auto()
    CLAIM_HINT = auto()
    CLAIM_SAVE = auto()
    CLAIM_BAD = auto()
    OLDEST_FIRST = auto()
    REASONS_COUNT = auto()
    QUESTIONS_COUNT = auto()
    HELD_SINCE = auto()
    CONFIRMED_COUNT = auto()
    NOT_FOUND_VALUE = auto()
    CLAIM_SAYS = auto()
    ON_PAGE = auto()
    EDITED = auto()
    RECORD_QUESTIONS = auto()
    APPROVE = auto()
    REJECT = auto()
    PREVIOUS = auto()
    NEXT = auto()
    REJECT_TITLE = auto()
    REJECT_RETRY = auto()
    REJECT_FINAL = auto()
    PUBLIC_COMMENT = auto()
    PUBLIC_HINT = auto()
    INTERNAL_COMMENT = auto()
    INTERNAL_HINT = auto()
    BACK = auto()
    DECIDING = auto()
    DROP_COUNTING = auto()
    DROP_FILES = auto()
    DROP_FOLDERS = auto()
    DROP_BOTH = auto()
    DROP_HINT = auto()
    REFUSED_ONE = auto()
    REFUSED_MANY = auto()
    REFUSED_MORE = auto()
    DISMISS = auto()
    DETAILS = auto()
    FAILED_ASK = auto()
    INTERNAL_ERROR = auto()
    PASTE_NOTHING = auto()
    LANE_FAILED = auto()
    CLOSING = auto()
    CANNOT_OPEN = auto()
    CRASHED = auto()
    CRASHED_NEXT = auto()
    UNTITLED = auto()
    JUST_NOW = auto()
    MINUTES_AGO = auto()
    HOURS_AGO = auto()
    SECONDS = auto()
    SECONDS_WHOLE = auto()
    MINUTES = auto()
    HOURS = auto()
    PAGES_READ = auto()
    PAGES_PLAIN = auto()
    PROGRESS_PAGES = auto()


P = Phrase
PHRASES: Final = MappingProxyType(
    {
        P.APP: ("Holdpoint", "Holdpoint"),
        P.REVIEW: ("Review", "검토"),
        P.RECORDS: ("Records", "기록"),
        P.SEARCH: ("Search", "검색"),
        P.SEARCH_HINT: ("Search names, files, numbers", "이름, 파일, 번호 검색"),
        P.ALL: ("All", "전체"),
        P.ADD: ("Add", "추가"),
        P.ADD_FILES: ("Add files…", "파일 추가…"),
        P.ADD_FOLDER: ("Add a folder…", "폴더 추가…"),
        P.ADD_PASTE: ("Paste", "붙여넣기"),
        P.ADD_SAMPLES: ("Try with the samples", "예제로 시작"),
        P.FILES_FILTER: ("Documents", "문서"),
        P.THEME_DARK: ("Dark colours", "어두운 색"),
        P.THEME_LIGHT: ("Light colours", "밝은 색"),
        P.LANGUAGE_OTHER: ("한국어로 보기", "Show in English"),
        P.OPENING: ("Opening…", "여는 중…"),
        P.CONNECTED: ("Connected to {place}", "연결됨: {place}"),
        P.LANES_IDLE: ("{lanes} lanes ready", "작업 레인 {lanes}개 대기"),
        P.LANES_BUSY: ("{running} of {lanes} lanes working", "작업 레인 {lanes}개 중 {running}개 사용"),
        P.QUEUE_LEFT: ("{count} waiting", "대기 {count}건"),
        P.HELD_COUNT: ("{count} held", "보류 {count}건"),
        P.FAILED_COUNT: ("{count} failed", "실패 {count}건"),
        P.SETTLED_COUNT: ("{settled} of {total} settled", "{total}건 중 {settled}건 완료"),
        P.RETRY_ALL: ("Retry all failed", "실패 전체 재시도"),
        P.RETRY_ALL_TIP: (
            "Runs the failed stage of every failed record again",
            "실패한 모든 기록의 실패 단계를 다시 실행합니다",
        ),
        P.COL_STATUS: ("Status", "상태"),
        P.COL_TITLE: ("Record", "기록"),
        P.COL_SOURCE: ("Source", "출처"),
        P.COL_TYPE: ("Document type", "문서 종류"),
        P.COL_ELAPSED: ("Time", "시간"),
        P.COL_ADDED: ("Added", "추가됨"),
        P.EMPTY_RECORDS: (
            "Drop certificates anywhere in this window to have them read.",
            "증명서를 이 창에 끌어다 놓으면 판독을 시작합니다.",
        ),
        P.EMPTY_FILTER: ("No record matches.", "해당하는 기록이 없습니다."),
        P.EMPTY_FILTER_ACTION: ("Show all records", "전체 기록 보기"),
        P.EMPTY_REVIEW: ("Nothing is waiting for you.", "검토할 기록이 없습니다."),
        P.EMPTY_REVIEW_ACTION: ("Show records", "기록 보기"),
        P.EMPTY_DETAIL: ("Select a record to see its pages and values.", "기록을 선택하면 쪽과 값이 표시됩니다."),
        P.NO_PAGES: ("No page has been read yet.", "아직 읽은 쪽이 없습니다."),
        P.PAGE_UNREAD: ("This page could not be read. {problem}", "이 쪽을 읽지 못했습니다. {problem}"),
        P.PAGE_LOADING: ("Loading the page…", "쪽을 불러오는 중…"),
        P.PAGE_OF: ("Page {page} of {pages}", "{pages}쪽 중 {page}쪽"),
        P.PAGE_PREVIOUS: ("Previous page", "이전 쪽"),
        P.PAGE_NEXT: ("Next page", "다음 쪽"),
        P.ZOOM_IN: ("Zoom in", "확대"),
        P.ZOOM_OUT: ("Zoom out", "축소"),
        P.ZOOM_FIT: ("Fit the page", "쪽 맞춤"),
        P.TAB_QUESTIONS: ("Questions {count}", "질문 {count}"),
        P.TAB_FIELDS: ("Fields {count}", "항목 {count}"),
        P.TAB_RUNS: ("Runs {count}", "실행 {count}"),
        P.TAB_FILES: ("Files {count}", "파일 {count}"),
        P.TAB_DECISIONS: ("Decisions {count}", "결정 {count}"),
        P.TAB_CLAIM: ("Claim", "신청 내용"),
        P.NO_QUESTIONS: ("No open question.", "남은 질문이 없습니다."),
        P.NO_FIELDS: ("No value has been read yet.", "아직 읽은 값이 없습니다."),
        P.NO_RUNS: ("No stage has run yet.", "아직 실행한 단계가 없습니다."),
        P.NO_DECISIONS: ("No decision yet.", "아직 결정이 없습니다."),
        P.COL_FIELD: ("Field", "항목"),
        P.COL_VALUE: ("Value", "값"),
        P.COL_PAGE: ("Page", "쪽"),
        P.COL_CONFIDENCE: ("Confidence", "신뢰도"),
        P.COL_WHO: ("Read by", "판독"),
        P.COL_DOUBTS: ("Doubts", "의심"),
        P.COL_STAGE: ("Stage", "단계"),
        P.COL_ATTEMPT: ("Try", "시도"),
        P.COL_SECONDS: ("Time", "시간"),
        P.COL_STARTED: ("Started", "시작"),
        P.COL_ENGINE: ("Engine", "엔진"),
        P.COL_ERROR: ("Error", "오류"),
        P.COL_VERSION: ("Version", "버전"),
        P.COL_FILE: ("File", "파일"),
        P.COL_PAGES: ("Pages read", "읽은 쪽"),
        P.COL_SIZE: ("Size", "크기"),
        P.COL_KIND: ("Kind", "형식"),
        P.COL_NOTE: ("Note", "참고"),
        P.COL_VERDICT: ("Decision", "결정"),
        P.COL_REASON: ("Reason", "사유"),
        P.COL_BY: ("By", "결정자"),
        P.COL_AT: ("When", "시각"),
        P.COL_COMMENT: ("Comment", "의견"),
        P.DUPLICATE_OF: ("Same bytes as record {record}", "기록 {record}과 같은 파일"),
        P.OPEN_IN_REVIEW: ("Open in review", "검토에서 열기"),
        P.RUN_AGAIN: ("Run again", "다시 실행"),
        P.RUN_ONLY: ("{stage} only", "{stage}만"),
        P.RUN_FROM: ("{stage} and everything after", "{stage}부터 끝까지"),
        P.RUN_ONLY_TIP: (
            "Runs this one stage and stops; later results stay as they are",
            "이 단계만 실행하고 멈춥니다. 이후 결과는 그대로 둡니다",
        ),
        P.RUN_FROM_TIP: (
            "Runs this stage and hands over to the stages after it",
            "이 단계부터 이후 단계까지 이어서 실행합니다",
        ),
        P.CANCEL: ("Cancel", "취소"),
        P.CANCEL_MANY: ("Cancel {count}", "{count}건 취소"),
        P.RETRY: ("Retry", "재시도"),
        P.RETRY_MANY: ("Retry {count}", "{count}건 재시도"),
        P.CLOSE_DETAIL: ("Close the detail", "상세 닫기"),
        P.SELECTED: ("{count} records selected", "기록 {count}건 선택"),
        P.VERSION: ("Version {version}", "버전 {version}"),
        P.CLAIM_HINT: (
            "What the applicant says. A value that differs from the document holds the record.",
            "신청자가 낸 값입니다. 문서와 다른 값이 있으면 보류합니다.",
        ),
        P.CLAIM_SAVE: ("Save claim", "신청 내용 저장"),
        P.CLAIM_BAD: ("The claim could not be used: {problem}", "신청 내용을 사용할 수 없습니다: {problem}"),
        P.OLDEST_FIRST: ("Held, oldest first", "보류, 오래된 순"),
        P.REASONS_COUNT: ("{count} questions", "질문 {count}개"),
        P.QUESTIONS_COUNT: ("{count} questions", "질문 {count}개"),
        P.HELD_SINCE: ("held {time}", "보류 {time}"),
        P.CONFIRMED_COUNT: ("No question · {count}", "질문 없음 · {count}"),
        P.NOT_FOUND_VALUE: ("Not found on the page", "문서에서 찾지 못함"),
        P.CLAIM_SAYS: ("Claim: {value}", "신청: {value}"),
        P.ON_PAGE: ("p {page}", "{page}쪽"),
        P.EDITED: ("Set by you; was: {value}", "직접 입력함 · 이전 값: {value}"),
        P.RECORD_QUESTIONS: ("About the record", "기록 전체"),
        P.APPROVE: ("Approve && next", "승인 후 다음"),
        P.REJECT: ("Reject…", "반려…"),
        P.PREVIOUS: ("Previous record", "이전 기록"),
        P.NEXT: ("Next record", "다음 기록"),
        P.REJECT_TITLE: ("Why is it rejected?", "반려 사유"),
        P.REJECT_RETRY: ("may hand in again", "다시 제출 가능"),
        P.REJECT_FINAL: ("final", "최종"),
        P.PUBLIC_COMMENT: ("To the applicant", "신청자에게 보일 의견"),
        P.PUBLIC_HINT: ("Shown to the applicant", "신청자가 볼 수 있습니다"),
        P.INTERNAL_COMMENT: ("Internal", "내부 의견"),
        P.INTERNAL_HINT: ("Never leaves this desk", "외부에 보내지 않습니다"),
        P.BACK: ("Back", "뒤로"),
        P.DECIDING: ("Saving the decision…", "결정을 저장하는 중…"),
        P.DROP_COUNTING: ("Drop to read", "놓으면 판독을 시작합니다"),
        P.DROP_FILES: ("{files} files", "파일 {files}개"),
        P.DROP_FOLDERS: ("{folders} folders", "폴더 {folders}개"),
        P.DROP_BOTH: ("{files}, {folders}", "{files}, {folders}"),
        P.DROP_HINT: (
            "A file becomes a record, a folder of files one record, a folder of folders many.",
            "파일은 기록 하나, 파일이 든 폴더도 기록 하나, 폴더가 든 폴더는 여러 기록이 됩니다.",
        ),
        P.REFUSED_ONE: ("1 file was not taken in", "파일 1개를 받지 못했습니다"),
        P.REFUSED_MANY: ("{count} files were not taken in", "파일 {count}개를 받지 못했습니다"),
        P.REFUSED_MORE: ("and {count} more", "외 {count}개"),
        P.DISMISS: ("Dismiss", "닫기"),
        P.DETAILS: ("Details", "자세히"),
        P.FAILED_ASK: ("This could not be done", "처리하지 못했습니다"),
        P.INTERNAL_ERROR: (
            "An unexpected fault stopped this. It is written down in the log folder; trying again is safe.",
            "예상하지 못한 오류로 중단했습니다. 로그 폴더에 기록했으며 다시 시도해도 안전합니다.",
        ),
        P.PASTE_NOTHING: (
            "The clipboard holds no file and no picture. Copy a file or a picture, then paste.",
            "클립보드에 파일이나 그림이 없습니다. 복사한 뒤 붙여넣으십시오.",
        ),
        P.LANE_FAILED: (
            "A lane had a fault and goes on with the next document.",
            "작업 레인에 오류가 있었으며 다음 문서부터 계속합니다.",
        ),
        P.CLOSING: ("Closing: unfinished work is put back…", "닫는 중: 끝나지 않은 작업을 되돌려 놓습니다…"),
        P.CANNOT_OPEN: ("Holdpoint could not open its data", "데이터를 열지 못했습니다"),
        P.CRASHED: ("Something went wrong in the window", "창에서 오류가 발생했습니다"),
        P.CRASHED_NEXT: (
            "Your records are safe. The fault is written down in {path}.",
            "기록은 안전합니다. 오류 내용은 {path}에 있습니다.",
        ),
        P.UNTITLED: ("Record {record}", "기록 {record}"),
        P.JUST_NOW: ("just now", "방금"),
        P.MINUTES_AGO: ("{count} min ago", "{count}분 전"),
        P.HOURS_AGO: ("{count} h ago", "{count}시간 전"),
        P.SECONDS: ("{value} s", "{value}초"),
        P.SECONDS_WHOLE: ("{value} s", "{value}초"),
        P.MINUTES: ("{minutes} min {seconds} s", "{minutes}분 {seconds}초"),
        P.HOURS: ("{hours} h {minutes} min", "{hours}시간 {minutes}분"),
        P.PAGES_READ: ("{read} of {pages}", "{pages}쪽 중 {read}쪽"),
        P.PAGES_PLAIN: ("{pages}", "{pages}"),
        P.PROGRESS_PAGES: ("{page} of {pages}", "{page} / {pages}쪽"),
    }
)
"""English and Korean of each."""

SINGULAR: Final = MappingProxyType(
    {
        P.REASONS_COUNT: "1 question",
        P.QUESTIONS_COUNT: "1 question",
        P.LANES_IDLE: "1 lane ready",
        P.LANES_BUSY: "the lane is working",
        P.DROP_FILES: "1 file",
        P.DROP_FOLDERS: "1 folder",
        P.SELECTED: "1 record selected",
        P.CANCEL_MANY: "Cancel",
        P.RETRY_MANY: "Retry",
    }
)
"""English where the number is one; Korean has no plural."""
