"""What is said at the review desk, beside what every screen says."""

from __future__ import annotations

from desktop.ui.phrases import Said


class DeskPhrase(Said):
    """Fields, choices, the queue's filters, what is done with many records at once."""

    READ_AS = ("Read: ", "판독: ")
    CLAIM = ("Claim: ", "신청: ")
    OTHER_PLACE = ("Another place: ", "다른 위치: ")
    WHO_SAYS = ("{who}: ", "{who}: ")
    TAKE = ("Take {value}", "{value} 사용")
    AGAIN = ("Read again: {value}  ·  {confidence}", "다시 판독: {value}  ·  {confidence}")
    AGAIN_KEYS = ("↵ takes it, Esc leaves it", "↵ 사용, Esc 취소")
    AGAIN_NOTHING = ("Nothing was recognised there.", "그곳에서 글자를 인식하지 못했습니다.")
    READING = ("Reading this region…", "이 영역을 판독하는 중…")
    CONFIRMED = ("Confirmed by you", "직접 확인함")
