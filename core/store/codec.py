"""Sections of a dossier as canonical JSON, and back."""

from __future__ import annotations

import hashlib
import zlib
from typing import Final

from pydantic import TypeAdapter

from core.domain.claim import Claim
from core.domain.field import Extraction
from core.domain.hold import Judgement
from core.domain.page import Reading
from core.domain.work import Section
from core.errors import StoreError

_READING: Final = TypeAdapter(Reading)
_EXTRACTION: Final = TypeAdapter(Extraction)
_JUDGEMENT: Final = TypeAdapter(Judgement)
_CLAIM: Final = TypeAdapter(Claim)


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
            raw = _READING.dump_json(section)
        case Extraction():
            raw = _EXTRACTION.dump_json(section)
        case Judgement():
            raw = _JUDGEMENT.dump_json(section)
    return zlib.compress(raw, 1), hashlib.sha256(raw).hexdigest()


def unpack(kind: str, payload: bytes, sha256: str) -> Section:
    """The section again.

    Raises:
        StoreError: the bytes are not what was stored.
    """
    raw = zlib.decompress(payload)
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise StoreError("A stored result is damaged; run the stage again.", code="damaged_result")
    match kind:
        case "reading":
            return _READING.validate_json(raw)
        case "extraction":
            return _EXTRACTION.validate_json(raw)
        case _:
            return _JUDGEMENT.validate_json(raw)


def pack_claim(claim: Claim) -> str:
    """A claim as JSON text."""
    return _CLAIM.dump_json(claim).decode()


def unpack_claim(text: str) -> Claim:
    """The claim again."""
    return _CLAIM.validate_json(text)
