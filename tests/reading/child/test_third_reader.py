"""The third reader of Hangul, and what follows where it reads as Tesseract did, or otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

import resources
from core.domain.page import Box, Word
from core.reading.child import geometry
from core.reading.child.cleaning import Prepared
from core.reading.child.hangul import hangul_reader
from core.reading.child.letterwise import told
from core.reading.child.single_lines import Letter, Line
from core.reading.child.third_reader import ThirdReader
from core.reading.child.values import Pixels, Sheet
from core.reading.child.view import View
from tests.documents.pen import REGULAR, font

SIZE, TALL, LEFT, TOP = 40, 32.0, 200, 300
WIDE, HIGH = 2000, 800


class Says:
    """Reads every line as it was told to, and counts; in `unsure` is how sure it is of some letters."""

    def __init__(self, *texts: str, **unsure: float) -> None:
        self._texts = texts
        self._unsure = unsure
        self.shown: list[Pixels] = []

    def read(self, grey: Pixels) -> Line:
        self.shown.append(grey)
        text = self._texts[min(len(self.shown), len(self._texts)) - 1]
        return tuple(Letter(letter, self._unsure.get(letter, 0.99)) for letter in text)


def page(text: str) -> Prepared:
    image = Image.new("L", (WIDE, HIGH), 250)
    ImageDraw.Draw(image).text((LEFT, TOP), text, fill=20, font=font(REGULAR, SIZE))
    view = View(np.asarray(image, dtype=np.uint8), geometry.identity())
    return Prepared(view, 200, TALL, view)


def words(text: str, confidence: float, *, touched: bool = False) -> tuple[Word, ...]:
    """Words side by side in one line, as far from the left as they are drawn."""
    found, at = [], 0
    for part in text.split(" "):
        x0, x1 = (LEFT + font(REGULAR, SIZE).getlength(text[:end]) for end in (at, at + len(part)))
        box = Box(x0 / WIDE, (TOP + 6) / HIGH, x1 / WIDE, (TOP + SIZE) / HIGH)
        found.append(Word(part, box, confidence, 0, touched))
        at += len(part) + 1
    return tuple(found)


def reader_of(known: tuple[Word, ...], says: Says | None, *, is_marked: bool = False) -> ThirdReader:
    image = page(" ".join(word.text for word in known))
    sealed = image.view.grey.copy()
    sealed[TOP : TOP + SIZE : 6] = 120
    return ThirdReader(image, Sheet(sealed, 200), is_marked, lambda: says)


def judged(known: tuple[Word, ...], says: Says | None) -> list[tuple[str, float]]:
    return [(word.text, word.confidence) for word in reader_of(known, says).judged(known)]


@pytest.mark.parametrize("said", ["춘천한림대학교", "춘천 한림 대학교", "(춘천한림대학교)"])
def test_hangul_is_sure_that_both_read_alike(said: str) -> None:
    known = words("춘천한림대학교", 0.62)
    assert judged(known, Says(said)) == [("춘천한림대학교", 0.98)]
    assert reader_of(known, Says(said)).borne_out(known)[0].confidence == 0.98


@pytest.mark.parametrize(
    ("text", "said", "becomes"),
    [
        ("준천한림대학교", "춘천한림대학교", "춘천한림대학교"),
        ("경영학학사", "경영학사", "경영학사"),
        ("주동원대학교", "원주동원대학교", "원주동원대학교"),
        ("군산부대학교", "군산중부대학교", "군산중부대학교"),
        ("(바석우)", "(반석우)", "(반석우)"),
        ("제2019890776호", "제2019-890776호", "제2019-890776호"),
        ("제2019–890776호", "제2019-890716호", "제2019-890716호"),
    ],
)
def test_hangul_that_is_read_otherwise_is_put_right_and_doubted(text: str, said: str, becomes: str) -> None:
    assert judged(words(text, 0.82), Says(said)) == [(becomes, 0.5)]


def test_only_the_words_that_differ_are_doubted() -> None:
    assert judged(words("성명 김 승 오", 0.85), Says("성명 김승호")) == [
        ("성명", 0.98),
        ("김", 0.98),
        ("승", 0.98),
        ("호", 0.5),
    ]


@pytest.mark.parametrize(
    "says",
    [Says("준천한림대학교", 준=0.9), Says("춘천한림대학교", 춘=0.8), Says(""), None],
)
def test_words_stay_as_they_are_where_the_third_reader_is_unsure(says: Says | None) -> None:
    known = words("준천한림대학교", 0.82)
    assert judged(known, says) == [("준천한림대학교", 0.82)]


def test_what_was_read_very_surely_keeps_its_letters_but_is_doubted() -> None:
    known = (*words("전공", 0.8), *words("전공 준천", 0.97)[1:])
    assert judged(known, Says("전공 춘천"))[1] == ("준천", 0.5)


def test_at_first_nothing_is_doubted_but_remembered() -> None:
    known = words("바석우", 0.93)
    says = Says("반석우")
    reader = reader_of(known, says)
    assert reader.borne_out(known) == known
    assert [(word.text, word.confidence) for word in reader.judged(known)] == [("반석우", 0.5)]
    assert len(says.shown) == 1


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("춘천한림대학교", 0.95), ("졸업증명서", 0.93), ("2021년 3월 2일", 0.93), ("명", 0.5), ("Kim", 0.85)],
)
def test_sure_words_labels_and_dates_are_not_read_again(text: str, confidence: float) -> None:
    says = Says(text)
    known = words(text, confidence)
    reader = reader_of(known, says)
    reader.judged(reader.borne_out(known))
    assert not says.shown


def test_other_scripts_read_poorly_are_read_too() -> None:
    assert judged(words("eee ae", 0.6), Says("1992-01-07")) == [("1992-01-07", 0.5)]
    assert judged(words("cHpsa", 0.6), Says("공학 박사")) == [("공학", 0.5), ("박사", 0.5)]


def test_figures_are_made_sure_on_pages_with_marks_alone() -> None:
    known = words("1992-01-07", 0.6)
    assert judged(known, Says("1992-01-07")) == [("1992-01-07", 0.6)]
    (sure,) = reader_of(known, Says("1992-01-07"), is_marked=True).judged(known)
    assert sure.confidence == 0.98


@pytest.mark.parametrize(
    ("confidence", "least", "text"),
    [(0.55, 0.6, "공학"), (0.55, 0.4, "cHp"), (0.75, 0.8, "공학"), (0.75, 0.6, "cHp"), (0.85, 0.9, "cHp")],
)
def test_the_less_sure_a_word_was_the_less_it_takes_to_put_it_right(confidence: float, least: float, text: str) -> None:
    known = words("전자 cHp", 0.97)
    *_, found = judged((known[0], replace(known[1], confidence=confidence)), Says("전자 공학", 공=least))
    assert found == (text, 0.5 if text == "공학" else confidence)


def test_single_letters_of_an_unclear_line_put_nothing_right() -> None:
    known = words("전자 cHp", 0.55)
    assert judged(known, Says("전자 공학", 전=0.3, 자=0.3, 공=0.9)) == [("전자", 0.55), ("cHp", 0.55)]


def test_word_under_a_seal_is_settled_by_the_page_with_the_seal_alone() -> None:
    known = words("춘천대학교", 0.93, touched=True)
    (alike,) = reader_of(known, Says("춘천대학교")).judged(known)
    assert (alike.confidence, alike.touched) == (0.98, False)
    (unsure,) = reader_of(known, Says("춘천대학교", "")).judged(known)
    assert (unsure.confidence, unsure.touched) == (0.93, True)
    (otherwise,) = reader_of(known, Says("준천대학교", "춘천대학교")).judged(known)
    assert (otherwise.confidence, otherwise.touched) == (0.5, True)


@pytest.mark.parametrize("said", ["공학박사", "밖사", "박 사자"])
def test_two_views_of_one_reader_settle_nothing_that_tesseract_has_otherwise(said: str) -> None:
    known = words("박사", 0.6, touched=True)
    reader = reader_of(known, Says(said))
    found = reader.judged(reader.borne_out(known))
    assert all(word.confidence <= 0.5 for word in found)
    assert all(word.confidence <= 0.5 for word in reader.judged(found))


@pytest.mark.parametrize(
    ("text", "said"),
    [("학과", "학"), ("춘천대학교", "천대학교"), ("국어국문학과", "과:국어국문학과"), ("졸업일", "졸업일 2")],
)
def test_ends_that_the_picture_may_lack_or_have_of_others_tell_nothing(text: str, said: str) -> None:
    assert judged(words(text, 0.8), Says(said))[0] == (text.split(maxsplit=1)[0], 0.8)


def test_letters_read_as_others_in_another_number_join_their_words() -> None:
    found = told(words("명 D ㅎ", 0.5), tuple(Letter(letter, 0.99) for letter in "명 공철승"))
    assert [(one.first, one.last, one.text, one.is_same) for one in found] == [
        (0, 1, "명", True),
        (1, 3, "공철승", False),
    ]


def test_sentence_is_read_in_parts_whose_neighbours_may_be_seen_in_part() -> None:
    sentence = "위 사람은 본 대학교 경영정보하과에 2015년 입학하여 소정의 과정을 마치고 졸업하였음"
    known = tuple(replace(word, confidence=0.82 if "정보" in word.text else 0.97) for word in words(sentence, 0.97))
    says = Says("교 경영정보학과에 2015년입")
    found = reader_of(known, says).judged(known)
    assert (found[4].text, found[4].confidence) == ("경영정보학과에", 0.5)
    assert [word.text for word in found if word.confidence > 0.5] == [
        word.text for word in known if word.confidence > 0.9
    ]
    assert len(says.shown) == 1


def test_word_read_twice_goes_and_a_lost_letter_stays_doubtful() -> None:
    first, second = words("확인번 확인번호", 0.93)
    twice = replace(first, box=second.box, confidence=0.5)
    assert judged((twice, second), Says("확인번호")) == [("확인번호", 0.98)]
    assert judged(words("원주동원대학교", 0.82), Says("원주동원학교")) == [("원주동원대학교", 0.5)]
    name = (*words("김 수", 0.93), replace(words("김 수 현", 0.5)[2]))
    assert judged(name, Says("김수"))[-1] == ("현", 0.5)


def test_letters_of_a_word_beside_are_not_taken_for_the_pieces_own() -> None:
    first, second = words("원주동원 대학교", 0.82)
    second = replace(second, line=1)
    says = Says("원주동원대", "대학교")
    found = reader_of((first, second), says).judged((first, second))
    assert [word.text for word in found] == ["원주동원", "대학교"]


def test_part_of_a_word_that_is_borne_out_goes() -> None:
    (whole,) = words("하여2016", 0.82)
    part = replace(whole, text="16", line=3, box=replace(whole.box, x0=(whole.box.x0 + whole.box.x1) / 2))
    other = replace(part, text="18")
    for last, many in ((part, 1), (other, 2)):
        assert len(reader_of((whole, last), Says("하여2016")).borne_out((whole, last))) == many


def test_boxes_of_a_torn_line_are_made_whole_where_it_is_borne_out() -> None:
    first, second = words("졸업 증명함", 0.8)
    torn = replace(first, box=replace(first.box, y0=(first.box.y0 + first.box.y1) / 2))
    found = reader_of((torn, second), Says("졸업증명함")).borne_out((torn, second))
    assert (found[0].box, found[0].confidence) == (first.box, 0.98)


def test_model_that_comes_along_reads_print() -> None:
    reader = hangul_reader()
    assert reader is not None
    for text in ("춘천새빛대학교", "총종통동빛", "맹희웅", "2019년 3월 2일"):
        wide = round(font(REGULAR, SIZE).getlength(text))
        line = reader.read(page(text).view.grey[TOP - 4 : TOP + SIZE + 12, LEFT - 10 : LEFT + wide + 10])
        assert "".join(letter.text for letter in line if letter.text != " ") == text.replace(" ", "")
        assert min(letter.sure for letter in line if letter.text != " ") > 0.9


def test_missing_model_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
    hangul_reader.cache_clear()
    try:
        assert hangul_reader() is None
    finally:
        hangul_reader.cache_clear()
