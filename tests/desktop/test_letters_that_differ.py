from __future__ import annotations

import pytest

from core.domain.claim import Claim
from core.domain.field import FieldName
from core.domain.states import ProcessStatus
from desktop.ui.review.diff import pieces


def test_the_claim_shows_the_letters_that_differ(qtbot, open_window, desk):
    record = desk.add(ProcessStatus.HOLD, "Kim", tell=False)
    desk.claims[record] = Claim(values=((FieldName.SCHOOL, "Seoul Science College"),))
    wired = open_window()
    wired.window.show_review()
    qtbot.waitUntil(lambda: wired.window.review.panel.detail is not None)
    card = wired.window.review.panel.cards[0]
    assert any(piece.differs for piece in card.choices[0].pieces)
    card.grab()
    card.edit.setText("Seoul Science College")
    assert not any(piece.differs for piece in card.choices[0].pieces)


@pytest.mark.parametrize(
    ("text", "other", "marked"),
    [
        ("2021-02-18", "2021-02-19", ["8"]),
        ("홍길동", "홍길등", ["동"]),
        ("same", "same", []),
        ("", "x", []),
        ("ab", "", ["ab"]),
        ("ac", "abc", ["c"]),
        ("\u1112\u1169\u11bc", "홍", []),
    ],
)
def test_letters_that_differ_are_marked(text, other, marked):
    assert [piece.text for piece in pieces(text, other) if piece.differs] == marked
