"""Replaces what identifies a person or an account beyond the fields we need, before text leaves the machine."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.domain.egress import Masked, MaskKind

MARK: Final = "█"
"""Stands for one hidden letter or digit. A value that holds it was never read."""

_FEWEST_DIGITS: Final = 7
_BANK_DIGITS: Final = range(10, 17)
_LIKE: Final = r"[\dOoIlSB]"  # recognisers take these letters for digits and the other way round
# Every repeat is bounded: a document must not be able to keep us busy.
_FORMS: Final = (
    (MaskKind.EMAIL, re.compile(r"[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{1,63}){1,8}")),
    (
        MaskKind.RESIDENT_NUMBER,
        re.compile(rf"(?<!\w){_LIKE}(?:\s?{_LIKE}){{5}}\s?[-–—~]\s?{_LIKE}(?:\s?(?:{_LIKE}|[*●xX])){{6}}(?!\w)"),
    ),
    (
        MaskKind.PHONE,
        re.compile(r"(?<![\d-])(?:\+?82[-\s.)]{0,2}0?|\(?0)(?:2|\d{2})[-\s.)]{1,2}\d{3,4}[-\s.]\d{4}(?![\d-])"),
    ),
    (MaskKind.PHONE, re.compile(r"(?<!\d)01[016-9]\d{7,8}(?!\d)")),
    (MaskKind.PHONE, re.compile(r"\+\d{1,3}(?:[\s.-]?\(?\d{1,4}\)?){2,5}(?!\d)")),
    (MaskKind.PHONE, re.compile(r"\(\d{3}\)\s?\d{3}[-.\s]\d{4}(?!\d)")),
    (MaskKind.BANK_NUMBER, re.compile(r"(?<![\d-])\d{4}(?:[ -]\d{4}){3}(?![\d-])")),
    (MaskKind.BANK_NUMBER, re.compile(r"(?<![\d-])\d{2,6}(?:-\d{2,8}){2,3}(?![\d-])")),
    (MaskKind.BANK_NUMBER, re.compile(r"(?<![\d-])\d{11,16}(?![\d-])")),
)
_DATE: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class MaskedText:
    """Lines as they may leave, and what was replaced in them."""

    lines: tuple[str, ...]
    masked: tuple[Masked, ...]


def mask(lines: Iterable[str]) -> MaskedText:
    """Replace resident registration, phone and bank numbers and e-mail addresses by marks of the same length.

    Dates and short document numbers stay. What stands in a picture is not touched: see `core.language_model.prompt`.
    """
    counts: Counter[MaskKind] = Counter()
    done: list[str] = []
    for line in lines:
        text = line
        for kind, form in _FORMS:
            text = form.sub(lambda found, kind=kind: _hidden(kind, found.group(), counts), text)  # type: ignore[misc]
        done.append(text)
    return MaskedText(tuple(done), tuple(Masked(kind, counts[kind]) for kind in MaskKind if counts[kind]))


def _hidden(kind: MaskKind, text: str, counts: Counter[MaskKind]) -> str:
    digits = sum(letter.isdigit() for letter in text)
    if kind is not MaskKind.EMAIL and digits < _FEWEST_DIGITS:
        return text
    if kind is MaskKind.BANK_NUMBER and (digits not in _BANK_DIGITS or _DATE.search(text)):
        return text
    counts[kind] += 1
    return "".join(MARK if letter.isalnum() else letter for letter in text)
