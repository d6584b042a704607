"""The extract stage: from words to fields with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.control import Control
from core.domain.field import DATE_FIELDS, Extraction, Field, Remark
from core.domain.model import FieldModel, ModelTrouble
from core.domain.page import Engine, Page
from core.domain.record import Dossier
from core.domain.states import StageName
from core.errors import EngineError, InputError
from core.extraction.candidates import Candidate
from core.extraction.choice import choose
from core.extraction.codes import with_codes
from core.extraction.page_rules import findings
from core.extraction.second_reader import merged, request_for
from core.extraction.second_words import with_other_readers
from core.extraction.strays import STRAY
from core.extraction.types import DocumentTypes
from core.extraction.unknown_pages import remarks_on

_LONGEST: Final = 64
"""What the store keeps of an engine's name and version."""

ENGINE: Final = Engine("holdpoint-rules", "2")


class ExtractionStage:
    """Fields by rules over words and layout; needs nothing but the reading.

    Args:
        types: what the rules know of documents.
        model: a second reader; None for rules alone.
        asks_model: whether it is asked where a run says nothing of its own.
    """

    def __init__(self, types: DocumentTypes, model: FieldModel | None = None, *, asks_model: bool = True) -> None:
        self._types = types
        self._model = model
        self._asks_model = asks_model

    @property
    def name(self) -> StageName:
        """The extract stage."""
        return StageName.EXTRACT

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        """Fill `dossier.extraction`. Pages that were not read give nothing; the approve stage holds for them.

        Raises:
            InputError: the dossier has no reading.
            EngineError: the model gave no answer, and may give one at a later try.
            Stopped: let through from `control.checkpoint()`.
        """
        if dossier.reading is None:
            raise InputError("The document has not been read yet; run the ocr stage first.", code="not_read")
        pages = dossier.reading.pages
        candidates: list[Candidate] = []
        strays = False
        for done, page in enumerate(pages):
            control.checkpoint()
            control.report(done, len(pages))
            found = findings(self._types, page)
            candidates.extend(found.candidates)
            strays = strays or found.strays
        fields = with_codes(choose(candidates, pages, self._types), pages, self._types)
        fields = with_other_readers(fields, pages, self._fields)
        stray = (Remark(STRAY),) if strays and _lacks_a_date(fields) else ()
        extraction = Extraction(fields, ENGINE, (*stray, *remarks_on(self._types, pages, candidates)))
        if self._model is not None and self._is_asked(dossier.settings.model):
            extraction = self._with_model(self._model, dossier, extraction, pages, control)
        control.report(len(pages), len(pages))
        return replace(dossier, extraction=extraction)

    def _is_asked(self, by_run: bool | None) -> bool:
        return self._asks_model if by_run is None else by_run

    def _fields(self, pages: Sequence[Page]) -> tuple[Field, ...]:
        """What the rules find on these pages."""
        found = [candidate for page in pages for candidate in findings(self._types, page).candidates]
        return with_codes(choose(found, pages, self._types), pages, self._types)

    def _with_model(
        self, model: FieldModel, dossier: Dossier, rules: Extraction, pages: Sequence[Page], control: Control
    ) -> Extraction:
        """The rules' fields with the model's say. At the last try rules alone go on, and say so."""
        try:
            answer = model.read(request_for(dossier, pages, self._types), control)
        except EngineError as error:
            if not (error.retryable and dossier.is_last_try):
                raise
            return replace(rules, remarks=(*rules.remarks, Remark(ModelTrouble.UNAVAILABLE)))
        if answer.trouble is not None:
            return replace(rules, remarks=(*rules.remarks, Remark(answer.trouble)))
        both = merged(rules.fields, answer.values, pages, self._types)
        return Extraction(both.fields, _both_engines(answer.engine), (*rules.remarks, *both.remarks))


def _lacks_a_date(fields: Sequence[Field]) -> bool:
    return not {field.name for field in fields} >= DATE_FIELDS


def _both_engines(model: Engine) -> Engine:
    name, version = f"{ENGINE.name} + {model.name}", f"{ENGINE.version} + {model.version}"
    return Engine(name[:_LONGEST], version[:_LONGEST])
