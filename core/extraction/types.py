"""Document types, labels, sentences and shapes, loaded from the files in `resources/document_types`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from core.domain.field import DATE_FIELDS, FieldName
from core.domain.normal import clean
from core.domain.worded_dates import ENGLISH, KOREAN
from core.errors import EngineMissingError

MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_LETTER: Final = "Letter"
_DATE: Final = (
    rf"(?:(?:the )?(?:\d{{1,2}}|\bo[1-9]|\b[\dilszoab|]{{1,2}}(?=st|nd|rd|th))(?: ?(?:st|nd|rd|th))?(?: day)?(?: of)?"
    rf"[ -](?:{MONTHS})\.?,?[ -]\d{{4}}"
    rf"|(?:{MONTHS})\.? \d{{1,2}}(?: ?(?:st|nd|rd|th))? ?,? ?\d{{4}}"
    r"|\d{4} ?[-./] ?\d{1,2} ?[-./] ?\d{1,2}|\d{1,2} ?[-./] ?\d{1,2} ?[-./] ?\d{4}"
    rf"|{ENGLISH})"
)


_File = TypeVar("_File", bound=BaseModel)


class LabelKind(StrEnum):
    """What a label announces."""

    FIELD = "field"
    PERIOD = "period"
    PART = "part"
    SHARED = "shared"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Label:
    """A label in compact form and the fields its value may be."""

    text: str
    kind: LabelKind
    fields: tuple[FieldName, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One kind of document: titles and signs in compact form, statements as expressions over compact text."""

    id: str
    titles: frozenset[str]
    statements: tuple[re.Pattern[str], ...]
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A running sentence; its named groups are field names. weak: what it says counts where nothing else is said."""

    pattern: re.Pattern[str]
    compact: bool
    weak: bool = False


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Type(_Strict):
    id: str
    titles: list[str]
    papers: list[str] = []
    deeds: list[str] = []
    statements: list[str]
    signs: list[str]


class _Titles(_Strict):
    titles: list[str]


class _Phrases(_Strict):
    phrases: list[str]


class _Names(_Strict):
    labels: list[str]


class _Courses(_Strict):
    headings: list[str]
    closings: list[str]


class _Shapes(_Strict):
    school: str
    major: str
    part: str
    degree: str


class _Words(_Strict):
    sure: list[str]
    latin: list[str]


class _Heads(_Strict):
    ko: str
    en: str


class _Pattern(_Strict):
    pattern: str
    weak: bool = False


class _TypesFile(_Strict):
    type: list[_Type]
    closing: _Phrases
    others: _Titles


class _LabelsFile(_Strict):
    fields: dict[FieldName, list[str]]
    periods: _Names
    name_parts: _Names
    weaker: _Names
    shared: dict[str, list[FieldName]]
    others: _Names
    courses: _Courses


class _ShapesFile(_Strict):
    shapes: _Shapes
    words: _Words
    heads: _Heads


class _SentencesFile(_Strict):
    ko: list[_Pattern]
    en: list[_Pattern]
    values: dict[str, dict[FieldName, str]]


def compact(text: str) -> str:
    """Lower case without spaces, letter for letter (so that places in both texts agree)."""
    return lower("".join(clean(text).split()))


def lower(text: str) -> str:
    """Lower case that never changes the number of letters."""
    whole = text.lower()
    if len(whole) == len(text):  # no letter gets shorter, so none got longer
        return whole
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


@dataclass(frozen=True, slots=True)
class DocumentTypes:
    """All that the rules know of documents. Load it once; it is immutable and may be shared."""

    types: tuple[DocumentType, ...]
    other_titles: frozenset[str]
    closing: re.Pattern[str]
    labels: Mapping[str, Label]
    weaker: frozenset[str]
    """Labels whose values count only where no other place gives one."""
    headings: frozenset[str]
    closings: frozenset[str]
    sentences: tuple[Sentence, ...]
    school: re.Pattern[str]
    major: re.Pattern[str]
    part: re.Pattern[str]
    degree: re.Pattern[str]
    degree_at_end: re.Pattern[str]
    head_ko: re.Pattern[str]
    head_en: re.Pattern[str]
    words: tuple[str, ...]
    """Korean words of schools, majors and degrees, the longest first."""
    latin_words: tuple[str, ...]
    """English words of majors and degrees, in small letters."""

    @classmethod
    def load(cls, path: Path) -> DocumentTypes:
        """Load the four files of that folder.

        Raises:
            EngineMissingError: a file is missing or not valid; the text names file and key.
        """
        types = _read(path / "types.toml", _TypesFile)
        labels = _read(path / "labels.toml", _LabelsFile)
        shapes = _read(path / "shapes.toml", _ShapesFile)
        sentences = _read(path / "sentences.toml", _SentencesFile)
        try:
            return cls(
                types=tuple(_type(entry) for entry in types.type),
                other_titles=_all_compact(types.others.titles),
                closing=re.compile("|".join(types.closing.phrases)),
                labels=_labels(labels),
                weaker=frozenset(text.rstrip(".") for text in _all_compact(labels.weaker.labels)),
                headings=_all_compact(labels.courses.headings),
                closings=_all_compact(labels.courses.closings),
                sentences=tuple(_sentences(sentences)),
                school=re.compile(shapes.shapes.school),
                major=re.compile(shapes.shapes.major),
                part=re.compile(shapes.shapes.part),
                degree=re.compile(shapes.shapes.degree),
                degree_at_end=re.compile(f"(?:{shapes.shapes.degree})$"),
                head_ko=re.compile(shapes.heads.ko),
                head_en=re.compile(shapes.heads.en),
                words=tuple(sorted(shapes.words.sure, key=len, reverse=True)),
                latin_words=tuple(sorted({lower(word) for word in shapes.words.latin})),
            )
        except re.error as error:
            raise EngineMissingError(f"{path}: a pattern is not valid: {error}", code="bad_document_types") from error

    def of_id(self, type_id: str) -> DocumentType | None:
        """The type of that id, or None."""
        return next((entry for entry in self.types if entry.id == type_id), None)


def _read(path: Path, shape: type[_File]) -> _File:
    try:
        return shape.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise EngineMissingError(f"{path} cannot be read: {error}", code="bad_document_types") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise EngineMissingError(f"{path}: {key}: {first['msg']}", code="bad_document_types") from error


def _all_compact(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(compact(text) for text in texts)


def _type(entry: _Type) -> DocumentType:
    statements = tuple(re.compile(text) for text in entry.statements)
    titles = _all_compact([*entry.titles, *_english_titles(entry)])
    return DocumentType(entry.id, titles, statements, _all_compact(entry.signs))


def _english_titles(entry: _Type) -> Iterator[str]:
    """What such a paper may be called: Confirmation of Degree, Degree Confirmation, Degree Confirmation Letter."""
    for paper, deed in product(entry.papers, entry.deeds):
        yield from (f"{paper} of {deed}", f"{deed} {paper}")
        if paper != _LETTER:
            yield from (f"{deed} {paper} {_LETTER}", f"{_LETTER} of {paper} of {deed}")


def _labels(file: _LabelsFile) -> Mapping[str, Label]:
    """By compact text without a final stop; what stands for a field goes before what only ends another value."""
    made: dict[str, Label] = {}
    entries = [
        *((text, LabelKind.OTHER, ()) for text in file.others.labels),
        *(
            (text, LabelKind.PERIOD, (FieldName.ADMISSION_DATE, FieldName.GRADUATION_DATE))
            for text in file.periods.labels
        ),
        *((text, LabelKind.PART, (FieldName.HOLDER_NAME,)) for text in file.name_parts.labels),
        *((text, LabelKind.SHARED, tuple(fields)) for text, fields in file.shared.items()),
        *((text, LabelKind.FIELD, (field,)) for field, texts in file.fields.items() for text in texts),
    ]
    for text, kind, fields in entries:
        key = compact(text).rstrip(".")
        made[key] = Label(key, kind, fields)
    return MappingProxyType(made)


def _sentences(file: _SentencesFile) -> Iterable[Sentence]:
    """A line may end anywhere between the words of a sentence, and in a date, but not on purpose within a value."""
    date = _loose(_DATE)
    for language, entries in (("ko", file.ko), ("en", file.en)):
        values = file.values[language]
        for entry in entries:
            text = _loose(entry.pattern)
            for field, value in values.items():
                said = f"{value}|{KOREAN}" if language == "ko" and field in DATE_FIELDS else value
                text = text.replace("{" + field + "}", f"(?P<{field}>{said.replace('DATE', date)})")
            flags = re.NOFLAG if language == "ko" else re.IGNORECASE
            yield Sentence(re.compile(text, flags), language == "ko", entry.weak)


def _loose(pattern: str) -> str:
    return pattern.replace(" ", r"\s")
