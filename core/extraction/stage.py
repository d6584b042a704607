"""The extract stage: from words to fields with their evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from core.domain.control import Control
from core.domain.field import Extraction
from core.domain.page import Engine
from core.domain.record import Dossier
from core.domain.states import StageName
from core.errors import InputError
from core.extraction.candidates import Candidate
from core.extraction.choice import choose
from core.extraction.page_rules import page_candidates
from core.extraction.types import DocumentTypes

ENGINE: Final = Engine("holdpoint-rules", "1")


class ExtractionStage:
    """Fields by rules over words and layout; needs nothing but the reading.

    Args:
        types: what the rules know of documents.
    """

    def __init__(self, types: DocumentTypes) -> None:
        self._types = types

    @property
    def name(self) -> StageName:
        """The extract stage."""
        return StageName.EXTRACT

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        """Fill `dossier.extraction`. Pages that were not read give nothing; the approve stage holds for them.

        Raises:
            InputError: the dossier has no reading.
            Stopped: let through from `control.checkpoint()`.
        """
        if dossier.reading is None:
            raise InputError("The document has not been read yet; run the ocr stage first.", code="not_read")
        pages = dossier.reading.pages
        candidates: list[Candidate] = []
        for done, page in enumerate(pages):
            control.checkpoint()
            control.report(done, len(pages))
            candidates.extend(page_candidates(self._types, page))
        fields = choose(candidates, pages, self._types)
        control.report(len(pages), len(pages))
        return replace(dossier, extraction=Extraction(fields=fields, engine=ENGINE))
