"""What the settings of a server to work on say."""

from __future__ import annotations

from desktop.ui.phrases import Said


class ServerPhrase(Said):
    """Labels, hints and results."""

    ADDRESS = ("Server", "서버 주소")
    ADDRESS_HINT = (
        "The records of that Holdpoint are worked on, and nothing is kept here. Empty: those of this machine.",
        "그 서버의 기록으로 일하며 여기에는 저장하지 않습니다. 비우면 이 컴퓨터의 기록을 씁니다.",
    )
    ADDRESS_BAD = (
        "An address like https://desk.example.org, without user or path. Other machines need https.",
        "https://desk.example.org 형식으로, 사용자나 경로 없이 입력하십시오. 다른 컴퓨터는 https여야 합니다.",
    )
    AUTHORITY = ("Own authority", "자체 인증 기관")
    AUTHORITY_HINT = (
        "The file with its certificate, only if the server's is signed by nobody that is usually trusted.",
        "서버 인증서를 보통 믿는 기관이 서명하지 않았을 때만, 그 기관의 인증서 파일을 지정합니다.",
    )
    AUTHORITY_BAD = ("A file with certificates (PEM).", "인증서 파일(PEM)을 지정하십시오.")
    AUTHORITY_FILTER = ("Certificates", "인증서")
    PLAIN_HTTP_HINT = (
        "Anybody on the way can read and act in your name.",
        "중간에서 누구나 보고 대신 결정할 수 있습니다.",
    )
    TOKEN = ("Token", "토큰")
    TOKEN_KEYRING = ("A token is kept in the system's keyring.", "시스템 키 저장소에 토큰이 있습니다.")
    TOKEN_ENVIRONMENT = ("The token comes from the environment.", "토큰을 환경 변수에서 가져옵니다.")
    TOKEN_NONE = (
        "No token is kept for this server. There, `holdpoint token` prints it.",
        "이 서버의 토큰이 저장되어 있지 않습니다. 서버에서 holdpoint token으로 볼 수 있습니다.",
    )
    TESTING = ("Asking the server…", "서버에 묻는 중…")
    GOOD = (
        "{host} answered in {seconds}: {total} records, {held} held.",
        "{host} 응답 {seconds}: 기록 {total}건, 보류 {held}건.",
    )
    COUNTS_THERE = (
        "While you work on {place}, the settings of that server count. These are for the records of this machine.",
        "{place}에서 일하는 동안에는 그 서버의 설정을 따릅니다. 여기 설정은 이 컴퓨터의 기록에만 적용됩니다.",
    )
