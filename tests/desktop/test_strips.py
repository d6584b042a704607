from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from desktop.workers.pictures import grey, levels, small, strong
from desktop.workers.strips import ROWS, drawable, halved

FORMATS = (QImage.Format.Format_RGB888, QImage.Format.Format_Grayscale8, QImage.Format.Format_RGB32)


def noise(width: int, height: int, kind: QImage.Format = QImage.Format.Format_RGB32) -> QImage:
    rng = random.Random(width * height)
    drawn = QImage(rng.randbytes(width * height * 4), width, height, width * 4, QImage.Format.Format_RGB32)
    return drawn.convertToFormat(kind)


def halved_whole(picture: QImage) -> QImage:
    kept, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return picture.scaled(picture.width() // 2, picture.height() // 2, kept, smooth)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("height", [1, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS + 7])
def test_strips_make_the_same_picture_as_one_piece(kind, height):
    picture = noise(61, height, kind)
    assert drawable(picture) == picture.convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("height", [2, ROWS, 2 * ROWS, 3 * ROWS + 6])
def test_halving_in_strips_is_halving(height):
    picture = noise(64, height)
    assert halved(picture) == halved_whole(picture)


def test_what_is_thin_stays_to_be_seen():
    sizes = [(one.width(), one.height()) for one in levels(noise(1, 2 * ROWS * 9 + 1))]
    assert sizes == [(1, 2305), (1, 1152), (1, 576)]


@pytest.mark.parametrize("change", [grey, strong])
def test_a_change_is_made_in_each_strip(change):
    picture = noise(40, 2 * ROWS + 5, QImage.Format.Format_RGB888)
    whole = change(picture).convertToFormat(QImage.Format.Format_RGB32)
    assert next(iter(levels(picture, change))) == whole


def test_a_small_one_keeps_its_shape():
    assert (small(noise(2000, 1000)).width(), small(noise(2000, 1000)).height()) == (192, 96)
