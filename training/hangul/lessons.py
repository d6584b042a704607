"""Batches of drawn lines, without end."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

import cv2
import numpy as np
import torch
from torch import Tensor

from training.hangul.drawn import Fonts, Pixels, fonts_in
from training.hangul.texts import LETTERS, line
from training.hangul.worn import HEIGHT, picture

_CODE: Final = {letter: number for number, letter in enumerate(LETTERS, 1)}
_POOL, _BATCH = 384, 48
_WIDEST, _STEP = 640, 4
_MIDDLE: Final = 127.5

Lesson = tuple[Pixels, list[int]]


class Batch(NamedTuple):
    """lines: [n, 1, 40, widest]. steps: of each. codes: of all letters on end. counts: letters of each."""

    lines: Tensor
    steps: Tensor
    codes: Tensor
    counts: Tensor


class Lessons(torch.utils.data.IterableDataset[Batch]):
    """Lines of about the same width together.

    Args:
        folder: where the fonts lie.
        seed: another one gives other lines.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__()
        self._folder, self._seed = folder, seed

    def __iter__(self) -> Iterator[Batch]:
        """Each worker draws lines of its own."""
        worker: Any = torch.utils.data.get_worker_info()
        chance = random.Random(f"{self._seed}/{worker.id if worker else 0}")
        fonts = fonts_in(self._folder)
        cv2.setNumThreads(1)
        while True:
            pool = sorted(_some(_POOL, chance, fonts), key=lambda lesson: lesson[0].shape[1])
            batches = [pool[start : start + _BATCH] for start in range(0, _POOL, _BATCH)]
            chance.shuffle(batches)
            yield from map(_packed, batches)


def _some(count: int, chance: random.Random, fonts: Fonts) -> list[Lesson]:
    found: list[Lesson] = []
    while len(found) < count:
        lesson = picture(line(chance), chance, fonts)
        if lesson is None:
            continue
        pixels, text = lesson
        codes = [_CODE[letter] for letter in text if letter in _CODE]
        twice = sum(one == other for one, other in pairwise(codes))
        if codes and len(codes) + twice <= pixels.shape[1] // _STEP and pixels.shape[1] <= _WIDEST:
            found.append((pixels, codes))
    return found


def _packed(lessons: Sequence[Lesson]) -> Batch:
    widest = max(pixels.shape[1] for pixels, _ in lessons)
    lines = np.empty((len(lessons), 1, HEIGHT, widest), np.float32)
    for row, (pixels, _) in zip(lines, lessons, strict=True):
        wide = pixels.shape[1]
        row[0, :, :wide] = pixels.astype(np.float32) / _MIDDLE - 1
        row[0, :, wide:] = row[0, :, wide - 1 : wide]
    return Batch(
        torch.from_numpy(lines),
        torch.tensor([pixels.shape[1] // _STEP for pixels, _ in lessons]),
        torch.tensor([code for _, codes in lessons for code in codes]),
        torch.tensor([len(codes) for _, codes in lessons]),
    )
