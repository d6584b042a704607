"""Layouts for labelled documents: rows, two pairs to a row, labels above values, two languages."""

from __future__ import annotations

import random

from tests.documents import wording
from tests.documents.facts import Facts
from tests.documents.pen import HEIGHT, Pen, width_of

BODY = ("holder_name", "birth_date", "school", "major", "degree", "admission_date", "graduation_date")


def present(facts: Facts, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Those fields that the document has, with their printed values."""
    return [(name, value) for name in names if (value := wording.shown(name, facts)) is not None]


def rows(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Labels on the right edge of their column, a colon, the value."""
    top = rng.uniform(215, 250)
    pen.left(70, 80, f"{wording.label('document_number', facts, rng)} : {facts.document_number}", 10)
    pen.centre(150, wording.title(kind, facts, rng), 27, bold=True)
    size, step = rng.choice((11.5, 12.5)), rng.uniform(25, 31)
    for name, value in present(facts, BODY):
        pen.right(190, top, wording.label(name, facts, rng), size)
        pen.left(200, top, ":", size)
        pen.left(214, top, value, size)
        pen.shown.add(name)
        top += step
    top = courses(pen, facts, rng, top) if kind == "transcript" else top + 20
    _foot(pen, kind, facts, rng, top)


def grid(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A bordered table with two pairs to a row; the date of issue is one of them."""
    pen.centre(130, wording.title(kind, facts, rng), 25)
    pen.shown.add("document_number")
    pen.right(
        540,
        170,
        facts.document_number if facts.document_number.startswith("제") else f"No. {facts.document_number}",
        10,
    )
    pairs = present(facts, (*BODY, "issue_date"))
    xs, size = (45.0, 135.0, 300.0, 390.0, 555.0), 9.5 if facts.korean else 8.5
    lines = (len(pairs) + 1) // 2
    top, step = 195.0, 34.0
    pen.grid(xs, top, top + lines * step, lines)
    for index, (name, value) in enumerate(pairs):
        row, column = divmod(index, 2)
        y = top + row * step + 21
        pen.left(xs[2 * column] + 8, y, wording.label(name, facts, rng), size)
        pen.left(xs[2 * column + 1] + 8, y, value, _fitting(value, size, 152))
        pen.shown.add(name)
    pen.shown.add("school")
    bottom = top + lines * step + 40
    if kind == "transcript":
        bottom = courses(pen, facts, rng, bottom)
    pen.centre(bottom + 40, wording.statement(kind, facts, rng), 12)
    pen.centre(min(bottom + 150, HEIGHT - 60), wording.head(facts, rng), 18, bold=True)


def above(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Small labels above larger values, in two columns of boxes."""
    pen.centre(100, facts.school, 13)
    pen.centre(150, wording.title(kind, facts, rng), 24, bold=True)
    pairs = present(facts, (*(name for name in BODY if name != "school"), "issue_date", "document_number"))
    top, step, xs = 200.0, 46.0, (60.0, 297.0, 535.0)
    lines = (len(pairs) + 1) // 2
    pen.grid(xs, top, top + lines * step, lines)
    for index, (name, value) in enumerate(pairs):
        row, column = divmod(index, 2)
        x, y = xs[column] + 10, top + row * step
        pen.left(x, y + 15, wording.label(name, facts, rng), 9)
        pen.left(x, y + 36, value, 12.5)
        pen.shown.add(name)
    pen.shown.add("school")
    bottom = top + lines * step + 40
    if kind == "transcript":
        bottom = courses(pen, facts, rng, bottom)
    pen.centre(bottom + 40, wording.statement(kind, facts, rng), 12)
    pen.centre(min(bottom + 140, HEIGHT - 60), wording.head(facts, rng), 17)


def bilingual(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Korean and English labels side by side in a table of two columns."""
    pen.left(60, 70, facts.document_number, 11)
    pen.centre(130, wording.TITLES[kind, True][0], 24, bold=True)
    pen.centre(155, wording.TITLES[kind, False][0], 12)
    pairs = present(facts, BODY)
    top, step, xs, size = 190.0, 32.0, (70.0, 260.0, 525.0), 11
    pen.grid(xs, top, top + len(pairs) * step, len(pairs))
    for row, (name, value) in enumerate(pairs):
        y = top + row * step + 21
        pen.left(xs[0] + 10, y, f"{wording.LABELS[True][name][0]} / {wording.LABELS[False][name][0]}", size)
        pen.left(xs[1] + 12, y, value, size)
        pen.shown.add(name)
    _foot(pen, kind, facts, rng, top + len(pairs) * step + 30)
    pen.shown.add("document_number")


def _foot(pen: Pen, kind: str, facts: Facts, rng: random.Random, top: float) -> None:
    """Statement, the lone date, and who signs."""
    room = HEIGHT - 50 - top
    pen.centre(top + 0.25 * room, wording.statement(kind, facts, rng), 12.5)
    pen.centre(top + 0.5 * room, facts.day(facts.issue_date), 13)
    pen.centre(top + 0.85 * room, wording.head(facts, rng), 19, bold=True)
    pen.shown |= {"issue_date", "document_number"}


def courses(pen: Pen, facts: Facts, rng: random.Random, top: float) -> float:
    """Draw a course table with a total below; returns where it ends."""
    heads = ("구분", "교과목명", "학점", "성적") if facts.korean else ("Term", "Course Title", "Credits", "Grade")
    xs = (60.0, 150.0, 380.0, 460.0)
    for x, text in zip(xs, heads, strict=True):
        pen.left(x, top, text, 10, bold=True)
    for course in rng.sample(wording.COURSES[facts.korean], 6):
        top += 17
        for x, text in zip(xs, one_course(course, facts, rng), strict=True):
            pen.left(x, top, text, 10)
    average = f"{rng.uniform(2.8, 4.4):.2f} / 4.5"
    pen.left(60, top + 24, "평점평균" if facts.korean else "Cumulative GPA", 10)
    pen.left(180, top + 24, average, 10)
    return top + 40


def one_course(course: str, facts: Facts, rng: random.Random) -> tuple[str, str, str, str]:
    """A row of a course table: term or sort, name, credits, grade."""
    year = facts.admission_date.year + rng.randint(0, 2)
    term = rng.choice(("전공", "교양", f"{year}-1")) if facts.korean else f"{rng.choice(('Fall', 'Spring'))} {year}"
    return term, course, str(rng.choice((2, 3))), rng.choice(("A+", "A0", "B+", "B", "P"))


def _fitting(text: str, size: float, room: float) -> float:
    """The size at which the text fits."""
    return min(size, size * room / max(1.0, width_of(text, size)))
