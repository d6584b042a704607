"""Barcodes and QR codes as another reader: what they say beside what is printed. Nothing in them is ever opened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from rapidfuzz.distance import Levenshtein

from core.domain.field import Field, FieldName, Said, Source
from core.domain.normal import clean, comparison_key, same_value
from core.domain.page import Code, Page
from core.extraction.second_reader import DISAGREE
from core.extraction.types import DocumentTypes, LabelKind, compact

_LONGEST: Final = 2000
_MOST_PAIRS: Final = 40
_NEAR: Final = 2
"""A code's text that is this near to the printed number, and as long, means the same number: one of both is wrong."""
_LEAST: Final = 5
_PAIR: Final = re.compile(r"\s*([^:=\n;|]{1,40}?)\s*[:=]\s*([^\n;|]{1,200}?)\s*(?:[\n;|]|$)")
_SPLIT: Final = re.compile(r"[\s,;|/?&=#]+")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a code says: values that it names, and everything in it that may be a number."""

    named: tuple[tuple[FieldName, str], ...]
    pieces: tuple[str, ...]


def with_codes(fields: Sequence[Field], pages: Iterable[Page], types: DocumentTypes) -> tuple[Field, ...]:
    """The fields with the codes' say: one more source where they agree, both readings and a doubt where they differ.

    A code alone gives no value: what is not printed cannot be looked at.
    """
    told = [_told(code, types) for page in pages for code in page.codes]
    return tuple(_beside(field, told) for field in fields) if told else tuple(fields)


def _told(code: Code, types: DocumentTypes) -> _Told:
    text = _lines(code.text[:_LONGEST])
    named = _from_json(text) or ([] if "://" in text else _PAIR.findall(text))
    values = [(field, value) for key, value in named[:_MOST_PAIRS] if (field := _field_of(key, types))]
    address = urlsplit(text) if "://" in text and not text.count("\n") else None
    queried = [value for _, value in parse_qsl(address.query)] if address else []
    parts = [part for part in _SPLIT.split(unquote(address.path) if address else text) if part]
    return _Told(tuple(values), tuple(dict.fromkeys((text, *queried, *(value for _, value in named), *parts))))


def _lines(text: str) -> str:
    """Without invisible characters, lines kept."""
    return "\n".join(clean(line) for line in text.splitlines())


def _from_json(text: str) -> list[tuple[str, str]]:
    if not text.startswith("{"):
        return []
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [(key, str(value)) for key, value in told.items() if isinstance(value, str | int)]


def _field_of(key: str, types: DocumentTypes) -> FieldName | None:
    label = types.labels.get(compact(key.replace("_", " ").replace("-", " ")).rstrip("."))
    return label.fields[0] if label and label.kind is LabelKind.FIELD else None


def _beside(field: Field, told: Iterable[_Told]) -> Field:
    others: list[str] = []
    agrees = False
    for item in told:
        said = [value for name, value in item.named if name is field.name]
        if not said and field.name is FieldName.DOCUMENT_NUMBER:
            said = list(_numbers(field, item.pieces))
        agrees = agrees or any(_is_same(field, value) for value in said)
        others += [value for value in said if not _is_same(field, value)]
    if others:
        return _differing(field, tuple(dict.fromkeys(others)))
    return replace(field, sources=(*field.sources, Source.BARCODE)) if agrees else field


def _is_same(field: Field, value: str) -> bool:
    if field.name is FieldName.DOCUMENT_NUMBER:
        return _bare(field.value) == _bare(value)
    return same_value(field.name, field.value, value)


def _numbers(field: Field, pieces: Iterable[str]) -> Iterator[str]:
    """Pieces of a code that are the printed number, or so near to it that they must be."""
    key = _bare(field.value)
    for piece in pieces:
        other = _bare(piece)
        if other == key:
            yield field.value
        elif len(other) == len(key) >= _LEAST and Levenshtein.distance(key, other, score_cutoff=_NEAR) <= _NEAR:
            yield piece


def _bare(number: str) -> str:
    """Letters and digits alone, without 제 and 호."""
    letters = "".join(letter for letter in comparison_key(FieldName.DOCUMENT_NUMBER, number) if letter.isalnum())
    return letters.removeprefix("제").removesuffix("호")


def _differing(field: Field, said: tuple[str, ...]) -> Field:
    before = field.readings or tuple(Said(source, field.value) for source in field.sources)
    return replace(
        field,
        doubts=(*field.doubts, DISAGREE),
        others=tuple(dict.fromkeys((*field.others, *said))),
        readings=(*before, *(Said(Source.BARCODE, value) for value in said)),
    )
