"""The network: convolutions alone, a step for every four columns of pixels."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.hangul.texts import BASE, LETTERS, PARTS, SYLLABLES


class _Block(nn.Module):
    """Looks around in each channel, then mixes the channels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.apart = nn.Conv2d(width, width, 3, padding=1, groups=width, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.up = nn.Conv2d(width, 2 * width, 1)
        self.down = nn.Conv2d(2 * width, width, 1)
        nn.init.zeros_(self.down.weight)

    def forward(self, x: Tensor) -> Tensor:
        """See the class."""
        return x + self.down(torch.relu(self.up(self.norm(self.apart(x)))))


class _Along(nn.Module):
    """Looks to the left and right."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(width)
        self.along = nn.Conv2d(width, width, (1, 5), padding=(0, 2))
        nn.init.zeros_(self.along.weight)

    def forward(self, x: Tensor) -> Tensor:
        """See the class."""
        return x + self.along(torch.relu(self.norm(x)))


def _shrunk(old: int, new: int, stride: tuple[int, int]) -> nn.Module:
    return nn.Sequential(nn.Conv2d(old, new, 3, stride, 1, bias=False), nn.BatchNorm2d(new), nn.ReLU())


class Network(nn.Module):
    """Pictures [n, 1, 40, width] of -1 (black) to 1 to likelihoods' logarithms [n, width / 4, letters + 1].

    The first stands for no letter. What is learnt of a syllable is the sum of what is learnt of its parts, and of
    little that is its own: seldom ones are learnt with the others.
    """

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            _shrunk(1, 32, (2, 2)),
            _Block(32),
            _shrunk(32, 80, (2, 2)),
            *(_Block(80) for _ in range(3)),
            _shrunk(80, 160, (2, 1)),
            *(_Block(160) for _ in range(6)),
            nn.Conv2d(160, 256, (5, 3), padding=(0, 1), bias=False),
            nn.BatchNorm2d(256),
            nn.ReLU(),
            *(_Along(256) for _ in range(3)),
        )
        self.last = nn.Sequential(nn.BatchNorm2d(256), nn.Conv2d(256, 192, 1))
        parts = torch.zeros(len(LETTERS) + 1, sum(PARTS))
        for at, letter in enumerate(LETTERS[: len(SYLLABLES)], 1):
            number = ord(letter) - BASE
            for part, add in ((number // 588, 0), (number % 588 // 28, 19), (number % 28, 40)):
                parts[at, part + add] = 1
        self.register_buffer("parts", parts)
        self.of_parts = nn.Parameter(torch.randn(sum(PARTS), 192) * 0.08)
        self.own = nn.Parameter(torch.randn(len(LETTERS) + 1, 192) * 0.02)
        self.bias = nn.Parameter(torch.zeros(len(LETTERS) + 1))

    def forward(self, x: Tensor) -> Tensor:
        """See the class."""
        x = self.last(self.body(x)).squeeze(2).transpose(1, 2)
        return x @ (self.parts @ self.of_parts + self.own).t() + self.bias
