"""What is said at the review desk, beside what every screen says."""

from __future__ import annotations

from desktop.ui.phrases import Said


class DeskPhrase(Said):
    """Fields, choices, the queue's filters, what is done with many records at once."""

    READ_AS = ("Read: ", "판독: ")
    CLAIM = ("Claim: ", "신청: ")
    OTHER_PLACE = ("Another place: ", "다른 위치: ")
    READS_NOW = ("Read now: ", "지금 판독: ")
    READ_BEFORE = ("Read then: ", "당시 판독: ")
    WHO_SAYS = ("{who}: ", "{who}: ")
    TAKE = ("Take {value}", "{value} 사용")
    AGAIN = ("Read again: {value}  ·  {confidence}", "다시 판독: {value}  ·  {confidence}")
    AGAIN_KEYS = ("↵ takes it, Esc leaves it", "↵ 사용, Esc 취소")
    AGAIN_NOTHING = ("Nothing was recognised there.", "그곳에서 글자를 인식하지 못했습니다.")
    READING = ("Reading this region…", "이 영역을 판독하는 중…")
    CONFIRMED = ("Confirmed by you", "직접 확인함")
    STORED_AS = ("Kept as {value} · was: {before}", "저장할 값: {value} · 이전 값: {before}")
    SHOW_PLACE = ("Show it on the page", "쪽에서 보기")
    NO_DATE = ("Not a date. Write it as 2024-03-02.", "날짜가 아닙니다. 2024-03-02처럼 입력하십시오.")


class QueuePhrase(Said):
    """The queue: its orders, filters and counts."""

    VIEW = ("Filter and order", "거르기와 순서")
    WAITING = ("{count} waiting", "대기 {count}건")
    PUT_OFF = ("{count} put off", "미룸 {count}건")
    SEARCH_HINT = ("Search names, numbers, text read", "이름, 번호, 판독한 글 검색")
    NONE_FITS = ("No held record fits.", "해당하는 보류 기록이 없습니다.")
    SHOW_ALL = ("Show all held records", "보류 기록 모두 보기")
    OLDEST = ("Oldest first", "오래된 순")
    DEADLINE = ("Deadline first", "기한 순")
    DUE = ("Due {time}", "기한 {time}")
    NEWEST = ("Newest first", "최신 순")
    REASON = ("Reason", "사유")
    TYPE = ("Document type", "문서 종류")
    AGE = ("Waiting longer than", "대기 시간")
    HOURS = ("{count} hours", "{count}시간 넘음")
    DAYS = ("{count} days", "{count}일 넘음")
    BAND = ("Lowest confidence", "최저 신뢰도")
    BAND_OF = ("{low} – {high} %", "{low} – {high} %")
    ESCALATED = ("Handed to a second person", "다른 검토자에게 넘긴 기록")
    POSTPONED = ("Put off to a later time", "나중으로 미룬 기록")
    COUNTED = ("{name}   {count}", "{name}   {count}")
    SAVED = ("Saved views", "저장한 보기")
    SAVE = ("Save this view", "이 보기 저장")
    FORGET = ("Forget this view", "이 보기 삭제")
    CLEAR = ("Clear all filters", "거르기 모두 지우기")
    NONE = ("none", "없음")


class DeadlinePhrase(Said):
    """How long until a record is due, or how long it is overdue."""

    DUE_MINUTES = ("due in {count} min", "기한까지 {count}분")
    DUE_HOURS = ("due in {count} h", "기한까지 {count}시간")
    DUE_DAYS = ("due in {count} days", "기한까지 {count}일")
    LATE_MINUTES = ("{count} min overdue", "기한 {count}분 지남")
    LATE_HOURS = ("{count} h overdue", "기한 {count}시간 지남")
    LATE_DAYS = ("{count} days overdue", "기한 {count}일 지남")
    LABEL = ("Deadline", "기한")
    SET = ("Set a deadline…", "기한 정하기…")
    SAVE = ("Set deadline", "기한 저장")

    HINT = ("A day or a time; empty for none", "날짜나 시각, 비우면 없음")
    UNTIL = ("Until {time} · {near}", "{time}까지 · {near}")
    BAD = ("Write it as 2026-12-01 or 2026-12-01 17:00.", "2026-12-01 또는 2026-12-01 17:00처럼 쓰십시오.")


class BulkPhrase(Said):
    """Deciding many records at once."""

    APPROVE_MANY = ("Approve…", "승인…")
    REJECT_MANY = ("Reject…", "반려…")
    TITLE_APPROVE = ("Approve {count} records", "기록 {count}건 승인")
    TITLE_REJECT = ("Reject {count} records", "기록 {count}건 반려")
    HINT = (
        "Each record is decided by itself; one that cannot be decided never stops the others.",
        "기록마다 따로 결정하며, 결정할 수 없는 기록이 있어도 나머지는 그대로 진행합니다.",
    )
    RECORD = ("Record", "기록")
    CHANGE = ("What changes", "바뀌는 내용")
    NOW = ("Open questions", "남은 질문")
    BECOMES = ("{before} → {after}", "{before} → {after}")
    REFUSED = ("Stays as it is: {text}", "그대로 둠: {text}")
    DO_APPROVE = ("Approve {count}", "{count}건 승인")
    DO_REJECT = ("Reject {count}", "{count}건 반려")
    WORKING = ("Deciding…", "처리하는 중…")
    DONE = ("{count} decided", "{count}건 처리함")
    SOME_NOT = ("{count} decided, {left} not", "{count}건 처리함, {left}건 처리하지 못함")
    CLOSE = ("Close", "닫기")
    CHOOSE_REASON = ("Choose a reason.", "사유를 고르십시오.")


class OffPhrase(Said):
    """Putting off, handing on, and what else is done with one record."""

    LATER = ("Put off", "나중에 검토")
    TO_THE_END = ("To the end of the queue", "목록 끝으로")
    HOUR = ("In one hour, {time}", "한 시간 뒤, {time}")
    TOMORROW = ("Tomorrow morning, {time}", "내일 아침, {time}")
    NEXT_WEEK = ("Next Monday, {time}", "다음 월요일, {time}")
    ESCALATE = ("Hand to a second person", "다른 검토자에게 넘기기")
    NOTE = ("Question", "질문")
    NOTE_HINT = ("What shall be looked at?", "무엇을 확인해야 합니까?")
    TO = ("For", "받는 사람")
    TO_HINT = ("Anybody", "누구나")
    HAND_ON = ("Hand on", "넘기기")
    HANDED_ON = ("{by}: {note}", "{by}: {note}")
    HANDED_TO = ("{by} for {to}: {note}", "{by} → {to}: {note}")
    HISTORY = ("History", "이력")
    PACK = ("Save everything known as one file", "증빙 파일로 저장")
    PACK_MADE = ("Saved: {path}", "저장함: {path}")
    PACK_FILTER = ("Evidence", "증빙")
    DECIDED_ELSEWHERE = (
        "{title} was decided elsewhere: {verdict} by {actor}, {time}.",
        "{title}: 다른 곳에서 이미 결정했습니다. {time} {actor} {verdict}.",
    )
