"""The language model beside the rules: what it is given, and what its values are worth.

It cannot take a doubt away. A value of its own counts only where it is found on a page, and then it is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.domain.field import Field, FieldName, Remark, Said, Source
from core.domain.model import ModelRequest, ModelValue, PageText
from core.domain.normal import clean, same_value
from core.domain.page import Page, PageStatus
from core.domain.record import Dossier
from core.extraction.layout import SEGMENT_GAP, Line, lay_out
from core.extraction.places import found_on
from core.extraction.types import DocumentTypes

DISAGREE: Final = "sources_disagree"
ONLY: Final = "model_only"
UNGROUNDED: Final = "model_ungrounded"
_COLUMN: Final = "   "


@dataclass(frozen=True, slots=True)
class Merged:
    """The rules' fields with the model's say, and what stands at no value."""

    fields: tuple[Field, ...]
    remarks: tuple[Remark, ...]


def request_for(dossier: Dossier, pages: Sequence[Page], types: DocumentTypes) -> ModelRequest:
    """What the model is asked: the readable pages as text, every field; nothing of the claim or the policy."""
    texts = tuple(_page_text(page) for page in pages if page.status is PageStatus.READ and page.words)
    kinds = tuple(kind.id for kind in types.types)
    return ModelRequest(dossier.record, dossier.run, texts, tuple(FieldName), kinds)


def merged(
    fields: Sequence[Field], values: Sequence[ModelValue], pages: Sequence[Page], types: DocumentTypes
) -> Merged:
    """Put the model's values beside the rules'.

    Where both say the same, both are named. Where they differ, the rules' value stays and both are shown. Where the
    rules found nothing, a value that stands on a page is kept as the model's alone. Anything else is dropped and said.
    """
    by_rules = {field.name: field for field in fields}
    by_model = {item.field: item.value for item in values}
    kept: list[Field] = []
    remarks: list[Remark] = []
    for name in FieldName:
        field, said = by_rules.get(name), by_model.get(name)
        if said is not None:
            field = _both(field, name, said, pages, types)
            if field is None:
                remarks.append(Remark(UNGROUNDED, name))
        if field is not None:
            kept.append(field)
    return Merged(tuple(kept), tuple(remarks))


def _both(field: Field | None, name: FieldName, said: str, pages: Sequence[Page], types: DocumentTypes) -> Field | None:
    if field is not None and same_value(name, field.value, said):
        return replace(field, sources=(*field.sources, Source.MODEL))
    found = found_on(name, said, Source.MODEL, pages, types)
    if field is None:
        return replace(found, doubts=(ONLY,)) if found else None
    if found is None:
        return replace(field, doubts=(*field.doubts, UNGROUNDED))
    before = field.readings or tuple(Said(source, field.value) for source in field.sources)
    return replace(
        field,
        doubts=(*field.doubts, DISAGREE),
        others=tuple(dict.fromkeys((*field.others, found.value))),
        readings=(*before, Said(Source.MODEL, found.value)),
    )


def _page_text(page: Page) -> PageText:
    lines = tuple(_text(line) for line in lay_out(page).lines)
    return PageText(page.attachment, page.number, lines, page.picture)


def _text(line: Line) -> str:
    """The line's words, columns apart."""
    first: dict[int, int] = {}
    for at, word in enumerate(line.owner):
        first.setdefault(word, at)
    parts: list[str] = []
    for word, placed in enumerate(line.words):
        wide = word in first and line.before[first[word]] >= SEGMENT_GAP
        parts.append((_COLUMN if wide else " ") + clean(placed.word.text))
    return "".join(parts).strip()
