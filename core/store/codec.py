"""Sections of a dossier as canonical JSON, and back."""

from __future__ import annotations

import hashlib
import zlib
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from core.domain.claim import Claim
from core.domain.decision import Ground
from core.domain.field import Extraction
from core.domain.hold import Judgement
from core.domain.page import Reading
from core.domain.run_settings import AS_SET, RunSettings
from core.domain.work import Section
from core.errors import DamagedResultError

Kind = TypeVar("Kind")


@cache
def _adapter(kind: type[Kind]) -> TypeAdapter[Kind]:
    """Made at the first need: an empty store is opened without any."""
    return TypeAdapter(kind)


def kind_of(section: Section) -> str:
    """The word under which this kind of section is stored."""
    match section:
        case Reading():
            return "reading"
        case Extraction():
            return "extraction"
        case Judgement():
            return "judgement"


def pack(section: Section) -> tuple[bytes, str]:
    """Compressed JSON of a section, and the SHA-256 of the JSON.

    Dataclasses keep the order of their fields, so the same section always gives the same bytes.
    """
    match section:
        case Reading():
            raw = _adapter(Reading).dump_json(section)
        case Extraction():
            raw = _adapter(Extraction).dump_json(section)
        case Judgement():
            raw = _adapter(Judgement).dump_json(section)
    return zlib.compress(raw, 1), hashlib.sha256(raw).hexdigest()


def unpack(kind: str, payload: bytes, sha256: str) -> Section:
    """The section again.

    Raises:
        DamagedResultError: the bytes are not what was stored.
    """
    try:
        raw = zlib.decompress(payload)
        if hashlib.sha256(raw).hexdigest() == sha256:
            return _section(kind, raw)
    except (zlib.error, ValidationError):
        pass  # told without what the bytes may quote
    raise DamagedResultError("A stored result is damaged; run the stage again.")


def _section(kind: str, raw: bytes) -> Section:
    section: Section
    match kind:
        case "reading":
            section = _adapter(Reading).validate_json(raw)
        case "extraction":
            section = _adapter(Extraction).validate_json(raw)
        case _:
            section = _adapter(Judgement).validate_json(raw)
    return section


def pack_claim(claim: Claim) -> str:
    """A claim as JSON text."""
    return _adapter(Claim).dump_json(claim).decode()


def unpack_claim(text: str) -> Claim:
    """The claim again."""
    claim: Claim = _adapter(Claim).validate_json(text)
    return claim


def pack_grounds(grounds: tuple[Ground, ...]) -> str:
    """Where corrections were taken from, as JSON text."""
    return _adapter(tuple[Ground, ...]).dump_json(grounds).decode() if grounds else "[]"


def unpack_grounds(text: str) -> tuple[Ground, ...]:
    """The places again."""
    return _adapter(tuple[Ground, ...]).validate_json(text) if text != "[]" else ()


def pack_settings(settings: RunSettings) -> str:
    """A run's own settings as JSON text; empty if there are none."""
    return "" if settings == AS_SET else _adapter(RunSettings).dump_json(settings, exclude_none=True).decode()


def unpack_settings(text: str) -> RunSettings:
    """The settings again."""
    return _adapter(RunSettings).validate_json(text) if text else AS_SET
