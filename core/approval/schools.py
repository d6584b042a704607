"""The master list of schools: names and other names, from the product's file and from one of the user's own."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final, Self

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from core.domain.field import FieldName
from core.domain.normal import clean, comparison_key, is_one_part_off
from core.errors import UsageError

COLUMNS: Final = ("name", "aliases", "code")
_SHORTEST: Final = 4
_LONGEST: Final = 200
_MOST_ROWS: Final = 100_000
_MOST_BYTES: Final = 10_000_000
_HASH_SHOWN: Final = 12


class Standing(StrEnum):
    """How a school's name stands to the list."""

    LISTED = "listed"
    NEAR = "near"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SchoolMatch:
    """What the list says of a name. `name` is the listed school's; empty if it is unknown."""

    standing: Standing
    name: str = ""


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """One school. `aliases` are other names of it; `code` is the user's own, unused by the checks."""

    name: str
    aliases: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class SchoolList:
    """Schools by their names in comparable form. Immutable; may be shared."""

    rows: tuple[SchoolRow, ...] = ()
    version: str = field(init=False, compare=False)
    """The beginning of the SHA-256 of the list's content, to be kept with what was judged by it."""
    _names: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _by_length: Mapping[int, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {_key(name): row.name for row in self.rows for name in (row.name, *row.aliases)}
        lengths: dict[int, list[str]] = {}
        for key in names:
            lengths.setdefault(len(key), []).append(key)
        text = "\n".join(sorted(f"{row.name}\t{'; '.join(row.aliases)}" for row in self.rows))
        object.__setattr__(self, "version", hashlib.sha256(text.encode()).hexdigest()[:_HASH_SHOWN])
        object.__setattr__(self, "_names", MappingProxyType(names))
        object.__setattr__(self, "_by_length", MappingProxyType({at: tuple(keys) for at, keys in lengths.items()}))

    @classmethod
    def load(cls, *paths: Path) -> Self:
        """The schools of those files together; later ones go before earlier ones of the same name.

        Raises:
            UsageError: a file cannot be read or is not valid; the text names file and line.
        """
        rows = {row.name: row for path in paths for row in read_rows(path)}
        return cls(tuple(rows.values()))

    def find(self, value: str) -> SchoolMatch:
        """Look a name up. It is near if one misread letter may be all that sets it apart from a listed one."""
        key = _key(value)
        if key in self._names:
            return SchoolMatch(Standing.LISTED, self._names[key])
        near = next(self._near(key), None)
        return SchoolMatch(Standing.NEAR, self._names[near]) if near else SchoolMatch(Standing.UNKNOWN)

    def is_apart(self, value: str) -> bool:
        """True if no other listed name is as near as one misread letter."""
        return next(self._near(_key(value)), None) is None

    def _near(self, key: str) -> Iterator[str]:
        if len(key) < _SHORTEST:
            return
        for length in range(len(key) - 1, len(key) + 2):
            known = self._by_length.get(length, ())
            for found, *_ in process.extract_iter(key, known, scorer=Levenshtein.distance, score_cutoff=1):
                if found != key and is_one_misread_letter(key, found):
                    yield found


def read_rows(path: Path) -> tuple[SchoolRow, ...]:
    """The schools of a CSV file with the columns name, aliases (apart by semicolons) and code.

    Raises:
        UsageError: it cannot be read or is not valid; the text names file and line.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path} is larger than {_MOST_BYTES // 1_000_000} MB.", code="bad_schools")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_rows(path, csv.DictReader(file, strict=True)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path} cannot be read: {error}", code="bad_schools") from error


def write_rows(path: Path, rows: Iterable[SchoolRow]) -> None:
    """Write such a file; whoever reads meanwhile sees the old one or the new one."""
    beside = path.with_name(path.name + ".new")
    beside.touch(mode=0o600)
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((row.name, "; ".join(row.aliases), row.code) for row in rows)
    beside.replace(path)


def _rows(path: Path, reader: csv.DictReader[str]) -> Iterator[SchoolRow]:
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if "name" not in (reader.fieldnames or ()) or unknown:
        raise UsageError(f"{path}: line 1: the columns must be {', '.join(COLUMNS)}.", code="bad_schools")
    for number, row in enumerate(reader, start=1):
        if number > _MOST_ROWS:
            raise UsageError(f"{path}: more than {_MOST_ROWS} schools.", code="bad_schools")
        name = clean(row["name"] or "")
        aliases = tuple(text for part in (row.get("aliases") or "").split(";") if (text := clean(part)))
        wrong = None in row or not name or any(len(text) > _LONGEST or not _key(text) for text in (name, *aliases))
        if wrong:
            raise UsageError(
                f"{path}: line {reader.line_num}: it wants a name of at most {_LONGEST} letters and no more columns.",
                code="bad_schools",
            )
        yield SchoolRow(name, aliases, clean(row.get("code") or ""))


def is_one_misread_letter(one: str, other: str) -> bool:
    """True if a recogniser may take one text for the other by one letter.

    A letter lost or added; a Latin letter or digit for another; a Hangul syllable for one that shares all but one of
    its parts (표 and 교), not for any other (동해대학교 and 동의대학교 are two schools).
    """
    if Levenshtein.distance(one, other, score_cutoff=1) != 1:
        return False
    if len(one) != len(other):
        return True
    return is_one_part_off(one, other)


def _key(text: str) -> str:
    return comparison_key(FieldName.SCHOOL, text).replace("'", "").replace("-", "")
