"""What is drawn on a page, apart from how: texts and lines in points on A4."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

WIDTH, HEIGHT = 595.0, 842.0
FONTS = Path(__file__).parents[2] / "resources" / "fonts"
REGULAR, BOLD = FONTS / "NanumGothic-Regular.ttf", FONTS / "NanumGothic-Bold.ttf"
_MEASURE = 100


@lru_cache(maxsize=8)
def font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """A font at that size in pixels."""
    return ImageFont.truetype(str(path), size)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in points."""
    return font(BOLD if bold else REGULAR, _MEASURE).getlength(text) * size / _MEASURE


@dataclass(frozen=True)
class Text:
    """A text whose baseline starts at x, y."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False


@dataclass(frozen=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass
class Pen:
    """Collects what is drawn; texts that carry a field's value are said so, to know what the page really shows."""

    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    def left(self, x: float, y: float, text: str, size: float = 12, *, bold: bool = False) -> float:
        """Draw from x on; returns where the text ends."""
        self.texts.append(Text(x, y, size, text, bold))
        return x + width_of(text, size, bold=bold)

    def centre(self, y: float, text: str, size: float = 12, *, x: float = WIDTH / 2, bold: bool = False) -> None:
        """Draw around x."""
        self.left(x - width_of(text, size, bold=bold) / 2, y, text, size, bold=bold)

    def right(self, x: float, y: float, text: str, size: float = 12) -> None:
        """Draw up to x."""
        self.left(x - width_of(text, size), y, text, size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.rules.append(Rule(x0, y0, x1, y1))

    def grid(self, xs: tuple[float, ...], top: float, bottom: float, rows: int) -> None:
        """Draw a table's lines."""
        step = (bottom - top) / rows
        for row in range(rows + 1):
            self.rule(xs[0], top + row * step, xs[-1], top + row * step)
        for x in xs:
            self.rule(x, top, x, bottom)

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a rectangle."""
        for start, end in (((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)), ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))):
            self.rule(*start, *end)
