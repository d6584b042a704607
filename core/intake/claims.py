"""What a `record.json` says: `{"claim": {"holder_name": "...", ...}, "due": "2026-12-01"}`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from core.domain.claim import Claim
from core.domain.deadline import read_moment
from core.domain.field import FieldName
from core.domain.normal import is_text
from core.errors import InputError
from core.intake.files import open_regular
from core.intake.plan import printable

MAX_BYTES: Final = 64 * 1024
_MAX_VALUE: Final = 500
_MOST_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A claim, and by when the record is to be decided."""

    claim: Claim
    due: datetime | None = None


def read_record_file(path: Path) -> RecordFile:
    """Read the file; what is wrong with it becomes the claim's `problem`, which holds the record."""
    try:
        with open_regular(path) as file:
            raw = file.read(MAX_BYTES + 1)
    except InputError:
        return _problem(path, " is no regular file")
    except OSError as error:
        return _problem(path, f" cannot be read ({error.strerror})")
    if len(raw) > MAX_BYTES:
        return _problem(path, f" is larger than {MAX_BYTES // 1024} kB")
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        return _problem(path, f": {error if isinstance(error, _DoubleKeyError) else 'it is not valid JSON'}")
    return _record_file(data, path)


def _problem(path: Path, text: str) -> RecordFile:
    return RecordFile(Claim(problem=printable(f"{path.name}{text}")))


def _record_file(data: object, path: Path) -> RecordFile:
    name = printable(path.name)
    claim, said = _claim(data, name), data.get("due") if isinstance(data, dict) else None
    if said is None or said == "":
        return RecordFile(claim)
    due = read_moment(said) if isinstance(said, str) else None
    if due is None:
        text = ': "due" must be a day or a time, as 2026-12-01 or 2026-12-01T17:00+09:00'
        return RecordFile(Claim(claim.values, claim.problem or f"{name}{text}"))
    return RecordFile(claim, due)


class _DoubleKeyError(ValueError):
    """The same key twice: whichever was meant, the other is lost."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _DoubleKeyError(f'"{_shown(key)}" stands twice')
        found[key] = value
    return found


def _shown(key: str) -> str:
    """A name that a person wrote, as far as it can be told."""
    return printable(key[:_MOST_SHOWN])


def _claim(data: object, name: str) -> Claim:
    claim = data.get("claim") if isinstance(data, dict) else None
    if claim is None and isinstance(data, dict):
        return Claim()  # a record.json without a claim says nothing about the values
    if not isinstance(claim, dict):
        return Claim(problem=f'{name}: "claim" must be an object of field names and texts')
    values: list[tuple[FieldName, str]] = []
    for key, value in claim.items():
        if value is None or value == "":
            continue
        if key not in set(FieldName):
            return Claim(problem=f'{name}: "{_shown(key)}" is no field; fields are {", ".join(FieldName)}')
        if not isinstance(value, str) or len(value) > _MAX_VALUE or not is_text(value):
            return Claim(problem=f'{name}: "{key}" must be a text of at most {_MAX_VALUE} characters')
        values.append((FieldName(key), value))
    return Claim(tuple(values))
