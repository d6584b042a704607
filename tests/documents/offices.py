"""Layouts of school offices: registers, header rows, stacked labels in two languages, bulleted items, periods."""

from __future__ import annotations

import random

from tests.documents import other_wording, wording
from tests.documents.facts import Facts
from tests.documents.layouts import BODY, one_course, present
from tests.documents.pen import HEIGHT, Pen, width_of

MARKS_KO = ("○ ", "가. ", "■ ", "◇ ")
MARKS_EN = ("• ", "a) ", "- ")


def school(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A secondary school's form: a table of four columns with things nobody asks for, who is in charge at the foot."""
    pen.left(55, 70, f"{other_wording.label('document_number', facts, rng)} : {facts.document_number}", 10)
    pen.centre(125, other_wording.title(kind, facts, rng), 26, bold=True)
    cells = [
        ("성 명", facts.holder_name),
        ("생년월일", facts.day(facts.birth_date)),
        ("성 별", rng.choice("남여")),
        ("주 소", "서울특별시 은하구 별빛로 12"),
        (other_wording.label("admission_date", facts, rng), facts.day(facts.admission_date)),
        ("입학학년", "1학년"),
    ]
    if facts.graduation_date:
        cells += [
            (other_wording.label("graduation_date", facts, rng), facts.day(facts.graduation_date)),
            ("졸업회수", f"제 {rng.randint(3, 80)} 회"),
        ]
    else:
        cells += [
            ("학년 / 반 / 번호", f"{rng.randint(1, 3)} / {rng.randint(1, 9)} / {rng.randint(1, 30)}"),
            ("학적상태", "재학"),
        ]
    xs, top, step = (55.0, 145.0, 300.0, 385.0, 540.0), 170.0, rng.uniform(30, 38)
    rows = len(cells) // 2
    pen.grid(xs, top, top + rows * step, rows)
    for index, (name, value) in enumerate(cells):
        row, column = divmod(index, 2)
        left, between, right = xs[2 * column : 2 * column + 3]
        y = top + (row + 0.5) * step + 4
        pen.centre(y, name, _fitting(name, 11, between - left - 8), x=(left + between) / 2)
        pen.left(between + 7, y, value, _fitting(value, 11, right - between - 12))
    bottom = top + rows * step
    pen.centre(bottom + 70, other_wording.statement(kind, facts, rng), 13)
    pen.centre(bottom + 130, facts.day(facts.issue_date), 13.5)
    pen.centre(bottom + 215, other_wording.head(facts, rng), 20, bold=True)
    pen.left(55, HEIGHT - 45, "담당자 : 교무부 홍보라   전화 : 02-123-4567   용도 : 제출용", 9)
    pen.shown |= {"holder_name", "birth_date", "admission_date", "school", "issue_date", "document_number"}
    pen.shown |= {"graduation_date"} if facts.graduation_date else set()


def header(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A table whose first row holds the labels and whose second row the values, twice."""
    pen.centre(110, other_wording.title(kind, facts, rng), 25, bold=True)
    pen.right(545, 145, f"{other_wording.label('document_number', facts, rng)} {facts.document_number}", 9.5)
    pairs = present(facts, BODY)
    half = (len(pairs) + 1) // 2
    top = 165.0
    for group in (pairs[:half], pairs[half:]):
        xs = tuple(50.0 + 495.0 * at / len(group) for at in range(len(group) + 1))
        pen.grid(xs, top, top + 56, 2)
        for (name, value), left, right in zip(group, xs, xs[1:], strict=False):
            text = other_wording.label(name, facts, rng)
            pen.centre(top + 18, text, _fitting(text, 10, right - left - 8), x=(left + right) / 2)
            pen.centre(top + 46, value, _fitting(value, 11, right - left - 14), x=(left + right) / 2)
            pen.shown.add(name)
        top += 56
    top = terms(pen, facts, rng, top + 30) if kind == "transcript" else top + 20
    _foot(pen, kind, facts, rng, top)


def bullets(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Items behind marks; admission and graduation as one period; the date of issue with its label."""
    mark = rng.choice(MARKS_KO if facts.korean else MARKS_EN)
    pen.centre(100, facts.school, 15, bold=True)
    pen.centre(150, other_wording.title(kind, facts, rng), 22, bold=True)
    pairs = [
        (other_wording.label(name, facts, rng), value, name)
        for name, value in present(
            facts, ("document_number", *(name for name in BODY if not name.endswith("ion_date")))
        )
    ]
    if facts.graduation_date:
        text = f"{facts.day(facts.admission_date)} ~ {facts.day(facts.graduation_date)}"
        pairs.append(("재학기간" if facts.korean else "Period of Study", text, "admission_date"))
        pen.shown.add("graduation_date")
    else:
        pairs.append(
            (other_wording.label("admission_date", facts, rng), facts.day(facts.admission_date), "admission_date")
        )
    pairs.append((other_wording.label("issue_date", facts, rng), facts.day(facts.issue_date), "issue_date"))
    top, step = 205.0, rng.uniform(24, 30)
    for text, value, name in pairs:
        pen.left(80, top, f"{mark}{text} : {value}", 12)
        pen.shown.add(name)
        top += step
    top = terms(pen, facts, rng, top + 12) if kind == "transcript" else top
    pen.left(80, top + 30, other_wording.statement(kind, facts, rng), 12.5)
    pen.right(530, min(top + 120, HEIGHT - 60), other_wording.head(facts, rng), 17)
    pen.shown.add("school")


def doubled(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Each label cell has the label in Korean above the one in English; the value stands between both heights."""
    pen.left(
        55,
        80,
        f"No. {facts.document_number}" if not facts.document_number.startswith("제") else facts.document_number,
        10,
    )
    pen.centre(130, other_wording.TITLES[kind, True][0], 24, bold=True)
    pen.centre(152, other_wording.TITLES[kind, False][0], 11)
    pairs = present(facts, BODY)
    top, step, xs = 180.0, rng.uniform(36, 44), (55.0, 190.0, 540.0)
    pen.grid(xs, top, top + len(pairs) * step, len(pairs))
    for row, (name, value) in enumerate(pairs):
        middle = top + (row + 0.5) * step
        pen.centre(middle - 3, wording.LABELS[True][name][0], 11, x=(xs[0] + xs[1]) / 2)
        pen.centre(middle + 10, wording.LABELS[False][name][0], 8, x=(xs[0] + xs[1]) / 2)
        pen.left(xs[1] + 14, middle + 4, value, 12)
        pen.shown.add(name)
    _foot(pen, kind, facts, rng, top + len(pairs) * step + 15)


def register(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Three pairs to a row above course tables beside each other, a summary line, the office's footer."""
    pen.left(40, 45, f"{other_wording.label('document_number', facts, rng)} : {facts.document_number}", 8.5)
    pen.centre(80, other_wording.title(kind, facts, rng), 22, bold=True)
    number = str(facts.admission_date.year * 100_000 + rng.randint(1000, 99999))
    pairs = [
        *present(facts, ("school", "major", "holder_name")),
        ("", number),
        *present(facts, ("birth_date", "admission_date", "graduation_date", "degree")),
    ]
    top, step = 105.0, 22.0
    xs = (40.0, 105.0, 212.0, 277.0, 384.0, 449.0, 556.0)
    rows = (len(pairs) + 2) // 3
    pen.grid(xs, top, top + rows * step, rows)
    for index, (name, value) in enumerate(pairs):
        row, column = divmod(index, 3)
        left, between, right = xs[2 * column : 2 * column + 3]
        y = top + (row + 0.5) * step + 3
        text = other_wording.label(name, facts, rng) if name else ("학번" if facts.korean else "Student No.")
        pen.left(left + 4, y, text, _fitting(text, 9, between - left - 10))
        pen.left(between + 5, y, value, _fitting(value, 9, right - between - 14))
        pen.shown.add(name)
    top += rows * step + 22
    bottom = max(terms(pen, facts, rng, top, left=left, width=250.0, size=8.5) for left in (40.0, 306.0))
    score = f"{rng.uniform(2.6, 4.4):.2f}"
    earned = rng.randint(126, 150)
    summary = (
        f"총취득학점 {earned}   평점평균 {score} / 4.5"
        if facts.korean
        else f"Credits Earned {earned}   GPA {score} / 4.5"
    )
    pen.left(40, bottom + 20, summary, 9.5)
    _foot(pen, kind, facts, rng, bottom + 30)


def terms(
    pen: Pen,
    facts: Facts,
    rng: random.Random,
    top: float,
    *,
    left: float = 55.0,
    width: float = 480.0,
    size: float = 9.5,
) -> float:
    """Two terms with their courses below a head line each; returns where they end."""
    heads = ("이수구분", "과목명", "학점", "등급") if facts.korean else ("Code", "Course Title", "Units", "Grade")
    xs = tuple(left + width * share for share in (0.0, 0.2, 0.74, 0.88))
    for at, text in enumerate(heads):
        pen.left(xs[at], top, text, size, bold=True)
    for term in range(2):
        year = facts.admission_date.year + term
        top += 16
        pen.left(left + 0.2 * width, top, f"[{year}학년도 1학기]" if facts.korean else f"-- Autumn {year} --", size)
        for course in rng.sample(wording.COURSES[facts.korean], 3):
            top += 15
            code = rng.choice(("전필", "교선")) if facts.korean else f"{rng.choice('ABCD')}{rng.randint(101, 499)}"
            for x, text in zip(xs, (code, *one_course(course, facts, rng)[1:]), strict=True):
                pen.left(x, top, text, size)
    return top + 10


def _foot(pen: Pen, kind: str, facts: Facts, rng: random.Random, top: float) -> None:
    """What is certified, when, by whom."""
    room = HEIGHT - 50 - top
    pen.centre(top + 0.25 * room, other_wording.statement(kind, facts, rng), 12)
    pen.centre(top + 0.5 * room, facts.day(facts.issue_date), 12.5)
    pen.centre(top + 0.8 * room, other_wording.head(facts, rng), 17, bold=True)
    pen.shown |= {"school", "issue_date", "document_number"}


def _fitting(text: str, size: float, room: float) -> float:
    return min(size, size * room / max(1.0, width_of(text, size)))
