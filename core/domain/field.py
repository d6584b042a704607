"""Fields and the evidence they carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.page import Box, Engine, Word


class FieldName(StrEnum):
    """The fields of a credential document."""

    DOCUMENT_TYPE = "document_type"
    HOLDER_NAME = "holder_name"
    BIRTH_DATE = "birth_date"
    SCHOOL = "school"
    MAJOR = "major"
    DEGREE = "degree"
    ADMISSION_DATE = "admission_date"
    GRADUATION_DATE = "graduation_date"
    ISSUE_DATE = "issue_date"
    DOCUMENT_NUMBER = "document_number"


DATE_FIELDS = frozenset(
    {FieldName.BIRTH_DATE, FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE, FieldName.ISSUE_DATE}
)


class Source(StrEnum):
    """Who says a value. `reader`: the rules too, over the words of another recogniser."""

    RULE = "rule"
    READER = "reader"
    MODEL = "model"
    BARCODE = "barcode"
    CLAIM = "claim"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Said:
    """What one reader says."""

    source: Source
    value: str


@dataclass(frozen=True, slots=True)
class Field:
    """A value with its evidence.

    value: normalised (ISO date, single spaces, NFC). raw: as it stands on the page.
    attachment, page (1-based), box, words: where it was read; None / empty if it was not found on a page.
    confidence: lowest recogniser confidence among its words, 0..1.
    grounded: the value was found on the page at its box, by comparison of normalised text.
    doubts: codes of what made the reader doubt this value, e.g. `ambiguous_date`, `several_values`.
    others: different values that other places of the record give for this field.
    places: how many places of the record give this value.
    readings: what each reader says, if readers differ; empty if they agree or there is only one.
    """

    name: FieldName
    value: str
    raw: str
    attachment: int | None
    page: int | None
    box: Box | None
    words: tuple[Word, ...]
    confidence: float
    sources: tuple[Source, ...]
    grounded: bool
    doubts: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    places: int = 1
    readings: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader has to say that stands at no value: a code, and the field it concerns (None: the record)."""

    code: str
    field: FieldName | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """The `extract` stage's result. A field that was not found is absent."""

    fields: tuple[Field, ...]
    engine: Engine
    remarks: tuple[Remark, ...] = ()

    def get(self, name: FieldName) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name is name), None)

    @property
    def document_type(self) -> str | None:
        """The document type's id, or None if it is not known."""
        found = self.get(FieldName.DOCUMENT_TYPE)
        return found.value if found else None
