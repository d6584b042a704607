"""The false claims that the accuracy benchmark tries: wrong in just one letter, and nearly invisible."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.claims import _changed, _is_day
from core.domain.normal import is_one_part_off


@pytest.mark.parametrize("name", ["홍길동", "천완이", "은하수대학교"])
def test_a_korean_text_differs_in_one_part_of_one_letter(name):
    others = list(_changed(name))
    assert others
    assert all(is_one_part_off(name, other) for other in others)


@pytest.mark.parametrize(("text", "one"), [("2024-03-18", "2024-08-18"), ("Oscar Choi", "Oscar Chol"), ("A01", "AO1")])
def test_figures_and_latin_letters_become_ones_that_look_alike(text, one):
    others = list(_changed(text))
    assert one in others
    assert all(
        len(other) == len(text) and sum(a != b for a, b in zip(text, other, strict=True)) == 1 for other in others
    )


@pytest.mark.parametrize(("text", "told"), [("2024-03-18", True), ("2024-13-18", False), ("2024-00-18", False)])
def test_what_is_no_day_is_no_claim(text, told):
    assert _is_day(text) is told
