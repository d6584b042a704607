"""What the settings of back ends and of the service say."""

from __future__ import annotations

from desktop.ui.phrases import Said


class WirePhrase(Said):
    """Labels, hints and results."""

    INTRO = (
        "A back end is told what became of each record: a signed call that is tried again until it is confirmed.",
        "기록마다 결과를 서명하여 알리고, 확인될 때까지 다시 보냅니다.",
    )
    NONE = ("None is set up yet. Give the first one a name.", "아직 없습니다. 첫 시스템의 이름을 정하십시오.")
    NEW_NAME = ("Name of a new one", "새 시스템 이름")
    NAME_BAD = (
        "A short word of small letters, digits, - and _.",
        "영문 소문자, 숫자, -, _로 된 짧은 이름이어야 합니다.",
    )
    NAME_TAKEN = ("There is one of that name.", "같은 이름이 있습니다.")
    ADD = ("Add", "추가")
    REMOVE = ("Remove {endpoint}", "{endpoint} 삭제")
    REMOVED = ("{endpoint} goes when you save.", "저장하면 {endpoint}이(가) 삭제됩니다.")
    ADDRESS = ("Address", "주소")
    ADDRESS_HINT = ("Where it takes results in, as https://host/path.", "결과를 받는 곳. https://호스트/경로 형식.")
    ADDRESS_BAD = (
        "An address like https://host/path, in plain letters, without user or fragment.",
        "https://호스트/경로 형식으로, 사용자나 # 없이 입력하십시오.",
    )
    EVENTS = ("What it is told", "알릴 내용")
    EVENTS_BAD = ("Choose at least one.", "하나 이상 고르십시오.")
    APPROVED = ("approved", "승인")
    REJECTED = ("rejected", "반려")
    HELD = ("held", "보류")
    FAILED = ("failed", "실패")
    SUPERSEDED = ("decided otherwise", "결정 변경")
    PERSONAL = ("Tell names, dates of birth, document numbers, comments", "이름, 생년월일, 문서 번호, 의견도 보내기")
    PERSONAL_HINT = ("Off, it is told all but these.", "끄면 이것들을 빼고 보냅니다.")
    PRIVATE = ("Its address may be in this network", "사설 네트워크 주소 허용")
    PRIVATE_HINT = (
        "Off, addresses of this machine and of private networks are not called.",
        "끄면 이 컴퓨터와 사설 네트워크 주소로는 보내지 않습니다.",
    )
    PLAIN = ("Allow http", "http 허용")
    PLAIN_HINT = ("Anybody on the way can read along.", "중간에서 누구나 볼 수 있습니다.")
    SECRET = ("Secret", "비밀 키")
    SECRET_NONE = (
        "None is set: nothing is sent until there is one.",
        "비밀 키가 없습니다. 만들 때까지 아무것도 보내지 않습니다.",
    )
    SECRET_KEYRING = (
        "{count} secrets in the system's keyring sign each call.",
        "시스템 키 저장소의 비밀 키 {count}개로 서명합니다.",
        "A secret in the system's keyring signs each call.",
    )
    SECRET_ENVIRONMENT = ("It comes from the environment.", "환경 변수에서 가져옵니다.")
    MAKE = ("Make a new secret", "새 비밀 키 만들기")
    OWN = ("Keep this one", "이 키 저장")
    OWN_HINT = ("One of your own: whsec_…", "직접 정한 키: whsec_…")
    FORGET = ("Forget", "삭제")
    MADE = (
        "Give it to the back end now; it is not shown again. The one before signs beside it for a day.",
        "지금 수신 시스템에 전하십시오. 다시 보이지 않습니다. 이전 키도 하루 동안 함께 서명합니다.",
    )
    COPY = ("Copy", "복사")
    COPIED = ("Copied.", "복사했습니다.")
    TEST = ("Send a test", "시험 전송")
    TESTING = ("Calling…", "보내는 중…")
    TEST_GOOD = ("It confirmed in {seconds} ({status}).", "{seconds} 만에 확인했습니다({status}).")
    TEST_BAD = ("Not confirmed: {problem}", "확인되지 않음: {problem}")
    COURIERS = ("Calls at a time", "동시 전송 수")
    COURIERS_HINT = ("So many back ends are called at the same time.", "동시에 보내는 수입니다.")
    COURIERS_BAD = ("A whole number from 1 to 8.", "1부터 8까지의 정수를 입력하십시오.")
    SECONDS = ("Seconds for a call", "전송 제한 시간(초)")
    SECONDS_HINT = ("From beginning to end.", "시작부터 끝까지의 시간입니다.")
    SECONDS_BAD = ("A number above 0, up to 60.", "0보다 크고 60 이하인 수를 입력하십시오.")

    SERVE = ("Take documents in by wire while Holdpoint is open", "Holdpoint가 열려 있는 동안 외부 요청 받기")
    SERVE_HINT = (
        "Other programs hand documents in and follow them over HTTP, with the token below.",
        "다른 프로그램이 아래 토큰으로 문서를 보내고 상태를 확인합니다.",
    )
    HOST = ("Listens at", "수신 주소")
    HOST_HINT = ("127.0.0.1 is this machine alone.", "127.0.0.1은 이 컴퓨터에서만 접속할 수 있습니다.")
    HOST_BAD = ("An address of this machine.", "이 컴퓨터의 주소를 입력하십시오.")
    PORT = ("Port", "포트")
    PORT_BAD = ("A whole number from 0 to 65535; 0 takes any.", "0부터 65535까지의 정수. 0이면 아무 포트나 씁니다.")
    HOSTS = ("Further names", "추가 이름")
    HOSTS_HINT = (
        "Under which other machines call it, as desk.example.org:8737.",
        "다른 컴퓨터가 부르는 이름과 포트. 여러 개는 띄어 씁니다.",
    )
    HOSTS_BAD = (
        "Names of letters, digits, dots and ports; needed where other machines may call.",
        "영문자, 숫자, 점, 포트로 된 이름. 다른 컴퓨터의 접속을 받으려면 필요합니다.",
    )
    PROXIES = ("Proxies before it", "앞단 프록시")
    PROXIES_HINT = (
        "Addresses that are believed when they say for whom they ask.",
        "누구의 요청인지 알려 주면 믿을 프록시의 주소. 여러 개는 띄어 씁니다.",
    )
    PROXIES_BAD = (
        "Addresses or networks, as 10.0.0.7 or 10.0.0.0/24.",
        "10.0.0.7이나 10.0.0.0/24와 같은 주소나 네트워크를 입력하십시오.",
    )
    DECISIONS = ("Let other programs decide", "외부 프로그램의 결정 허용")
    DECISIONS_HINT = ("Only what the policy allows them to.", "정책이 허용하는 결정만 받습니다.")
    ERASING = ("Let other programs erase records", "외부 프로그램의 기록 삭제 허용")
    ERASING_HINT = ("For good, with all files.", "모든 파일과 함께 완전히 삭제됩니다.")
    DESK = ("Windows of other machines may work here", "다른 컴퓨터의 창 허용")
    DESK_HINT = (
        "They need this service's token, and can do all that this window can.",
        "이 서비스의 토큰이 있는 창은 여기서와 똑같이 일할 수 있습니다.",
    )
    IDLE = ("Minutes until taken over", "이어받기까지(분)")
    IDLE_HINT = (
        "A record that somebody has open may then be taken over by somebody else.",
        "누가 열어 둔 기록을 그 뒤에는 다른 사람이 이어받을 수 있습니다.",
    )
    IDLE_BAD = ("A number from 1 to 1440.", "1부터 1440까지의 수를 입력하십시오.")
    MAX_MB = ("Megabytes a request", "요청당 크기(MB)")
    MAX_MB_HINT = ("Larger ones are refused while they come.", "더 크면 받는 중에 거절합니다.")
    MAX_MB_BAD = ("A whole number from 1 to 2000.", "1부터 2000까지의 정수를 입력하십시오.")
    QUEUE = ("Most that wait", "대기 한도")
    QUEUE_HINT = ("Beyond that clients are asked to come later.", "넘으면 나중에 다시 보내도록 답합니다.")
    PER_MINUTE = ("Requests a minute", "분당 요청 수")
    PER_MINUTE_HINT = ("Of one client.", "클라이언트 하나당 한도입니다.")
    AT_LEAST_ONE = ("A whole number, 1 or more.", "1 이상의 정수를 입력하십시오.")
    FREE_MB = ("Megabytes kept free", "남겨 둘 공간(MB)")
    FREE_MB_HINT = ("With less on the disk nothing is taken in.", "디스크 여유가 이보다 적으면 받지 않습니다.")
    FREE_MB_BAD = ("A whole number, 0 or more.", "0 이상의 정수를 입력하십시오.")
    TOKEN = ("Token", "토큰")
    TOKEN_HINT = (
        "Who knows it may hand in and look: give it to your own programs alone.",
        "토큰을 아는 프로그램은 문서를 보내고 볼 수 있으니 믿을 수 있는 곳에만 전하십시오.",
    )
    COPY_TOKEN = ("Copy token", "토큰 복사")
    NEW_TOKEN = ("Make a new token", "새 토큰 만들기")
    NEW_TOKEN_DONE = (
        "Copied. The old one opens nothing any more.",
        "복사했습니다. 이전 토큰은 더 쓸 수 없습니다.",
    )
    COPY_ADDRESS = ("Copy address", "주소 복사")
