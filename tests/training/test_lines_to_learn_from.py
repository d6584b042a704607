import random
from pathlib import Path

import numpy as np
import pytest

from training.hangul.drawn import Fonts, drawn, fonts_in, has
from training.hangul.texts import BASE, LETTERS, SYLLABLES, line
from training.hangul.worn import HEIGHT, picture

FONT = str(Path("resources/fonts/NanumGothic-Regular.ttf").resolve())


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts((FONT,), (1.0,))


def test_every_line_is_made_of_letters_that_the_model_has() -> None:
    chance = random.Random(1)
    lines = [line(chance) for _ in range(2000)]
    assert all(set(text) <= set(LETTERS) and text == text.strip() and 1 <= len(text) <= 26 for text in lines)
    assert len(set(lines)) > 1500


def test_all_syllables_come_and_most_lines_are_no_words() -> None:
    """A reader that had seen words alone would guess them."""
    chance = random.Random(2)
    seen = {letter for _ in range(9000) for letter in line(chance)}
    assert len(seen & set(SYLLABLES)) > 0.95 * len(SYLLABLES)


def test_a_letter_stands_for_one_thing() -> None:
    assert len(set(LETTERS)) == len(LETTERS)
    assert len(SYLLABLES) == 2350
    assert min(map(ord, SYLLABLES)) == BASE


def test_pictures_are_of_the_height_that_the_model_reads(fonts: Fonts) -> None:
    chance = random.Random(3)
    found = [picture(line(chance), chance, fonts) for _ in range(60)]
    shapes = [pixels.shape for pixels, _ in filter(None, found)]
    assert len(shapes) > 50
    assert all(height == HEIGHT and width >= 16 and width % 4 == 0 for height, width in shapes)


def test_a_font_is_not_asked_for_letters_that_it_lacks(fonts: Fonts) -> None:
    assert has(FONT, "가")
    assert not has(FONT, "\U00020000")
    pixels_and_text = picture("가\U00020000나", random.Random(4), fonts)
    assert pixels_and_text is not None
    assert pixels_and_text[1] == "가나"


def test_ink_stands_within_the_box_that_is_told(fonts: Fonts) -> None:
    """Where nothing else was drawn, nothing but paper is around it."""
    found = [drawn("대학교", FONT, random.Random(seed), fonts) for seed in range(120)]
    clean = 0
    for each in found:
        left, top, right, bottom = (round(edge) for edge in each.box)
        around = each.pixels.copy()
        around[top - 1 : bottom + 1, left - 1 : right + 1] = around[0, 0]
        assert np.ptp(each.pixels[top:bottom, left:right]) > 30
        clean += np.ptp(around) == 0
    assert clean > 8


def test_fonts_for_headlines_come_seldom(tmp_path: Path) -> None:
    for name in ("NanumGothic.ttf", "NanumBrush.ttf", "UnJamoBatang.ttf", "NanumBarunGothic-YetHangul.ttf"):
        (tmp_path / name).touch()
    found = fonts_in(tmp_path)
    assert [(Path(path).name, share) for path, share in zip(found.paths, found.shares, strict=True)] == [
        ("NanumBrush.ttf", 0.12),
        ("NanumGothic.ttf", 1.0),
    ]
