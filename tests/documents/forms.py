"""Layouts as forms: a bordered table around everything, labels above lines to write on, labels on both sides."""

from __future__ import annotations

import random

from tests.documents import wording
from tests.documents.facts import Facts
from tests.documents.layouts import BODY, courses, present
from tests.documents.pen import HEIGHT, Pen, width_of

_LINE = 1.3
"""Between two lines of one value, in text sizes."""


def boxed(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A table of label cells and value cells, two pairs to a row, texts in the middle; long values take two lines."""
    pen.right(550, 66, f"{wording.label('document_number', facts, rng)}: {facts.document_number}", 9.5)
    pen.centre(118, wording.title(kind, facts, rng), 26, bold=True)
    pairs = present(facts, BODY)
    xs, size, top, step = (45.0, 148.0, 297.0, 400.0, 550.0), rng.choice((10.5, 13.0)), 150.0, rng.uniform(42, 50)
    lines = (len(pairs) + 1) // 2
    pen.grid(xs, top, top + lines * step, lines)
    for index, (name, value) in enumerate(pairs):
        row, column = divmod(index, 2)
        middle = top + (row + 0.5) * step
        left, between, right = xs[2 * column : 2 * column + 3]
        label = wording.label(name, facts, rng)
        pen.centre(middle + 3.5, label, _fitting(label, size, between - left - 8), x=(left + between) / 2)
        _in_cell(pen, ((between + right) / 2, middle), value, size, right - between - 12)
        pen.shown.add(name)
    bottom = top + lines * step + 24
    bottom = courses(pen, facts, rng, bottom) if kind == "transcript" else bottom
    pen.centre(bottom + 40, wording.statement(kind, facts, rng), 11.5)
    pen.centre(bottom + 95, facts.day(facts.issue_date), 12.5)
    pen.centre(min(bottom + 170, HEIGHT - 60), wording.head(facts, rng), 18, bold=True)
    pen.shown |= {"school", "issue_date", "document_number"}


def underlined(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Small labels, some in both languages, above values on lines to write on, in two uneven columns."""
    pen.left(60, 80, facts.school, 14, bold=True)
    pen.left(60, 128, wording.title(kind, facts, rng), 23, bold=True)
    pairs = present(facts, (*(name for name in BODY if name != "school"), "document_number", "issue_date"))
    top, step, xs = 185.0, rng.uniform(47, 54), (60.0, 330.0)
    both = rng.random() < 0.5
    for index, (name, value) in enumerate(pairs):
        row, column = divmod(index, 2)
        x, y = xs[column], top + row * step
        pen.left(x, y, wording.two_labels(name, facts) if both else wording.label(name, facts, rng), 8.5)
        pen.left(x + 2, y + 19, value, _fitting(value, 12.5, 200))
        pen.rule(x, y + 25, x + 215, y + 25)
        pen.shown.add(name)
    bottom = top + ((len(pairs) + 1) // 2) * step + 10
    bottom = courses(pen, facts, rng, bottom) if kind == "transcript" else bottom
    pen.left(60, bottom + 40, wording.statement(kind, facts, rng), 11.5)
    pen.left(60, min(bottom + 130, HEIGHT - 60), wording.head(facts, rng), 15, bold=True)
    pen.shown.add("school")


def flanked(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A table of three columns: the label in the document's language, the value, the label in the other one."""
    pen.centre(95, wording.title(kind, facts, rng), 22, bold=True)
    pen.centre(118, wording.TITLES[kind, not facts.korean][0], 12)
    pairs = present(facts, (*BODY, "document_number"))
    top, step, xs, size = 150.0, rng.uniform(30, 35), (50.0, 180.0, 430.0, 547.0), 10.5
    pen.grid(xs, top, top + len(pairs) * step, len(pairs))
    for row, (name, value) in enumerate(pairs):
        y = top + (row + 0.5) * step + 3.5
        one = wording.label(name, facts, rng)
        other = wording.LABELS[not facts.korean][name][0]
        pen.left(xs[0] + 8, y, one, _fitting(one, size, 115))
        pen.centre(y, value, _fitting(value, 11.5, 235), x=(xs[1] + xs[2]) / 2)
        pen.left(xs[2] + 8, y, other, _fitting(other, 9.5, 105))
        pen.shown.add(name)
    bottom = top + len(pairs) * step
    bottom = courses(pen, facts, rng, bottom + 25) if kind == "transcript" else bottom
    pen.centre(bottom + 45, wording.statement(kind, facts, rng), 12)
    pen.centre(bottom + 95, facts.day(facts.issue_date), 13)
    pen.centre(min(bottom + 165, HEIGHT - 60), wording.head(facts, rng), 17, bold=True)
    pen.shown |= {"issue_date", "document_number"}


def dotted(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Numbered items with dots up to the value, as typed forms have them."""
    pen.centre(90, wording.title(kind, facts, rng), 24, bold=True)
    pen.left(60, 130, f"{wording.label('document_number', facts, rng)} {facts.document_number}", 10.5)
    top, step, size = 180.0, rng.uniform(26, 31), 11.5
    for number, (name, value) in enumerate(present(facts, BODY), start=1):
        end = pen.left(62, top, f"{number}. {wording.label(name, facts, rng)} ", size)
        dots = "." * int((235 - end) / width_of(".", size))
        pen.left(end, top, dots, size)
        pen.left(243, top, value, size)
        pen.shown.add(name)
        top += step
    top = courses(pen, facts, rng, top + 6) if kind == "transcript" else top
    pen.left(62, top + 35, wording.statement(kind, facts, rng), 12)
    pen.right(535, top + 85, facts.day(facts.issue_date), 12.5)
    pen.right(535, min(top + 130, HEIGHT - 60), wording.head(facts, rng), 17)
    pen.shown |= {"issue_date", "document_number"}


def _in_cell(pen: Pen, centre: tuple[float, float], text: str, size: float, room: float) -> None:
    """The text around that place, on two lines if one has no room for it."""
    x, middle = centre
    lines = _two_lines(text, size, room)
    for row, line in enumerate(lines):
        offset = (row - (len(lines) - 1) / 2) * _LINE * size
        pen.centre(middle + offset + 0.35 * size, line, size, x=x)


def _two_lines(text: str, size: float, room: float) -> list[str]:
    if width_of(text, size) <= room:
        return [text]
    parts = text.split(" ") if " " in text else list(text)
    joint = " " if " " in text else ""
    first = max(at for at in range(1, len(parts)) if width_of(joint.join(parts[:at]), size) <= room)
    return [joint.join(parts[:first]), joint.join(parts[first:])]


def _fitting(text: str, size: float, room: float) -> float:
    return min(size, size * room / max(1.0, width_of(text, size)))
