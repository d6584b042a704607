"""Layouts as other countries have them: testamurs, attestations, letters to whom it may concern, record cards."""

from __future__ import annotations

import random

from tests.documents import other_wording
from tests.documents.facts import Facts
from tests.documents.offices import terms
from tests.documents.pen import HEIGHT, Pen, width_of

LEFT, ROOM = 80.0, 435.0


def testamur(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A centred diploma: each part of the sentence in a line of its own."""
    del kind
    opening, conferring = rng.choice(
        (
            ("This is to certify that", "having fulfilled all requirements was admitted to the degree of"),
            ("Be it known that", "having satisfied the examiners has been awarded the degree of"),
            ("By authority of the Senate it is hereby certified that", "has been admitted to the degree of"),
            ("The Council of the University confers upon", "the degree of"),
        )
    )
    pen.centre(120, facts.school, 25, bold=True)
    for y, text, size in (
        (190, opening, 12.5),
        (240, facts.holder_name, 22),
        (285, conferring, 12.5),
        (330, facts.degree or "", 20),
        (362, f"in {facts.major}", 15),
        (
            405,
            rng.choice(
                (
                    "with Second Class Honours",
                    "with all rights and privileges thereunto appertaining",
                    "with Distinction",
                )
            ),
            12,
        ),
        (
            470,
            rng.choice(("Given on {}", "Dated {}", "Given under the common seal on {}")).format(
                facts.day(facts.issue_date)
            ),
            12,
        ),
    ):
        pen.centre(y, text, min(size, size * 480 / width_of(text or "x", size)))
    pen.left(90, 620, "Vice-Chancellor", 12)
    pen.right(505, 620, "Registrar", 12)
    if rng.random() < 0.6:
        pen.left(60, HEIGHT - 50, f"Certificate No. {facts.document_number}", 9)
        pen.shown.add("document_number")
    pen.shown |= {"holder_name", "degree", "major", "issue_date", "school"}


def concern(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A letter of the registry: letterhead, date and reference, running text, a name and an office at the end."""
    pen.left(LEFT, 75, facts.school, 15, bold=True)
    pen.left(LEFT, 92, "Student Registry, 4 College Road", 9.5)
    pen.left(LEFT, 135, f"Date: {facts.day(facts.issue_date)}", 11)
    pen.left(LEFT, 153, f"{rng.choice(('Our Ref.:', 'Reference No.:', 'Ref:'))} {facts.document_number}", 11)
    pen.left(LEFT, 195, other_wording.title(kind, facts, rng), 14, bold=True)
    pen.left(LEFT, 225, "To Whom It May Concern", 12)
    y = _paragraph(pen, 258, _text(kind, facts, rng))
    y = _paragraph(
        pen, y + 34, "This letter is issued at the request of the student for whatever purpose it may serve."
    )
    pen.left(LEFT, y + 45, rng.choice(("Yours faithfully,", "Sincerely,")), 12)
    pen.left(LEFT, y + 110, rng.choice(("Margaret Oduya", "P. J. Lindholm", "Dr. Helena Brandt")), 12)
    pen.left(LEFT, y + 128, rng.choice(("Academic Registrar", "Head of Student Records")), 11)
    pen.shown |= {
        "holder_name",
        "birth_date",
        "school",
        "issue_date",
        "document_number",
        "admission_date",
        "major",
        "degree",
    }
    pen.shown -= set() if facts.degree else {"degree"}
    pen.shown |= {"graduation_date"} if facts.graduation_date else set()


def _text(kind: str, facts: Facts, rng: random.Random) -> str:
    born = rng.choice(("(date of birth: {})", "born on {},", "(born {})")).format(facts.day(facts.birth_date))
    opening = rng.choice(("This is to confirm that", "I hereby certify that", "This letter confirms that"))
    began = facts.day(facts.admission_date)
    if kind == "enrolment_certificate":
        return rng.choice(
            (
                (
                    f"{opening} {facts.holder_name} {born} has been enrolled as a full-time student "
                    f"at {facts.school} since {began} and is currently studying in the Department of {facts.major}."
                ),
                (
                    f"{opening} {facts.holder_name} {born} was admitted to {facts.school} on {began} "
                    f"and is currently registered as a full-time student, majoring in {facts.major}."
                ),
            )
        )
    ended = facts.day(facts.graduation_date or facts.issue_date)
    return rng.choice(
        (
            (
                f"{opening} {facts.holder_name} {born} was admitted to {facts.school} on {began} "
                f"and graduated on {ended} with the degree of {facts.degree} in {facts.major}."
            ),
            (
                f"{opening} {facts.holder_name} {born} entered {facts.school} on {began}, completed all "
                f"requirements and was awarded the degree of {facts.degree} in {facts.major} on {ended}."
            ),
        )
    )


def card(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A record card: the school's name large, two columns of labels with colons, fillers between, terms below."""
    pen.left(50, 60, facts.school, 13, bold=True)
    pen.left(50, 78, "Office of the Registrar", 10)
    pen.right(545, 60, other_wording.title(kind, facts, rng), 12)
    pen.rule(50, 88, 545, 88)
    names = (
        "holder_name",
        "birth_date",
        "major",
        "degree",
        "admission_date",
        "graduation_date",
        "document_number",
        "issue_date",
    )
    pairs = [
        (other_wording.label(name, facts, rng), facts.day(value) if hasattr(value, "year") else value)
        for name in names
        if (value := getattr(facts, name)) is not None
    ]
    pen.shown |= {name for name in names if getattr(facts, name) is not None}
    pairs.insert(rng.randint(1, 3), ("Student ID", f"{rng.randint(10**6, 10**7 - 1)}"))
    pairs.insert(rng.randint(1, len(pairs)), ("Nationality", rng.choice(("Korean", "Irish", "Kenyan"))))
    half = (len(pairs) + 1) // 2
    for index, (text, value) in enumerate(pairs):
        column, row = divmod(index, half)
        whole = f"{text}: {value}"
        pen.left((50, 305)[column], 112 + 19 * row, whole, min(9.5, 9.5 * 240 / width_of(whole, 9.5)))
    top = 112 + 19 * half + 20
    top = terms(pen, facts, rng, top) if kind == "transcript" else top
    pen.left(50, top + 40, other_wording.statement(kind, facts, rng), 11)
    pen.left(50, top + 130, rng.choice((f"Registrar, {facts.school}", f"{facts.school} Registrar's Office")), 12)
    pen.shown.add("school")


def seoul(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """A Korean university's certificate in English: colons in a column, the president's name above the office."""
    pen.left(60, 65, f"No. {facts.document_number}", 10.5)
    pen.centre(130, other_wording.title(kind, facts, rng).upper(), 22, bold=True)
    size, top = 12.0, 195.0
    names = ("holder_name", "birth_date", "major", "degree", "admission_date", "graduation_date")
    for name in names:
        value = getattr(facts, name)
        if value is None:
            continue
        pen.left(95, top, other_wording.label(name, facts, rng), size)
        pen.left(255, top, f":  {facts.day(value) if hasattr(value, 'year') else value}", size)
        pen.shown.add(name)
        top += 29
    top = terms(pen, facts, rng, top + 5) if kind == "transcript" else top
    pen.centre(top + 40, other_wording.statement(kind, facts, rng), 11.5)
    pen.centre(top + 90, facts.day(facts.issue_date), 12.5)
    pen.centre(top + 150, rng.choice(("Kim, Han Byeol, Ph.D.", "Sunwoo Park, Ph.D.", "H. J. Lee")), 13)
    pen.centre(top + 170, "President", 12)
    pen.centre(top + 190, facts.school, 15, bold=True)
    pen.shown |= {"school", "issue_date", "document_number"}


def _paragraph(pen: Pen, y: float, text: str, size: float = 12.0) -> float:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > ROOM:
            pen.left(LEFT, y, line, size)
            line, y = word, y + 21
        else:
            line = longer
    pen.left(LEFT, y, line, size)
    return y
