"""A dossier that the policy approves, to be spoilt in one place at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from core.approval.evidence import Evidence
from core.approval.policy import Policy
from core.approval.schools import SchoolList
from core.domain.field import Extraction, Field, FieldName, Source
from core.domain.hold import HoldReason, ReasonCode
from core.domain.page import Box, Engine, Page, Word
from core.domain.record import Dossier
from tests.kit.pages import dossier_of, page_of, reading_of

PAGE = page_of("졸업증명서", "성명 : 홍길동")
TODAY = date(2026, 1, 5)
VALUES = {
    "document_type": "graduation_certificate",
    "holder_name": "홍길동",
    "birth_date": "1999-05-03",
    "school": "동해대학교",
    "major": "통계학과",
    "degree": "이학사",
    "admission_date": "2018-03-02",
    "graduation_date": "2022-02-20",
    "issue_date": "2022-03-05",
    "document_number": "제 2022-12345 호",
}


def field_of(name: str, value: str, **changes: object) -> Field:
    box = Box(0.1, 0.1, 0.9, 0.9)
    word = Word(value, box, 1.0, 0)
    made = Field(FieldName(name), value, value, 0, 1, box, (word,), 1.0, (Source.RULE,), grounded=True)
    return replace(made, **changes)


def with_words(field: Field, *words: tuple[str, float]) -> Field:
    """The field as read from those words, each with its confidence."""
    read = tuple(Word(text, field.box, share, 0) for text, share in words)
    return replace(field, words=read, confidence=min(share for _, share in words))


def evidence_of(
    policy: Policy,
    claim: dict[str, str] | None = None,
    *,
    page: Page | None = None,
    dossier: Dossier | None = None,
    schools: SchoolList | None = None,
    **values: str | Field | None,
) -> Evidence:
    """Good evidence with some values (None: missing) or whole fields replaced."""
    reading = reading_of(page or page_of("졸업증명서", "성명 : 홍길동"))
    wanted = {**VALUES, **values}
    fields = tuple(
        item if isinstance(item, Field) else field_of(name, item) for name, item in wanted.items() if item is not None
    )
    given = dossier or dossier_of(reading, claim)
    return Evidence(
        given, given.reading or reading, Extraction(fields, Engine("hand", "1")), policy, TODAY, schools or SchoolList()
    )


def codes(reasons: Iterable[HoldReason]) -> list[ReasonCode]:
    """What is asked."""
    return [reason.code for reason in reasons]


def rules(reasons: Iterable[HoldReason]) -> list[str]:
    """Which rules are broken."""
    return [dict(reason.params)["rule"] for reason in reasons]
