"""A label found on a line, and what it announces."""

from __future__ import annotations

from dataclasses import dataclass

from core.extraction.layout import Line
from core.extraction.types import Label, LabelKind


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A label at characters `start` to `end` of a line; its value, if it stands to the right, starts at `value`.

    apart: a separator or a wide gap sets the value off. firm: it does, or a date follows a date's label; otherwise
    the value must have the right shape.
    misread: one letter differs from the label known. guessed: and was read surely, so that it may be another
    word: 복학일, not 입학일.
    """

    line: Line
    label: Label
    start: int
    end: int
    value: int
    firm: bool
    apart: bool
    misread: bool
    guessed: bool = False

    @property
    def left(self) -> float:
        """Left edge in pixels."""
        return self.line.x_of(self.start)

    @property
    def right(self) -> float:
        """Right edge in pixels, separators left out."""
        return self.line.right_of(self.end - 1)


def announces(hit: LabelHit) -> bool:
    """True if its value is one that Holdpoint takes."""
    return hit.label.kind is not LabelKind.OTHER
