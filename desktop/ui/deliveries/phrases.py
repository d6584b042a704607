"""What the deliveries screen says."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.domain.delivery import AttemptOutcome, DeliveryEvent, DeliveryState
from desktop.ui.phrases import Said
from desktop.ui.words import StateLook, Tone, Words


class DeliveryPhrase(Said):
    """Sentences and labels."""

    DELIVERIES = ("Deliveries", "전송")
    EMPTY = ("No back end is told anything yet.", "결과를 받는 시스템이 아직 없습니다.")
    SET_UP = ("Set up where results go", "결과를 받을 곳 설정")
    NONE = ("Nothing here.", "해당하는 전송이 없습니다.")
    ALL_ENDPOINTS = ("All back ends", "모든 수신 시스템")
    RECORD_NUMBER = ("Record number", "기록 번호")
    OLDER = ("Show older ones", "이전 전송 더 보기")
    SEND = ("Send again", "다시 보내기")
    SEND_ALL = ("Send all failed again", "실패한 전송 모두 다시 보내기")
    SINCE_HOUR = ("of the last hour", "최근 1시간")
    SINCE_DAY = ("of the last 24 hours", "최근 24시간")
    SINCE_FOUR_DAYS = ("of the last 4 days", "최근 4일")
    SINCE_MONTH = ("of the last 30 days", "최근 30일")
    OPEN_RECORD = ("Open the record", "기록 열기")
    QUEUED = ("{count} wait to be sent again.", "{count}건을 다시 보냅니다.", "1 waits to be sent again.")
    OVERTAKEN = (
        "{count} wait to be sent again; {overtaken} were left alone, as later news of their records went out since.",
        "{count}건을 다시 보냅니다. {overtaken}건은 이후 소식을 이미 보냈으므로 그대로 둡니다.",
    )
    ON_AGAIN = ("{endpoint} is called again.", "{endpoint}에 다시 보냅니다.")
    CALL_AGAIN = ("Call again", "다시 보내기 시작")
    FAILED_ASK = ("Deliveries: that did not work.", "전송: 처리하지 못했습니다.")

    COL_STATE = ("State", "상태")
    COL_RECORD = ("Record", "기록")
    COL_EVENT = ("What is told", "내용")
    COL_TO = ("To", "받는 곳")
    COL_TRIES = ("Tries", "시도")
    COL_PROMISED = ("Promised", "약속 시각")
    COL_WHEN = ("Next try or arrival", "다음 시도 또는 도착")
    COL_PROBLEM = ("Last answer", "마지막 응답")
    COL_TRY = ("Try", "시도")
    COL_STARTED = ("Started", "시작")
    COL_TOOK = ("Took", "걸린 시간")
    COL_OUTCOME = ("Came of it", "결과")
    COL_ANSWER = ("Answer", "응답")
    COL_ADDRESS = ("Address", "주소")
    NO_TRY = ("Not tried yet.", "아직 시도하지 않았습니다.")
    CHOOSE = ("Choose a delivery to see every try of it.", "전송을 고르면 모든 시도를 볼 수 있습니다.")
    HEAD = (
        "Record {record}, version {version}: {event} to {endpoint}, news no. {number} of this record",
        "기록 {record}, 버전 {version}: {endpoint}에 {event}, 이 기록의 {number}번째 소식",
    )
    KEY = ("{key} · {size}, the same bytes at every try", "{key} · {size}, 매번 같은 내용")
    NOW = ("now", "지금")
    NOT_SET_UP = ("this back end is no longer set up", "설정에 더는 없는 수신 시스템")

    WELL = ("Answers", "정상")
    NEW = ("Not called yet", "아직 보낸 적 없음")
    LAST = ("last confirmed {when}", "마지막 확인 {when}")
    FAILING = ("{count} failures in a row", "연속 실패 {count}회", "1 failure")
    SINCE = ("since {when}", "{when}부터")
    PAUSED = ("Left alone until {when}", "{when}까지 쉼")
    OFF = ("Switched off", "꺼짐")
    OFF_GONE = ("it answered that it is gone (410)", "더는 없다고 응답함(410)")
    OFF_FAILING = ("it failed for five days", "닷새 동안 실패함")

    SERVICE = ("Service", "서비스")
    SERVICE_OFF = ("Off: nothing comes in by wire", "꺼짐: 외부에서 들어오는 요청을 받지 않음")
    SERVICE_STARTING = ("Starting…", "시작하는 중…")
    SERVICE_ON = ("Takes documents in at {address}", "{address}에서 문서를 받는 중")
    SERVICE_FAILED = ("Could not start: {problem}", "시작하지 못함: {problem}")
    TURN_ON = ("Turn on", "켜기")
    TURN_OFF = ("Turn off", "끄기")

    STRIP_WAITING = ("{count} to deliver", "보낼 것 {count}건")
    STRIP_FAILED = ("{count} not delivered", "못 보낸 것 {count}건")
    STRIP_OFF = ("{endpoint} switched off", "{endpoint} 꺼짐")
    STRIP_SERVICE = ("Service on", "서비스 켜짐")
    STRIP_SERVICE_FAILED = ("Service could not start", "서비스 시작 실패")


class ProblemPhrase(Said):
    """What came of a try that was not confirmed, by its code."""

    STATUS = ("answered {status}", "응답 {status}")
    STATUS_401 = ("answered 401: it does not let us in", "응답 401: 접근을 허용하지 않음")
    STATUS_403 = ("answered 403: it does not let us in", "응답 403: 접근을 허용하지 않음")
    STATUS_404 = ("answered 404: nobody takes results at this address", "응답 404: 이 주소에는 받는 곳이 없음")
    STATUS_429 = ("answered 429: too much at once", "응답 429: 한꺼번에 너무 많이 보냄")
    STATUS_500 = ("answered 500: a fault of its own", "응답 500: 받는 쪽의 오류")
    STATUS_503 = ("answered 503: it cannot take anything now", "응답 503: 지금은 받을 수 없음")
    TIMEOUT = ("no answer in time", "제시간에 응답 없음")
    CONNECTION_FAILED = ("could not be reached", "연결할 수 없음")
    TLS_FAILED = ("its certificate is not valid", "인증서가 올바르지 않음")
    NAME_NOT_FOUND = ("its name was not found", "이름을 찾을 수 없음")
    NAME_TIMEOUT = ("its name was not looked up in time", "이름을 제시간에 찾지 못함")
    ADDRESS_FORBIDDEN = ("its address is one that callbacks must not go to", "보낼 수 없는 주소")
    PLAIN_HTTP = ("http is not allowed for it", "http 허용 안 됨")
    ANSWER_TOO_LARGE = ("its answer is too large", "응답이 너무 큼")
    NO_SECRET = ("no secret is set: make one in the settings", "비밀 키 없음: 설정에서 만드십시오")
    BAD_SECRET = ("its secret is not usable: make a new one", "비밀 키를 쓸 수 없음: 새로 만드십시오")
    DELIVERY_SECRET = ("the keyring does not open", "키 저장소가 열리지 않음")
    GONE = ("answered that it is gone (410)", "더는 없다고 응답함(410)")
    COURIER_DIED = ("the program ended meanwhile", "보내는 중에 프로그램이 끝남")
    SHUTDOWN = ("the program was closed meanwhile", "보내는 중에 프로그램을 닫음")


_S, _E, _O = DeliveryState, DeliveryEvent, AttemptOutcome
STATE: Final = MappingProxyType(
    {
        _S.WAITING: ("Waiting", "대기", "queued", Tone.QUIET),
        _S.SENT: ("Delivered", "전달됨", "approved", Tone.APPROVED),
        _S.FAILED: ("Given up", "포기", "failed", Tone.FAILED),
    }
)
RETRYING: Final = ("Trying again", "재시도 중", "later", Tone.HOLD)
EVENT: Final = MappingProxyType(
    {
        _E.APPROVED: ("approved", "승인"),
        _E.REJECTED: ("rejected", "반려"),
        _E.HELD: ("held", "보류"),
        _E.FAILED: ("failed", "실패"),
        _E.SUPERSEDED: ("decided otherwise", "결정 변경"),
    }
)
OUTCOME: Final = MappingProxyType(
    {
        _O.STARTED: ("under way", "진행 중", "running", Tone.RUNNING),
        _O.CONFIRMED: ("confirmed", "확인됨", "approved", Tone.APPROVED),
        _O.UNAVAILABLE: ("to be tried again", "다시 시도", "later", Tone.HOLD),
        _O.REFUSED: ("refused", "거절됨", "failed", Tone.FAILED),
        _O.INTERRUPTED: ("cut off; does not count", "중단됨(횟수에서 제외)", "cancelled", Tone.QUIET),
    }
)


def state_look(state: DeliveryState, failures: int, words: Words) -> StateLook:
    """How a delivery's state is shown; one that failed and is tried again is told from one that is new."""
    return _look(RETRYING if state is _S.WAITING and failures else STATE[state], words)


def outcome_look(outcome: AttemptOutcome, words: Words) -> StateLook:
    """How the end of a try is shown."""
    return _look(OUTCOME[outcome], words)


def event_text(event: DeliveryEvent, words: Words) -> str:
    """What is told."""
    return EVENT[event][words.language == "ko"]


def problem_text(code: str, words: Words) -> str:
    """What came of a try; an unknown code is shown in plain letters."""
    phrase = ProblemPhrase.__members__.get(code.upper())
    if phrase is None and code.startswith("status_"):
        return words.say(ProblemPhrase.STATUS, status=code.removeprefix("status_"))
    return words.say(phrase) if phrase else code.replace("_", " ")


def _look(entry: tuple[str, str, str, Tone], words: Words) -> StateLook:
    return StateLook(entry[words.language == "ko"], entry[2], entry[3])
