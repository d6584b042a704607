"""What a degree and a resident registration number say of the rest: age, length of study, kind of school, birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from core.approval.evidence import Evidence, failed
from core.domain.field import FieldName
from core.domain.hold import HoldReason, field_label

_DAYS: Final = 365.2425
_RESIDENT: Final = re.compile(r"(?<![\d-])(\d{2})(\d{2})(\d{2}) ?[-–] ?([1-8])(?=\d{6}(?!\d)|[*●○xX]{2,})")
_CENTURY: Final = {"1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000, "8": 2000}


def degree_plausible(evidence: Evidence) -> tuple[HoldReason, ...]:
    """A degree is given by a school that gives any, to somebody old enough, after enough time."""
    degree = evidence.field(FieldName.DEGREE)
    if degree is None or not evidence.policy.degrees.degree.search(degree.value):
        return ()
    return (*_of_the_school(evidence), *_of_the_dates(evidence))


def _of_the_school(evidence: Evidence) -> Iterator[HoldReason]:
    school = evidence.field(FieldName.SCHOOL)
    if school and evidence.policy.degrees.no_university.search(school.value):
        yield failed(
            "degree_of_school",
            FieldName.DEGREE,
            f"{school.value} is a school that gives no degrees",
            f"{school.value}은(는) 학위를 수여하지 않는 학교입니다",
        )


def _of_the_dates(evidence: Evidence) -> Iterator[HoldReason]:
    rules = evidence.policy.degrees
    born, began, ended = (
        evidence.day(name) for name in (FieldName.BIRTH_DATE, FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE)
    )
    if born and began and born < began and _years(born, began) < rules.youngest_admission:
        years = int(_years(born, began))
        yield failed(
            "age_for_degree",
            FieldName.BIRTH_DATE,
            f"The holder would have begun the studies for a degree {years} years old",
            f"{years}세에 학위 과정에 입학한 것으로 계산됩니다",
        )
    if began and ended and began < ended and _years(began, ended) < rules.shortest_study:
        days = (ended - began).days
        yield failed(
            "study_too_short",
            FieldName.GRADUATION_DATE,
            f"A degree {days} days after admission",
            f"입학 {days}일 만에 학위를 받은 것으로 되어 있습니다",
        )


def _years(one: date, other: date) -> float:
    return (other - one).days / _DAYS


def resident_number(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Every resident registration number on a page begins with the holder's day of birth."""
    born = evidence.day(FieldName.BIRTH_DATE)
    if born is None:
        return ()
    text = "\n".join(" ".join(word.text for word in page.words) for page in evidence.reading.pages)
    told = {(_CENTURY[hit[4]] + int(hit[1]), int(hit[2]), int(hit[3])) for hit in _RESIDENT.finditer(text)}
    if told <= {(born.year, born.month, born.day)}:
        return ()
    label, korean = field_label(FieldName.BIRTH_DATE), field_label(FieldName.BIRTH_DATE, "ko")
    return (
        failed(
            "resident_number",
            FieldName.BIRTH_DATE,
            f"{label} ({born}) is not that of the resident registration number",
            f"{korean}({born})이 주민등록번호와 다릅니다",
        ),
    )
