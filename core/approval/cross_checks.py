"""Checks between fields: dates in their order, a plausible life, a number that fits its year."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import combinations
from typing import Final

from core.approval.evidence import Evidence, failed
from core.domain.field import FieldName
from core.domain.hold import HoldReason, field_label

_ORDER: Final = (FieldName.BIRTH_DATE, FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE, FieldName.ISSUE_DATE)
_MAY_MEET: Final = (FieldName.GRADUATION_DATE, FieldName.ISSUE_DATE)
_YEAR: Final = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d{2})(?=[-/.])")
_CODE: Final = re.compile(r"\d{4}(?:-\d{4}){2,}")
"""A code to look a document up by; its groups of four figures are no years."""
_BACHELOR: Final = re.compile("(?<!전문)학사|(?i:bachelor)")
_DAYS: Final = 365.2425


def date_order(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Birth, admission, graduation, issue: each before the next; a document may be issued on the day of graduation."""
    reasons = []
    for earlier, later in combinations(_ORDER, 2):
        first, second = evidence.day(earlier), evidence.day(later)
        if first is None or second is None:
            continue
        if first > second or (first == second and (earlier, later) != _MAY_MEET):
            reasons.append(
                failed(
                    f"{later.value}_before_{earlier.value}",
                    later,
                    f"{field_label(later)} ({second}) is not after {field_label(earlier).lower()} ({first})",
                    f"{field_label(later, 'ko')}({second})이 {field_label(earlier, 'ko')}({first}) 이후가 아닙니다",
                )
            )
    return tuple(reasons)


def issue_not_in_future(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Nothing the document says has happened lies ahead."""
    last = evidence.today + timedelta(days=evidence.policy.dates.future_days)
    reasons = []
    for name in (FieldName.ISSUE_DATE, FieldName.GRADUATION_DATE, FieldName.ADMISSION_DATE, FieldName.BIRTH_DATE):
        day = evidence.day(name)
        if day and day > last:
            reasons.append(
                failed(
                    f"{name.value}_in_future",
                    name,
                    f"{field_label(name)} ({day}) lies in the future",
                    f"{field_label(name, 'ko')}({day})이 미래입니다",
                )
            )
    issued = evidence.day(FieldName.ISSUE_DATE)
    if issued and issued.year < evidence.policy.dates.oldest_issue:
        reasons.append(
            failed(
                "issue_too_old",
                FieldName.ISSUE_DATE,
                f"Issue date ({issued}) is too long ago",
                f"발급일({issued})이 너무 오래되었습니다",
            )
        )
    return tuple(reasons)


def age_at_admission(evidence: Evidence) -> tuple[HoldReason, ...]:
    """The holder was neither too young nor too old when admitted (or, if that is not told, when graduating)."""
    born = evidence.day(FieldName.BIRTH_DATE)
    began = evidence.day(FieldName.ADMISSION_DATE) or evidence.day(FieldName.GRADUATION_DATE)
    rules = evidence.policy.dates
    if born is None:
        return ()
    if born.year < rules.earliest_birth:
        text = (f"Date of birth ({born}) is too long ago", f"생년월일({born})이 너무 오래되었습니다")
        return (failed("birth_too_early", FieldName.BIRTH_DATE, *text),)
    if began is None or began <= born:
        return ()
    age = int((began - born).days / _DAYS)
    if rules.youngest_admission <= age <= rules.oldest_admission:
        return ()
    text = (f"The holder would have been {age} years old when admitted", f"입학 당시 나이가 {age}세로 계산됩니다")
    return (failed("age_at_admission", FieldName.BIRTH_DATE, *text),)


def study_length(evidence: Evidence) -> tuple[HoldReason, ...]:
    """From admission to graduation took a plausible time."""
    began, ended = evidence.day(FieldName.ADMISSION_DATE), evidence.day(FieldName.GRADUATION_DATE)
    if began is None or ended is None or ended <= began:
        return ()
    degree = evidence.field(FieldName.DEGREE)
    if degree and _BACHELOR.search(degree.value) and (ended - began).days < evidence.policy.dates.shortest_bachelor:
        days = (ended - began).days
        short = (
            f"A bachelor's degree {days} days after the admission",
            f"입학에서 학사 학위까지 {days}일밖에 걸리지 않은 것으로 되어 있습니다",
        )
        return (failed("study_length", FieldName.GRADUATION_DATE, *short),)
    years = int((ended - began).days / _DAYS)
    if years <= evidence.policy.dates.longest_study:
        return ()
    text = (
        f"{years} years lie between admission and graduation",
        f"입학에서 졸업까지 {years}년이 걸린 것으로 되어 있습니다",
    )
    return (failed("study_length", FieldName.GRADUATION_DATE, *text),)


def number_year(evidence: Evidence) -> tuple[HoldReason, ...]:
    """A year in the document's number is the year of issue or of graduation."""
    number = evidence.field(FieldName.DOCUMENT_NUMBER)
    found = _YEAR.search(number.value) if number and not _CODE.fullmatch(number.value) else None
    days = [day for name in (FieldName.ISSUE_DATE, FieldName.GRADUATION_DATE) if (day := evidence.day(name))]
    if found is None or not days or int(found.group(1)) in {day.year for day in days}:
        return ()
    text = (
        f"The document number's year ({found.group(1)}) is not the year of issue or graduation",
        f"문서번호의 연도({found.group(1)})가 발급 연도나 졸업 연도와 다릅니다",
    )
    return (failed("number_year", FieldName.DOCUMENT_NUMBER, *text),)
