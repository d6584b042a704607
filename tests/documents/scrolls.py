"""Layouts of ceremony and of registers: a diploma with an upright seal, a transcript with two course tables."""

from __future__ import annotations

import random

from tests.documents import wording
from tests.documents.facts import Facts
from tests.documents.layouts import one_course
from tests.documents.pen import HEIGHT, Pen


def scroll(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Prose in the middle of the page, the head's own name, and a seal whose letters stand above each other."""
    frame = rng.uniform(28, 40)
    pen.frame(frame, frame, 595 - frame, HEIGHT - frame)
    pen.left(80, 100, _number(facts), 11)
    pen.centre(185, wording.title(kind, facts, rng), 36, bold=True)
    pen.centre(255, f"성명   {'   '.join(facts.holder_name)}", 19)
    pen.centre(284, f"({facts.birth_date.year}년 {facts.birth_date.month}월 {facts.birth_date.day}일생)", 12.5)
    for row, text in enumerate(_prose(facts)):
        pen.centre(365 + 38 * row, text, 16.5)
    pen.centre(560, facts.day(facts.issue_date), 15)
    signed = f"{facts.school} 총장 {rng.choice(('공학박사', '문학박사', '이학박사'))} {rng.choice(wording.HEADS)}"
    pen.centre(655, signed, 18, bold=True)
    _upright_seal(pen, 500, 612, f"{facts.school}총장인")
    pen.shown |= {"holder_name", "birth_date", "school", "issue_date", "document_number"}
    pen.shown |= {name for name in ("major", "degree") if getattr(facts, name) is not None}


def _number(facts: Facts) -> str:
    return facts.document_number if facts.document_number.startswith("제") else f"제 {facts.document_number} 호"


def _prose(facts: Facts) -> list[str]:
    if facts.major is None or facts.degree is None:
        return ["위 사람은 본교 3개년의 전 과정을 수료하였으므로", "이 증서를 수여합니다."]
    return [
        f"위 사람은 본 대학교 {facts.major}에서",
        "소정의 전 과정을 이수하고 규정된 시험에 합격하여",
        f"{facts.degree}의 자격을 갖추었으므로 학위를 수여함",
    ]


def _upright_seal(pen: Pen, x: float, y: float, text: str) -> None:
    """Columns of three letters from right to left in a square."""
    columns = [text[at : at + 4] for at in range(0, len(text), 4)]
    side = 13.0
    pen.frame(x - 4, y - 4, x + side * len(columns) + 4, y + 4 * side + 4)
    for column, letters in enumerate(columns):
        for row, letter in enumerate(letters):
            pen.left(x + side * (len(columns) - 1 - column), y + side * (row + 0.85), letter, 11.5)


def ledger(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A transcript: who it is about in lines of three, then two course tables beside each other."""
    pen.centre(75, wording.title(kind, facts, rng), 22, bold=True)
    names = ("holder_name", "birth_date", "major", "degree", "admission_date", "graduation_date")
    pairs = [(name, value) for name in names if (value := wording.shown(name, facts)) is not None]
    for index, (name, value) in enumerate(pairs):
        row, column = divmod(index, 2)
        pen.left((45, 310)[column], 115 + 19 * row, f"{wording.label(name, facts, rng)} : {value}", 10)
        pen.shown.add(name)
    top = 115 + 19 * ((len(pairs) + 1) // 2) + 12
    pen.rule(45, top - 12, 550, top - 12)
    bottom = max(_table(pen, facts, rng, left, top + 6) for left in (45.0, 303.0))
    pen.rule(45, bottom + 8, 550, bottom + 8)
    average = f"{rng.uniform(2.8, 4.4):.2f}"
    pen.left(45, bottom + 26, f"{'평점평균' if facts.korean else 'Cumulative GPA'} {average} / 4.5", 10)
    pen.left(45, bottom + 46, f"{wording.label('document_number', facts, rng)} {facts.document_number}", 10)
    pen.centre(bottom + 100, wording.statement(kind, facts, rng), 11.5)
    pen.centre(bottom + 145, facts.day(facts.issue_date), 12.5)
    pen.centre(min(bottom + 205, HEIGHT - 60), wording.head(facts, rng), 17, bold=True)
    pen.shown |= {"school", "issue_date", "document_number"}


def _table(pen: Pen, facts: Facts, rng: random.Random, left: float, top: float) -> float:
    heads = ("구분", "교과목명", "학점", "성적") if facts.korean else ("Term", "Course Title", "Cr", "Grade")
    xs = (left, left + 58, left + 175, left + 205)
    for x, text in zip(xs, heads, strict=True):
        pen.left(x, top, text, 9, bold=True)
    for course in rng.sample(wording.COURSES[facts.korean], 7):
        top += 16
        for x, text in zip(xs, one_course(course, facts, rng), strict=True):
            pen.left(x, top, text, 9)
    return top
