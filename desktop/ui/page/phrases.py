"""What is said around a page."""

from __future__ import annotations

from desktop.ui.phrases import Said


class PagePhrase(Said):
    """Tools, hints and notes of the page view."""

    FIT_WIDTH = ("Fit the width", "너비 맞춤")
    TURN = ("Turn the view", "보기 회전")
    COLOURS = ("Colours: as scanned", "색: 원본")
    COLOURS_GREY = ("Colours: grey", "색: 회색")
    COLOURS_STRONG = ("Colours: strong contrast", "색: 강한 대비")
    WORDS = ("Frames of all words", "모든 단어의 테두리")
    READ_AGAIN = ("Read a region again: drag a box", "영역 다시 판독: 상자를 끌어 그리기")
    CANVAS = ("Page", "쪽")
    PAGES = ("All pages", "모든 쪽")
    WORD = ("{text}  ·  {confidence}", "{text}  ·  {confidence}")
    READING = ("Reading this region…", "이 영역을 판독하는 중…")
    THUMB = ("{name}, page {page}", "{name} {page}쪽")
    PLAY_SEGMENT = ("Play segment", "구간 재생")
    PLAY_ALL = ("Play all", "전체 재생")
    STOP = ("Stop", "정지")
    SEGMENT = (
        "Segment {number} of {segments}  ·  {start} to {end}  ·  {confidence}",
        "구간 {number}/{segments}  ·  {start} ~ {end}  ·  {confidence}",
    )
    RECORDING = ("Recording, {length}", "녹음 {length}")
    UNHEARD = ("This recording has no text. Play it below.", "글로 옮기지 못한 녹음입니다. 아래에서 들어 보십시오.")
