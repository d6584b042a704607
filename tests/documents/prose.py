"""Layouts in running text: letters, sentences, diplomas without labels."""

from __future__ import annotations

import random

from tests.documents import wording
from tests.documents.facts import Facts
from tests.documents.pen import HEIGHT, Pen, width_of

MARGIN, LINE_ROOM = 75.0, 445.0


def letter(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """An English letter that tells everything in sentences."""
    pen.left(MARGIN, 90, facts.school, 16, bold=True)
    pen.left(MARGIN, 112, f"Ref. No. {facts.document_number}", 10)
    pen.centre(190, wording.title(kind, facts, rng), 22, bold=True)
    text = _diploma_text(facts) if kind == "diploma" else _letter_text(kind, facts, rng)
    y = _paragraph(pen, 250, text)
    pen.left(MARGIN, y + 50, f"Date of issue: {facts.day(facts.issue_date)}", 12)
    pen.left(MARGIN, y + 130, wording.head(facts, rng), 14)
    pen.shown |= {
        "holder_name",
        "school",
        "issue_date",
        "document_number",
        *(() if kind == "diploma" else ("birth_date", "admission_date")),
    }
    pen.shown |= {name for name in ("major", "degree", "graduation_date") if getattr(facts, name) is not None}
    if kind == "diploma":
        pen.shown.discard("graduation_date")


def _letter_text(kind: str, facts: Facts, rng: random.Random) -> str:
    born = f"born on {facts.day(facts.birth_date)}"
    opening = rng.choice(("This is to certify that", "We hereby certify that"))
    to = " to the University" if kind == "enrolment_certificate" else ""
    entered = f"was admitted{to} on {facts.day(facts.admission_date)}"
    if kind == "enrolment_certificate":
        return (
            f"{opening} {facts.holder_name}, {born}, {entered} and is currently enrolled "
            f"at {facts.school}, majoring in {facts.major}."
        )
    graduated = facts.graduation_date or facts.issue_date
    return (
        f"{opening} {facts.holder_name}, {born}, {entered} and graduated from {facts.school} on {facts.day(graduated)} "
        f"with the degree of {facts.degree} in {facts.major}."
    )


def _diploma_text(facts: Facts) -> str:
    return (
        f"Upon the recommendation of the Faculty, the Trustees have conferred upon {facts.holder_name} "
        f"the degree of {facts.degree} in {facts.major} with all the rights, honors and privileges pertaining thereto."
    )


def _paragraph(pen: Pen, y: float, text: str, size: float = 12.5) -> float:
    """Words set in lines of a fixed length; returns the last baseline."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > LINE_ROOM:
            pen.left(MARGIN, y, line, size)
            line, y = word, y + 24
        else:
            line = longer
    pen.left(MARGIN, y, line, size)
    return y


def sentence(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Korean: name and birth on the right, the rest in a sentence."""
    pen.left(
        70,
        90,
        facts.document_number if facts.document_number.startswith("제") else f"제 {facts.document_number} 호",
        12,
    )
    pen.centre(180, wording.title(kind, facts, rng), 30, bold=True)
    pen.left(330, 260, f"성 명  {_spaced(facts.holder_name, rng)}", 15)
    born = facts.day(facts.birth_date)
    pen.left(330, 290, f"생년월일  {born}" if facts.dates.startswith("ko_dots") else f"{born}생", 13)
    for row, text in enumerate(_korean_sentence(kind, facts)):
        pen.left(MARGIN, 360 + 34 * row, text, 16)
    pen.centre(560, facts.day(facts.issue_date), 15)
    pen.centre(680, wording.head(facts, rng), 24, bold=True)
    pen.shown |= {"holder_name", "birth_date", "school", "issue_date", "document_number"}
    pen.shown |= {name for name in ("major", "degree") if getattr(facts, name) is not None}
    if kind != "diploma":
        pen.shown |= {"admission_date", *(("graduation_date",) if facts.graduation_date else ())}


def _korean_sentence(kind: str, facts: Facts) -> list[str]:
    at = f"{facts.major}에 " if facts.major else ""
    if kind == "enrolment_certificate":
        return [f"위 사람은 {facts.day(facts.admission_date)} 본교 {at}입학하여", "현재 재학하고 있음을 증명합니다."]
    if kind == "graduation_certificate":
        degree = f"{facts.degree} 학위를 취득하고 " if facts.degree else ""
        ended = f"{facts.day(facts.graduation_date)} " if facts.graduation_date else ""
        return [
            f"위 사람은 {facts.day(facts.admission_date)} 본교 {at}입학하여",
            f"{ended}{degree}졸업하였음을 증명합니다.",
        ]
    whole = (
        f"위 사람은 본교 {facts.major}의 전 과정을 이수하여" if facts.major else "위 사람은 본교의 전 과정을 이수하여"
    )
    return [
        whole,
        f"{facts.degree}의 자격을 갖추었으므로 이를 수여함" if facts.degree else "졸업하였으므로 이 증서를 수여합니다.",
    ]


def plain(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A diploma without any label."""
    if not facts.korean:
        _plain_english(pen, kind, facts, rng)
        return
    pen.left(
        70,
        90,
        facts.document_number if facts.document_number.startswith("제") else f"제 {facts.document_number} 호",
        12,
    )
    pen.centre(190, wording.title(kind, facts, rng), 34, bold=True)
    pen.centre(270, _spaced(facts.holder_name, rng), 20, x=430)
    pen.centre(300, f"{facts.birth_date.year}년 {facts.birth_date.month}월 {facts.birth_date.day}일생", 13, x=430)
    for row, text in enumerate(_korean_sentence("diploma", facts)):
        pen.centre(390 + 36 * row, text, 16)
    pen.centre(560, facts.day(facts.issue_date), 15)
    pen.centre(690, wording.head(facts, rng), 25, bold=True)
    pen.shown |= {"holder_name", "birth_date", "school", "issue_date", "document_number"}
    pen.shown |= {name for name in ("major", "degree") if getattr(facts, name) is not None}


def _plain_english(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    del kind
    pen.centre(130, facts.school, 26, bold=True)
    pen.centre(200, "Diploma", 18)
    pen.centre(250, "has conferred upon", 12)
    pen.centre(300, facts.holder_name, 24)
    pen.centre(345, "the degree of", 12)
    pen.centre(385, facts.degree or "", 20)
    pen.centre(420, f"in {facts.major}", 14)
    pen.centre(460, "with all the rights, honors and privileges thereunto appertaining.", 12)
    pen.centre(510, f"Given on {facts.day(facts.issue_date)}", 12)
    pen.centre(min(650, HEIGHT - 80), wording.head(facts, rng), 13)
    pen.shown |= {"holder_name", "school", "degree", "major", "issue_date"}


def _spaced(name: str, rng: random.Random) -> str:
    """Korean names often stand with spaces between their letters."""
    return "  ".join(name) if rng.random() < 0.5 else name
