"""What the pages of the second reader and of speech say."""

from __future__ import annotations

from desktop.ui.phrases import Said


class ReaderPhrase(Said):
    """The page of the second reader."""

    WHO = ("Read pictures with", "함께 읽을 인식기")
    WHO_HINT = (
        "Off: no picture leaves this machine. On: pages' pictures go to the server below; nothing in them is masked.",
        "끄면 그림이 이 컴퓨터 밖으로 나가지 않습니다. 켜면 쪽 그림을 아래 서버로 보내며 그림 속은 가리지 않습니다.",
    )
    NOBODY = ("Tesseract alone", "Tesseract만")
    CLOVA = ("CLOVA OCR too", "CLOVA OCR도 사용")
    WHEN = ("Ask it", "사용할 때")
    WHEN_HINT = (
        "Two readers that agree are evidence; two that differ are a question with both values.",
        "두 판독이 같으면 근거가 되고, 다르면 두 값을 보이며 보류합니다.",
    )
    DOUBT = ("Where a record would be held", "보류될 때만")
    ALWAYS = ("For every picture", "모든 그림")
    FIRST = ("Counts first for", "우선할 문서")
    FIRST_HINT = (
        "For these kinds of document its words count first and Tesseract's stand beside them.",
        "이 종류의 문서는 두 번째 판독을 우선하고 Tesseract 판독과 비교합니다.",
    )
    GRADUATION = ("Graduation", "졸업증명서")
    ENROLMENT = ("Enrolment", "재학증명서")
    TRANSCRIPT = ("Transcript", "성적증명서")
    DIPLOMA = ("Diploma", "졸업장")
    URL = ("Invoke URL", "Invoke URL")
    URL_HINT = ("As CLOVA OCR's builder shows it for your domain.", "CLOVA OCR 빌더의 도메인에 표시된 주소입니다.")
    URL_BAD = (
        "An address like https://…/general, without user, key or query. Other machines need https.",
        "https://…/general 형식으로 입력하십시오. 키는 넣지 않으며 다른 컴퓨터는 https여야 합니다.",
    )
    SECONDS = ("Seconds for a call", "호출 제한 시간(초)")
    SECONDS_BAD = ("A number above 0, up to 300.", "0보다 크고 300 이하인 수를 입력하십시오.")
    DAILY_HINT = (
        "Beyond that Tesseract reads alone, and the record says so.",
        "넘으면 Tesseract만으로 읽고 기록에 표시합니다.",
    )
    PRICE = ("Price of a call", "호출당 가격")
    PRICE_BAD = ("A number, 0 or more.", "0 이상의 수를 입력하십시오.")
    PRICE_HINT = ("For the cost in the ledger, in your currency.", "보낸 기록의 비용 계산에 씁니다.")


class HearingPhrase(Said):
    """The page of speech."""

    WHO = ("Recordings become text", "녹음을 글로 옮기기")
    WHO_HINT = (
        "Recordings are always held to be listened to. A server is sent the whole recording; nothing in it is masked.",
        "녹음은 늘 들어 보도록 보류합니다. 서버를 쓰면 녹음 전체를 보내며 가리지 않습니다.",
    )
    NOBODY = ("Not at all", "하지 않음")
    WHISPER = ("On this machine", "이 컴퓨터에서")
    SERVER = ("By a server", "서버에서")
    LANGUAGE = ("Language", "말하는 언어")
    WEIGHTS = ("Whisper model", "Whisper 모델")
    WEIGHTS_HINT = (
        "A folder with a model for faster-whisper, which must be installed. None comes along and none is downloaded.",
        "faster-whisper용 모델 폴더입니다. faster-whisper를 따로 설치해야 하며 모델은 내려받지 않습니다.",
    )
    WEIGHTS_BAD = ("A folder with a Whisper model.", "Whisper 모델이 있는 폴더를 입력하십시오.")
    DAILY_HINT = ("Beyond that recordings are held without text.", "넘으면 글 없이 보류합니다.")
    PRICE = ("Price of a minute", "1분당 가격")
