"""What is said of a server that is worked on, and of the line to it."""

from __future__ import annotations

from desktop.ui.phrases import Said


class LinkPhrase(Said):
    """Sentences."""

    LOST = ("The server does not answer.", "서버가 응답하지 않습니다.")
    LOST_NEXT = (
        "You can look at what is here. Changes are refused until it is back; nothing is sent later by itself.",
        "지금 보이는 것은 볼 수 있습니다. 연결될 때까지 결정과 변경은 받지 않으며, 나중에 저절로 보내지도 않습니다.",
    )
    BACK = ("The server is there again; everything was looked at anew.", "서버에 다시 연결되어 모두 새로 읽었습니다.")
    STRIP_LOST = ("Not connected: {place}", "연결 끊김: {place}")
    STRIP_BUSY = ("Connected to {place}, {count} being read", "연결됨: {place}, 판독 중 {count}건")
    NOT_REACHED = ("{place} cannot be worked on yet", "{place}에서 아직 일할 수 없습니다")
    TRIED_AGAIN = (
        "It is tried again every few seconds; the window opens by itself when the server is there.",
        "몇 초마다 다시 시도하며, 서버가 응답하면 저절로 열립니다.",
    )
    IN_SETTINGS = (
        "Address, certificate and token are in the settings, under Work on a server.",
        "주소, 인증서, 토큰은 설정의 '서버에서 일하기'에 있습니다.",
    )
