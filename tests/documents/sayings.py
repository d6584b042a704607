"""Layouts that say things as registries and senates do: in one sentence, or line by line with nothing in between."""

from __future__ import annotations

import random

from tests.documents import other_wording
from tests.documents.facts import Facts, write_date
from tests.documents.pen import HEIGHT, Pen, width_of

LEFT, ROOM = 72.0, 450.0
_COLLEGES = ("공과대학", "인문대학", "자연과학대학", "사회과학대학", "예술대학", "사범대학")
_LABELS = (
    ("holder_name", "성명", "Name"),
    ("birth_date", "생년월일", "Date of Birth"),
    ("major", "학과", "Department"),
    ("degree", "학위", "Degree"),
    ("admission_date", "입학일", "Date of Admission"),
    ("graduation_date", "졸업일", "Date of Graduation"),
)


def trustees(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A diploma whose subject stands below its degree, well apart and without a word between them."""
    del kind
    pen.centre(115, facts.school, 27, bold=True)
    opening = rng.choice(("The Governors of this foundation have this day conferred upon", "hereby confers on"))
    pen.centre(185, opening, 12)
    pen.centre(240, facts.holder_name, 23)
    pen.centre(290, "the degree of", 12)
    pen.centre(340, facts.degree or "", 20)
    pen.centre(340 + rng.uniform(62, 72), facts.major or "", 14)
    pen.centre(455, "together with every right, privilege and honour that belongs to it.", 12)
    given = rng.choice(("Granted", "Given under the seal of the foundation", "Conferred"))
    unclear = facts.dates == "two_figures"
    day = facts.day(facts.issue_date) if unclear else write_date(facts.issue_date, "en_day_of").removeprefix("the ")
    pen.centre(500, f"{given} {'on' if unclear else 'this'} {day}", 12)
    pen.centre(640, "Chairman of the Governors", 11)
    pen.shown |= {"holder_name", "school", "degree", "major", "issue_date"}


def conferred(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A Korean diploma: the whole course of a department, in a sentence without any date."""
    pen.left(70, 95, _number(facts), 12)
    pen.centre(190, other_wording.title(kind, facts, rng), 34, bold=True)
    pen.centre(275, "   ".join(facts.holder_name), 20)
    pen.centre(308, f"{facts.birth_date.year}년 {facts.birth_date.month}월 {facts.birth_date.day}일생", 13)
    college = rng.choice((*_COLLEGES, ""))
    text = f"위 사람은 본교 {college} {facts.major} 소정의 전 과정을 마치고"
    ending = rng.choice(("얻었으므로 이를 인정함", "취득하였기에 이 증서를 수여함", "갖추었으므로 이에 이를 인정함"))
    pen.centre(395, " ".join(text.split()), 15)
    pen.centre(430, f"{facts.degree}의 자격을 {ending}", 15)
    pen.centre(560, facts.day(facts.issue_date), 15)
    pen.centre(680, other_wording.head(facts, rng), 23, bold=True)
    pen.shown |= {"holder_name", "birth_date", "school", "major", "degree", "issue_date", "document_number"}


def running(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Everything in one sentence whose lines end wherever there is no more room."""
    pen.left(LEFT, 90, _number(facts) if facts.korean else f"Certificate No. {facts.document_number}", 11)
    pen.centre(180, other_wording.title(kind, facts, rng), 28, bold=True)
    if facts.korean:
        pen.left(320, 250, f"성 명  {facts.holder_name}", 14)
        pen.left(320, 280, f"{facts.birth_date.year}년 {facts.birth_date.month}월 {facts.birth_date.day}일생", 13)
    text = _korean_sentence(facts, rng) if facts.korean else _english_sentence(facts, rng)
    bottom = _paragraph(pen, 345, text, rng.choice((13.5, 14.5, 15.5)) if facts.korean else 12.5)
    pen.centre(bottom + 110, facts.day(facts.issue_date), 14)
    pen.centre(min(bottom + 220, HEIGHT - 70), other_wording.head(facts, rng), 20, bold=True)
    pen.shown |= {"holder_name", "birth_date", "school", "major", "degree", "issue_date", "document_number"}
    pen.shown |= {"admission_date", "graduation_date"}


def _korean_sentence(facts: Facts, rng: random.Random) -> str:
    at = f"{rng.choice(_COLLEGES)} {facts.major}에"
    began, ended = facts.day(facts.admission_date), facts.day(facts.graduation_date or facts.issue_date)
    degree = rng.choice((f"{facts.degree} 학위를 취득하였음을", f"{facts.degree}의 학위를 받았음을"))
    return rng.choice(
        (
            f"위 사람은 {began} 본 대학교 {at} 입학하여 {ended} 소정의 전 과정을 마치고 졸업하여 {degree} 증명함",
            f"위 사람은 본교 {at} {began} 입학, {ended} 소정의 전 과정을 마치고 졸업하여 {degree} 증명합니다.",
        )
    )


def _english_sentence(facts: Facts, rng: random.Random) -> str:
    began, ended = facts.day(facts.admission_date), facts.day(facts.graduation_date or facts.issue_date)
    who = f"This is to certify that {facts.holder_name}, born on {facts.day(facts.birth_date)},"
    return rng.choice(
        (
            (
                f"{who} entered this university on {began}, met every requirement for the degree of {facts.degree} "
                f"with a major in {facts.major} and graduated on {ended}."
            ),
            (
                f"{who} studied at {facts.school} from {began} to {ended}, majored in {facts.major} and was awarded "
                f"the degree of {facts.degree} on {ended}."
            ),
        )
    )


def slashed(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Rows with their label in both languages, a stroke between them and a colon behind."""
    pen.left(60, 75, f"증명번호 / Certificate No. : {facts.document_number}", 10)
    pen.centre(140, other_wording.title(kind, facts, rng), 26, bold=True)
    top, size = 215.0, rng.choice((11.0, 12.0, 13.0))
    for name, korean, english in _LABELS:
        if (value := getattr(facts, name)) is not None:
            text = value if isinstance(value, str) else facts.day(value)
            pen.left(75, top, f"{korean} / {english} : {text}", size)
            pen.shown.add(name)
            top += 33
    pen.centre(top + 60, other_wording.statement(kind, facts, rng), 12.5)
    pen.centre(top + 130, facts.day(facts.issue_date), 13.5)
    pen.centre(min(top + 240, HEIGHT - 70), other_wording.head(facts, rng), 21, bold=True)
    pen.shown |= {"school", "issue_date", "document_number"}


def _number(facts: Facts) -> str:
    return facts.document_number if facts.document_number.startswith("제") else f"제 {facts.document_number} 호"


def _paragraph(pen: Pen, y: float, text: str, size: float) -> float:
    """Words set in lines of a fixed length; returns the last baseline."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > ROOM:
            pen.left(LEFT, y, line, size)
            line, y = word, y + 2.4 * size
        else:
            line = longer
    pen.left(LEFT, y, line, size)
    return y
