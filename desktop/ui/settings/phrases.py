"""What the settings dialog says."""

from __future__ import annotations

from desktop.ui.phrases import Said


class SettingsPhrase(Said):
    """Labels, hints and results."""

    TITLE = ("Settings", "설정")
    READING = ("Reading", "판독")
    MODEL = ("Language model", "언어 모델")
    APPEARANCE = ("Appearance", "화면")
    SAVE = ("Save", "저장")
    CANCEL = ("Cancel", "취소")
    SAVING = ("Saving…", "저장하는 중…")
    NEXT_START = ("Saved. Counts from the next start.", "저장했습니다. 다음에 시작할 때부터 적용됩니다.")
    BY_ENVIRONMENT = (
        "Set by the environment; it cannot be changed here.",
        "환경 변수로 정해져 여기서 바꿀 수 없습니다.",
    )

    FROM_NEXT_START = (
        "Changes on this page count from the next start.",
        "이 쪽의 변경은 다음에 시작할 때부터 적용됩니다.",
    )

    PAGE_LIMIT = ("Pages of a file", "파일당 쪽 수")
    PAGE_LIMIT_HINT = ("So many are read; 0 reads all.", "이만큼 읽습니다. 0이면 모두 읽습니다.")
    PAGE_LIMIT_BAD = ("A whole number from 0 to 500.", "0부터 500까지의 정수를 입력하십시오.")
    LANGUAGES = ("Languages", "문서의 언어")
    LANGUAGES_BAD = ("Choose at least one.", "하나 이상 고르십시오.")
    RECOGNISER = ("Recogniser", "문자 인식기")
    RECOGNISER_HINT = (
        "Tesseract inside Holdpoint, or the program installed on this machine.",
        "내장 Tesseract 또는 이 컴퓨터에 설치된 프로그램을 씁니다.",
    )
    RECOGNISER_BAD = ("Choose one.", "하나를 고르십시오.")
    AUTO = ("Automatic", "자동")
    BUILT_IN = ("Built in", "내장")
    INSTALLED = ("Installed", "설치됨")
    LANES = ("Lanes", "작업 레인")
    LANES_HINT = ("Documents that are read at the same time.", "동시에 읽는 문서 수입니다.")
    LANES_BAD = ("A whole number from 1 to 16.", "1부터 16까지의 정수를 입력하십시오.")

    ENABLED = ("Ask a language model", "언어 모델 사용")
    ENABLED_HINT = (
        "Off: nothing leaves this machine. On: the text read from each document is sent to the server below.",
        "끄면 이 컴퓨터 밖으로 나가는 것이 없습니다. 켜면 문서에서 읽은 글을 아래 서버로 보냅니다.",
    )
    ADDRESS = ("Server", "서버 주소")
    ADDRESS_HINT = (
        "Any that speaks as OpenAI does; up to and including the version.",
        "OpenAI 호환 서버. 버전까지 입력합니다.",
    )
    ADDRESS_BAD = (
        "An address like https://host/v1, without user, key or query. Other machines need https.",
        "https://호스트/v1 형식으로 입력하십시오. 사용자나 키는 넣지 않으며 다른 컴퓨터는 https여야 합니다.",
    )
    NAME = ("Model", "모델 이름")
    NAME_HINT = ("As the server calls it.", "서버에서 부르는 이름입니다.")
    NAME_BAD = ("Say which model to ask.", "사용할 모델을 입력하십시오.")
    KEY = ("Key", "키")
    KEY_HINT_KEYRING = ("A key is kept in the system's keyring.", "시스템 키 저장소에 키가 있습니다.")
    KEY_HINT_ENVIRONMENT = ("The key comes from the environment.", "키를 환경 변수에서 가져옵니다.")
    KEY_HINT_NONE = ("None is kept; local servers need none.", "저장된 키가 없습니다. 로컬 서버에는 필요 없습니다.")
    KEY_HINT_MISSING = ("No key is kept for this server.", "이 서버의 키가 저장되어 있지 않습니다.")
    KEY_STORE = ("Keep in keyring", "키 저장")
    KEY_REMOVE = ("Forget", "키 삭제")
    MASK = ("Mask personal numbers", "개인 번호 가리기")
    MASK_HINT = (
        "Resident, phone and bank numbers and addresses of email are replaced before sending.",
        "주민등록번호, 전화번호, 계좌번호, 이메일을 보내기 전에 가립니다.",
    )
    VISION = ("Send pictures too", "그림도 보내기")
    VISION_HINT = (
        "For models that can see; nothing is masked in a picture.",
        "그림을 보는 모델용. 그림 속은 가리지 않습니다.",
    )
    PLAIN_HTTP = ("Allow http to other machines", "다른 컴퓨터로 http 허용")
    PLAIN_HTTP_HINT = ("Anybody on the way can listen.", "중간에서 누구나 볼 수 있습니다.")
    DAILY = ("Calls a day", "하루 호출 수")
    DAILY_HINT = ("Beyond that the rules read alone.", "넘으면 규칙만으로 판독합니다.")
    DAILY_BAD = ("A whole number, 0 or more.", "0 이상의 정수를 입력하십시오.")
    TEST = ("Test connection", "연결 시험")
    TESTING = ("Asking the server about a made-up document…", "꾸며 낸 문서로 서버에 묻는 중…")
    TEST_GOOD = (
        "{model} at {endpoint} answered in {seconds}, as {way}: {right} of {asked} values right.",
        "{endpoint}의 {model} 응답 {seconds}, 방식 {way}: 값 {asked}개 중 {right}개 맞음.",
    )
    READER_GOOD = (
        "{detail}: read in {seconds}, {right} of {asked} words right.",
        "{detail}: {seconds} 만에 판독, 낱말 {asked}개 중 {right}개 맞음.",
    )
    HEARING_GOOD = ("{detail}: answered in {seconds}.", "{detail}: {seconds} 만에 응답.")
    TEST_BAD = ("It did not work: {problem}", "연결하지 못했습니다: {problem}")

    THEME = ("Colours", "색")
    SYSTEM = ("As the system", "시스템 설정")
    LIGHT = ("Light", "밝게")
    DARK = ("Dark", "어둡게")
    LANGUAGE = ("Language", "표시 언어")
    ENGLISH = ("English", "English")
    KOREAN = ("한국어", "한국어")
    CHOOSE = ("Choose one.", "하나를 고르십시오.")
    DENSITY = ("Rows", "줄 간격")
    NORMAL = ("Normal", "보통")
    COMPACT = ("Compact", "좁게")
    REDUCED_MOTION = ("Nothing moves by itself", "움직임 줄이기")
    REDUCED_MOTION_HINT = (
        "No blinking cursor, no sliding menus.",
        "커서가 깜박이지 않고 메뉴가 미끄러지지 않습니다.",
    )

    REVIEWER = ("Reviewer", "검토자")
    REVIEWER_NAME = ("Your name", "이름")
    REVIEWER_HINT = (
        "Stands on every decision; empty is your name on this system. Counts from the next start.",
        "모든 결정에 남습니다. 비우면 시스템 사용자 이름을 씁니다. 다음에 시작할 때부터 적용됩니다.",
    )
    REVIEWER_BAD = ("At most 128 letters.", "128자까지 입력할 수 있습니다.")
    WATCH = ("Watched folder", "감시 폴더")
    KEEPING = ("Keeping", "보관")
    SERVER = ("Work on a server", "서버에서 일하기")
    WATCH_FOLDER = ("Folder", "폴더")
    WATCH_FOLDER_HINT = (
        "New files in it are taken in while Holdpoint runs. They stay where they are; empty watches nothing.",
        "Holdpoint가 실행되는 동안 새 파일을 추가합니다. 파일은 그대로 두며, 비우면 감시하지 않습니다.",
    )
    WATCH_FOLDER_BAD = (
        "A folder that is there, outside the data folder.",
        "데이터 폴더 밖에 있는 실제 폴더를 입력하십시오.",
    )
    WATCH_SECONDS = ("Seconds of rest", "대기 시간(초)")
    WATCH_SECONDS_HINT = (
        "A file is taken once it has not changed for so long.",
        "파일이 이 시간 동안 바뀌지 않으면 추가합니다.",
    )
    WATCH_SECONDS_BAD = ("A number from 1 to 3600.", "1부터 3600까지의 수를 입력하십시오.")
    WATCH_FOLDERS = ("A folder in it", "그 안의 폴더")
    WATCH_TOGETHER = ("is one record", "기록 하나")
    WATCH_APART = ("holds a record in each file", "파일마다 기록 하나")
    WATCH_FOLDERS_HINT = (
        "With record.json in it, a folder is one record in any case.",
        "record.json이 있는 폴더는 언제나 기록 하나입니다.",
    )
    NOTIFY = ("Tell of new holds", "새 보류 알림")
    NOTIFY_HINT = (
        "While this window is not in front; several at once are one message. No names are shown.",
        "이 창이 앞에 없을 때 알립니다. 여러 건은 한 번에 알리며 이름은 보이지 않습니다.",
    )
    CHOOSE_FOLDER = ("Choose…", "선택…")

    SECOND = ("Second reader", "두 번째 인식기")
    SPEECH = ("Speech", "음성")
    POLICY = ("Policy", "정책")
    KEYS = ("Keys", "단축키")
    CALLBACKS = ("Back ends", "수신 시스템")
    SERVICE = ("Service", "서비스")
    DATA = ("Data folder", "데이터 폴더")


class PolicyPhrase(Said):
    """The page of the policy."""

    INTRO = (
        "The policy says what must be true for an approval without a person.",
        "사람 없이 승인하려면 무엇이 맞아야 하는지 정책 파일이 정합니다.",
    )
    BUILT_IN = ("Built in", "내장 정책")
    FILE = ("A file of your own", "다른 파일")
    CHOOSE = ("Choose a file…", "파일 선택…")
    FILTER = ("Policies", "정책 파일")
    CHECKING = ("Checking…", "확인하는 중…")
    SOUND = ("{name}, version {version}", "{name}, 버전 {version}")
    HASH = ("SHA-256 {hash}", "SHA-256 {hash}")
    BAD = ("This file is no sound policy. It cannot be used.", "올바른 정책 파일이 아니어서 사용할 수 없습니다.")
    SAME = ("Its rules are those in use.", "사용 중인 규칙과 같습니다.")
    SAME_BUILT_IN = ("Its rules are the built-in ones.", "내장 정책의 규칙과 같습니다.")
    DIFFERS = (
        "{count} rules differ from the policy in use:",
        "사용 중인 정책과 다른 규칙 {count}개:",
        "1 rule differs from the policy in use:",
    )
    DIFFERS_BUILT_IN = (
        "{count} rules differ from the built-in policy:",
        "내장 정책과 다른 규칙 {count}개:",
        "1 rule differs from the built-in policy:",
    )
    RULE = ("Rule", "규칙")
    BEFORE = ("Other policy", "비교한 정책")
    AFTER = ("This policy", "이 정책")
    CHOOSE_FIRST = ("Choose a policy file.", "정책 파일을 고르십시오.")
    NO_FILE = ("This is no file that can be read as text.", "글로 읽을 수 있는 파일이 아닙니다.")
    TOO_LARGE = ("This file is too large for a policy.", "정책 파일로는 너무 큽니다.")
    NO_TOML = ("This is not written as TOML", "TOML 형식이 아닙니다")
    MISSING = ("This rule is missing.", "이 규칙이 없습니다.")
    UNKNOWN = ("There is no such rule; check the spelling.", "이런 규칙은 없습니다. 철자를 확인하십시오.")
    BAD_VALUE = ("This value is not allowed here.", "여기에 쓸 수 없는 값입니다.")
    LINE = ("Line {line}, {key}: {problem}", "{line}행 {key}: {problem}")


class KeysPhrase(Said):
    """The page of the keys."""

    INTRO = (
        "Click a key, then press the new one. Esc keeps the old one.",
        "단축키를 누른 뒤 새 키를 누르십시오. Esc를 누르면 그대로 둡니다.",
    )
    CHARACTER_KEYS = ("Keys that type a character may act", "글자 키를 단축키로 사용")
    CHARACTER_KEYS_HINT = (
        "Off, only keys with Ctrl or Alt and keys like F1 act; good for dictation.",
        "끄면 Ctrl, Alt와 함께 누르는 키와 F1 같은 키만 사용합니다. 음성 입력에 알맞습니다.",
    )
    PRESS = ("Press a key…", "키를 누르십시오…")
    NONE = ("none", "없음")
    CHANGE = ("{deed}: {key}. Change", "{deed}: {key}. 바꾸기")
    RESET = ("Back to {key}", "{key}(으)로 되돌리기")
    RESET_ALL = ("Reset all keys", "단축키 모두 되돌리기")
    TAKEN = ("Also the key of: {deed}", "이미 쓰는 키: {deed}")
    FIXED = ("Cannot be changed", "바꿀 수 없음")


class DataPhrase(Said):
    """The page of the data folder."""

    WHERE = ("Place", "위치")
    DATABASE = ("Records", "기록")
    DOCUMENTS = ("Documents and pictures", "문서와 그림")
    LOGS = ("Logs", "로그")
    FREE = ("Free on this disk", "디스크 여유 공간")
    OPEN = ("Open folder", "폴더 열기")
    OPEN_LOGS = ("Open log folder", "로그 폴더 열기")
    HINT = (
        "All data lies there, readable for you alone. Another place: start with --data-dir FOLDER.",
        "모든 데이터가 여기에 있으며 본인만 읽을 수 있습니다. 다른 곳을 쓰려면 --data-dir 폴더로 시작하십시오.",
    )
    LOGS_HINT = (
        "Logs hold times, numbers and codes; never the text of a document.",
        "로그에는 시각, 번호, 코드만 남기며 문서의 글은 남기지 않습니다.",
    )
