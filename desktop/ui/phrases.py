"""The sentences and labels of the window, in English and Korean. States have their words in `words.py`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final


class Said(Enum):
    """Something that is said; its value is the English and the Korean wording. Blanks are written in braces.

    A third wording is the English one where the number is one.
    """

    @property
    def english(self) -> str:
        """How it is said in English."""
        return str(self.value[0])

    @property
    def korean(self) -> str:
        """How it is said in Korean."""
        return str(self.value[1])

    @property
    def singular(self) -> str:
        """How it is said in English of one; "" if that makes no difference."""
        return str(self.value[2]) if len(self.value) > len(("en", "ko")) else SINGULAR.get(self, "")


class Phrase(Said):
    """What the screens say. Two that read alike in both languages are one."""

    APP = ("Holdpoint", "Holdpoint")
    REVIEW = ("Review", "검토")
    RECORDS = ("Records", "기록")
    SEARCH = ("Search", "검색")
    CLEAR_SEARCH = ("Clear the search", "검색어 지우기")
    SEARCH_HINT = ("Search names, files, numbers", "이름, 파일, 번호 검색")
    ALL = ("All", "전체")
    ADD = ("Add", "추가")
    ADD_FILES = ("Add files…", "파일 추가…")
    ADD_FOLDER = ("Add a folder…", "폴더 추가…")
    ADD_PASTE = ("Paste", "붙여넣기")
    ADD_SAMPLES = ("Try with the samples", "예제로 시작")
    FILES_FILTER = ("Documents", "문서")
    THEME_DARK = ("Dark colours", "어두운 색")
    THEME_LIGHT = ("Light colours", "밝은 색")
    LANGUAGE_OTHER = ("한국어로 보기", "Show in English")
    OPENING = ("Opening…", "여는 중…")
    CONNECTED = ("Connected to {place}", "연결됨: {place}")
    LANES_IDLE = ("{lanes} lanes ready", "작업 레인 {lanes}개 대기")
    LANES_BUSY = ("{running} of {lanes} lanes working", "작업 레인 {lanes}개 중 {running}개 사용")
    QUEUE_LEFT = ("{count} waiting", "대기 {count}건")
    HELD_COUNT = ("{count} held", "보류 {count}건")
    FAILED_COUNT = ("{count} failed", "실패 {count}건")
    DONE_COUNT = ("{done} of {total} done", "{total}건 중 {done}건 완료")
    RETRY_ALL = ("Retry all failed", "실패 전체 재시도")
    RETRY_ALL_TIP = (
        "Runs the failed stage of every failed record again",
        "실패한 모든 기록의 실패 단계를 다시 실행합니다",
    )
    COL_STATUS = ("Status", "상태")
    COL_TITLE = ("Record", "기록")
    COL_SOURCE = ("Source", "출처")
    COL_TYPE = ("Document type", "문서 종류")
    COL_ELAPSED = ("Time", "시간")
    COL_ADDED = ("Added", "추가됨")
    EMPTY_RECORDS = (
        "Drop certificates anywhere in this window to have them read.",
        "증명서를 이 창에 끌어다 놓으면 판독을 시작합니다.",
    )
    EMPTY_FILTER = ("No record matches.", "해당하는 기록이 없습니다.")
    EMPTY_FILTER_ACTION = ("Show all records", "전체 기록 보기")
    EMPTY_REVIEW = ("Nothing is waiting for you.", "검토할 기록이 없습니다.")
    EMPTY_REVIEW_ACTION = ("Show records", "기록 보기")
    NO_PAGES = ("No page has been read yet.", "아직 읽은 쪽이 없습니다.")
    PAGE_UNREAD = ("This page could not be read. {problem}", "이 쪽을 읽지 못했습니다. {problem}")
    PAGE_LOADING = ("Loading the page…", "쪽을 불러오는 중…")
    PAGE_OF = ("Page {page} of {pages}", "{pages}쪽 중 {page}쪽")
    PAGE_PREVIOUS = ("Previous page", "이전 쪽")
    PAGE_NEXT = ("Next page", "다음 쪽")
    ZOOM_IN = ("Zoom in", "확대")
    ZOOM_OUT = ("Zoom out", "축소")
    ZOOM_FIT = ("Fit the page", "쪽 맞춤")
    TAB_QUESTIONS = ("Questions {count}", "질문 {count}")
    TAB_FIELDS = ("Fields {count}", "항목 {count}")
    TAB_RUNS = ("Runs {count}", "실행 {count}")
    TAB_FILES = ("Files {count}", "파일 {count}")
    TAB_DECISIONS = ("Decisions {count}", "결정 {count}")
    TAB_CHECKS = ("Checks {count}", "심사 {count}")
    TAB_SENT = ("Sent {count}", "외부 전송 {count}")
    NO_CHECKS = ("No check has run yet.", "아직 실행한 심사가 없습니다.")
    NOTHING_SENT = ("Nothing left this machine.", "이 컴퓨터 밖으로 나간 것이 없습니다.")
    CHECK_PASSED = ("passed", "통과")
    CHECK_FAILED = ("did not pass", "통과하지 못함")
    WHOLE_RECORD = ("whole record", "기록 전체")
    COL_CHECK = ("Check", "심사")
    TAB_CLAIM = ("Claim", "신청 내용")
    MORE = ("More", "더 보기")
    NO_QUESTIONS = ("No open question.", "남은 질문이 없습니다.")
    NO_FIELDS = ("No value has been read yet.", "아직 읽은 값이 없습니다.")
    NO_RUNS = ("No stage has run yet.", "아직 실행한 단계가 없습니다.")
    NO_DECISIONS = ("No decision yet.", "아직 결정이 없습니다.")
    COL_FIELD = ("Field", "항목")
    COL_VALUE = ("Value", "값")
    COL_PAGE = ("Page", "쪽")
    COL_CONFIDENCE = ("Confidence", "신뢰도")
    COL_DOUBTS = ("Doubts", "의심")
    COL_STAGE = ("Stage", "단계")
    COL_ATTEMPT = ("Try", "시도")
    COL_SECONDS = ("Time", "시간")
    COL_STARTED = ("Started", "시작")
    COL_ERROR = ("Error", "오류")
    COL_FILE = ("File", "파일")
    COL_PAGES = ("Pages read", "읽은 쪽")
    COL_SIZE = ("Size", "크기")
    COL_KIND = ("Kind", "형식")
    COL_NOTE = ("Note", "참고")
    COL_VERDICT = ("Decision", "결정")
    COL_REASON = ("Reason", "사유")
    COL_BY = ("By", "결정자")
    COL_AT = ("When", "시각")
    COL_COMMENT = ("Comment", "의견")
    DUPLICATE_OF = ("Same bytes as record {record}", "기록 {record}과 같은 파일")
    OPEN_IN_REVIEW = ("Open in review", "검토에서 열기")
    CANCEL = ("Cancel", "취소")
    CANCEL_MANY = ("Cancel {count}", "{count}건 취소")
    RETRY = ("Retry", "재시도")
    RETRY_MANY = ("Retry {count}", "{count}건 재시도")
    CLOSE_DETAIL = ("Close the detail", "상세 닫기")
    SELECTED = ("{count} records selected", "기록 {count}건 선택")
    VERSION = ("Version {version}", "버전 {version}")
    CLAIM_HINT = (
        "What the applicant says. A value that differs from the document holds the record.",
        "신청자가 낸 값입니다. 문서와 다른 값이 있으면 보류합니다.",
    )
    CLAIM_SAVE = ("Save claim", "신청 내용 저장")
    CLAIM_BAD = ("The claim could not be used: {problem}", "신청 내용을 사용할 수 없습니다: {problem}")
    OLDEST_FIRST = ("Held, oldest first", "보류, 오래된 순")
    QUESTIONS_COUNT = ("{count} questions", "질문 {count}개")
    CONFIRMED_COUNT = ("No question · {count}", "질문 없음 · {count}")
    NOT_FOUND_VALUE = ("Not found on the page", "문서에서 찾지 못함")
    CLAIM_SAYS = ("Claim: {value}", "신청: {value}")
    ON_PAGE = ("p {page}", "{page}쪽")
    EDITED = ("Set by you; was: {value}", "직접 입력함 · 이전 값: {value}")
    APPROVE = ("Approve && next", "승인 후 다음")
    REJECT = ("Reject…", "반려…")
    DECIDED_BEFORE = (
        "{verdict} by {actor}, {time}: {reason}. A new decision replaces this one.",
        "{time} {actor} {verdict}: {reason}. 새로 결정하면 이 결정을 대신합니다.",
    )
    LAST_DECISION = ("{verdict}: {title}", "{verdict}: {title}")
    UNDO = ("Take back", "되돌리기")
    PREVIOUS = ("Previous record", "이전 기록")
    NEXT = ("Next record", "다음 기록")
    REJECT_TITLE = ("Why is it rejected?", "반려 사유")
    REJECT_RETRY = ("may hand in again", "다시 제출 가능")
    REJECT_FINAL = ("final", "최종")
    PUBLIC_COMMENT = ("To the applicant", "신청자에게 보일 의견")
    PUBLIC_HINT = ("Shown to the applicant", "신청자가 볼 수 있습니다")
    INTERNAL_COMMENT = ("Internal", "내부 의견")
    INTERNAL_HINT = ("Never leaves this desk", "외부에 보내지 않습니다")
    BACK = ("Back", "뒤로")
    DROP_COUNTING = ("Drop to read", "놓으면 판독을 시작합니다")
    DROP_FILES = ("{files} files", "파일 {files}개")
    DROP_FOLDERS = ("{folders} folders", "폴더 {folders}개")
    DROP_HINT = (
        "A file becomes a record, a folder of files one record, a folder of folders many.",
        "파일은 기록 하나, 파일이 든 폴더도 기록 하나, 폴더가 든 폴더는 여러 기록이 됩니다.",
    )
    REFUSED_ONE = ("1 file was not taken in", "파일 1개를 받지 못했습니다")
    REFUSED_MANY = ("{count} files were not taken in", "파일 {count}개를 받지 못했습니다")
    REFUSED_MORE = ("and {count} more", "외 {count}개")
    DISMISS = ("Dismiss", "닫기")
    FAILED_ASK = ("This could not be done", "처리하지 못했습니다")
    INTERNAL_ERROR = (
        "An unexpected fault stopped this. It is written down in the log folder; trying again is safe.",
        "예상하지 못한 오류로 중단했습니다. 로그 폴더에 기록했으며 다시 시도해도 안전합니다.",
    )
    PASTE_NOTHING = (
        "The clipboard holds no file, no picture and no table. Copy one, then paste.",
        "클립보드에 파일, 그림, 표가 없습니다. 복사한 뒤 붙여넣으십시오.",
    )
    LANE_FAILED = (
        "A lane had a fault and goes on with the next document.",
        "작업 레인에 오류가 있었으며 다음 문서부터 계속합니다.",
    )
    TRY_AGAIN = ("Try again", "다시 시도")
    NOT_OPEN = ("Not open", "열리지 않음")
    NOT_OPEN_YET = ("The records are not open yet.", "기록을 아직 열지 않았습니다.")
    NOT_TAKEN_IN = (
        "Nothing was taken in: the data is not open. Drop the files again when it is.",
        "데이터가 열려 있지 않아 받지 못했습니다. 열린 뒤 다시 놓으십시오.",
    )
    CANNOT_OPEN = ("Holdpoint could not open its data", "데이터를 열지 못했습니다")
    CRASHED = ("Something went wrong in the window", "창에서 오류가 발생했습니다")
    CRASHED_NEXT = (
        "Your records are safe and the work goes on. If something looks wrong, close the window and open it again.",
        "기록은 안전하며 작업은 계속됩니다. 화면이 이상하면 창을 닫았다가 다시 여십시오.",
    )
    CRASHED_BEFORE = ("Holdpoint ended unexpectedly last time", "지난번에 Holdpoint가 갑자기 종료되었습니다")
    CRASHED_BEFORE_NEXT = (
        "Your records are safe: what was unfinished goes on now. Only what was typed and not yet decided may be gone.",
        "기록은 안전하며 끝나지 않은 작업은 이어서 합니다. 결정하지 않은 입력만 사라졌을 수 있습니다.",
    )
    OPEN_LOGS = ("Open log folder", "로그 폴더 열기")
    SHOW_REPORT = ("What happened…", "자세히…")
    REPORT_PRIVATE = (
        "The report holds the kind of fault, places in the program and versions; no text of a document, no name.",
        "보고서에는 오류의 종류, 프로그램 안의 위치, 버전만 있으며 문서의 글이나 이름은 없습니다.",
    )
    REPORT_DETAILS = ("Details", "세부 내용")
    REPORT_SAVE = ("Save report…", "보고서 저장…")
    REPORT_SAVED = ("Saved.", "저장했습니다.")
    REPORT_FILE = ("Texts", "텍스트")
    CLOSE = ("Close", "닫기")
    WATCHING = ("Watching {folder}", "{folder} 감시 중")
    WATCH_WAITING = ("Watching {folder} · {count} coming", "{folder} 감시 중 · 대기 {count}건")
    WATCH_TROUBLE = ("{folder} cannot be watched", "{folder} 폴더를 감시할 수 없음")
    NOTICE_TEXT = ("{count} records wait for a person", "사람이 검토할 기록 {count}건", "1 record waits for a person")
    NOTICE_TIP = ("Holdpoint: {count} held", "Holdpoint: 보류 {count}건")
    UNTITLED = ("Record {record}", "기록 {record}")
    JUST_NOW = ("just now", "방금")
    MINUTES_AGO = ("{count} min ago", "{count}분 전")
    HOURS_AGO = ("{count} h ago", "{count}시간 전")
    SECONDS = ("{value} s", "{value}초")
    SECONDS_WHOLE = ("{value} s", "{value}초")
    MINUTES = ("{minutes} min {seconds} s", "{minutes}분 {seconds}초")
    HOURS = ("{hours} h {minutes} min", "{hours}시간 {minutes}분")
    PAGES_READ = ("{read} of {pages}", "{pages}쪽 중 {read}쪽")
    PROGRESS_PAGES = ("{page} of {pages}", "{page} / {pages}쪽")


P = Phrase
SINGULAR: Final[Mapping[Said, str]] = MappingProxyType(
    {
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
