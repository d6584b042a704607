"""Lines that the recogniser passed over: they are read by themselves, and taken if they are read surely."""

from __future__ import annotations

from core.domain.page import Box, Word
from core.reading.child.left_out import with_lines_left_out
from core.reading.child.unread_ink import unread
from tests.reading.child.told import HIGH, LEFT, TOP, WIDE, Says, shown

LINE = "푸른솔대학교장"


class Deaf(Says):
    """Reads nothing at all at the first size."""

    def read_line(self, grey, dpi, language):
        words = super().read_line(grey, dpi, language)
        return words if self.asked > 4 else ()


def test_line_without_a_word_is_read() -> None:
    image, _ = shown("푸른솔대학교장")
    (found,) = with_lines_left_out((), image, unread((), image), Says(0.93, kor="푸른솔대학교장"))
    assert found.text == "푸른솔대학교장"
    assert found.box.x0 < LEFT / WIDE + 0.1
    assert abs(found.box.y0 - TOP / HIGH) < 0.05


def test_line_that_reads_poorly_stays_unread() -> None:
    image, _ = shown("푸른솔대학교장")
    assert not with_lines_left_out((), image, unread((), image), Says(0.6, kor="푸른술대학교장", eng="EE"))


def test_line_that_gives_nothing_at_one_size_is_read_at_another() -> None:
    image, _ = shown(LINE)
    (found,) = with_lines_left_out((), image, unread((), image), Deaf(0.93, kor=LINE))
    assert found.text == LINE


def test_scrap_read_in_one_of_its_strokes_does_not_hide_a_line() -> None:
    image, word = shown(LINE)
    box = word("", 0.9).box
    scrap = Word("ㅣ", Box(box.x0 + 0.1, box.y0, box.x0 + 0.102, box.y1), 0.36, 0)
    left_over = unread((scrap,), image)
    assert [one.text for one in with_lines_left_out((scrap,), image, left_over, Says(0.93, kor=LINE))] == [LINE]
    sure = Word("장", scrap.box, 0.9, 0)
    assert with_lines_left_out((sure,), image, left_over, Says(0.93, kor=LINE)) == (sure,)
    assert with_lines_left_out((scrap,), image, left_over, Says(0.5, kor=LINE)) == (scrap,)
