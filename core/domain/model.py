"""What the extract stage may ask of a language model, and what comes back: candidate values, never a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.domain.control import Control
from core.domain.field import FieldName
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.page import Engine


@dataclass(frozen=True, slots=True)
class PageText:
    """What a person can read on one page.

    lines: untrusted text from top to bottom. picture: the page as shown, for models that can see; None if there is
    none.
    """

    attachment: int
    number: int
    lines: tuple[str, ...]
    picture: BlobHash | None = None


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """One document for the model. It carries nothing that decides: no policy, no threshold, no claim.

    wanted: the fields asked for. kinds: ids of the document types, the only values of `document_type`.
    """

    record: RecordId
    run: RunId
    pages: tuple[PageText, ...]
    wanted: tuple[FieldName, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelValue:
    """A value that the model claims to have read: untrusted until it is found on a page."""

    field: FieldName
    value: str


class ModelTrouble(StrEnum):
    """Why there is no answer. `spent`: the day's calls or budget are used up."""

    UNAVAILABLE = "model_unavailable"
    UNUSABLE = "model_unusable"
    SPENT = "model_spent"


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """The model's values, at most one a field; none if there was `trouble`. engine: model and version of the prompt."""

    values: tuple[ModelValue, ...]
    engine: Engine
    trouble: ModelTrouble | None = None


class FieldModel(Protocol):
    """A reader of fields that may lie, be absent or cost money."""

    def read(self, request: ModelRequest, control: Control) -> ModelAnswer:
        """Ask for the fields; may take a minute and asks `control.checkpoint()` meanwhile.

        Raises:
            EngineError: no answer now (code `model_unavailable`); a later try may get one.
            EngineMissingError: the key, the model's name or the address is wrong; the text says what to change.
            Stopped: let through from `control.checkpoint()`.
        """
