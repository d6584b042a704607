"""Korean diplomas in which two offices speak: who recognises the studies, and who confers the degree."""

from __future__ import annotations

import random

from tests.documents.facts import Facts
from tests.documents.other_wording import title
from tests.documents.pen import Pen


def honours(pen: Pen, kind: str, facts: Facts, rng: random.Random) -> None:
    """Name and birth at the right, the sentence in the middle, one head for the college and one for the university."""
    pen.left(75, 95, f"학위번호 : {facts.document_number}", 11)
    pen.centre(180, title(kind, facts, rng), 33, bold=True)
    pen.right(520, 250, f"성 명   {facts.holder_name}", 16)
    pen.right(520, 276, f"생년월일   {facts.day(facts.birth_date)}", 12.5)
    if facts.major is None:
        lines = ["위 사람은 본교의 3개년 전 과정을 수료하였으므로", "이 졸업증서를 수여함"]
    else:
        lines = rng.choice(
            (
                [
                    f"위 사람은 본 대학교 {facts.major}에서",
                    f"{facts.degree} 학위과정의 전 과정을 이수하고",
                    "소정의 시험에 합격하였으므로 이를 인정함",
                ],
                [
                    f"위 사람은 {facts.school} {facts.major}에서",
                    "소정의 전 과정을 이수하여",
                    f"{facts.degree}의 자격을 얻었으므로 이를 인정함",
                ],
            )
        )
    for row, text in enumerate(lines):
        pen.centre(350 + 34 * row, text, 16)
    y = 350 + 34 * len(lines) + 40
    if facts.major is not None:
        pen.centre(y, f"위의 인정에 의하여 {facts.degree}의 학위를 수여함", 15)
        pen.shown |= {"major", "degree"}
    pen.centre(y + 60, facts.day(facts.issue_date), 15)
    office = "장" if facts.school.endswith("고등학교") else " 총장"
    title_of_head = rng.choice(("교육학박사 ", "", "이학박사 "))
    name = rng.choice(("남 궁 솔", "한 아 름", "표석진"))
    pen.centre(y + 130, f"{facts.school}{office} {title_of_head}{name}", 19, bold=True)
    pen.shown |= {"holder_name", "birth_date", "school", "issue_date", "document_number"}
