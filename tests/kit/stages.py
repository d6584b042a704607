"""The fixed engine: stages that need no document library and answer what they are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.bootstrap import Application
from core.bootstrap_stages import LaneStages
from core.domain.control import Control
from core.domain.field import Extraction, Field, FieldName, Source
from core.domain.hold import HoldReason, Judgement, Outcome, PolicyRef, ReasonCode
from core.domain.page import AttachmentReading, Engine, Page, PageStatus, Reading, TextSource
from core.domain.record import Dossier
from core.domain.states import StageName

ENGINE = Engine("fixed", "1")
REASON = HoldReason(ReasonCode.MISSING_FIELD, StageName.APPROVE, FieldName.SCHOOL)


def a_field(name: FieldName, value: str) -> Field:
    return Field(name, value, value, 0, 1, None, (), 0.9, (Source.RULE,), grounded=True)


@dataclass
class FixedOcr:
    """One page an attachment. `before` is called first and may raise or wait."""

    before: Callable[[Dossier, Control], None] = lambda dossier, control: None
    width: int = 100
    name: StageName = StageName.OCR
    ran: list[Dossier] = field(default_factory=list)

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        self.ran.append(dossier)
        self.before(dossier, control)
        pages = tuple(
            Page(item.index, 1, PageStatus.READ, TextSource.RECOGNISED, self.width, 100) for item in dossier.attachments
        )
        control.report(len(pages), len(pages))
        counts = tuple(AttachmentReading(item.index, 1, 1, 0) for item in dossier.attachments)
        return replace(dossier, reading=Reading(pages, counts, ENGINE))


@dataclass
class FixedExtract:
    holder: str = "홍길동"
    before: Callable[[Dossier, Control], None] = lambda dossier, control: None
    name: StageName = StageName.EXTRACT
    ran: list[Dossier] = field(default_factory=list)

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        self.ran.append(dossier)
        self.before(dossier, control)
        assert dossier.reading is not None
        fields = (a_field(FieldName.DOCUMENT_TYPE, "diploma"), a_field(FieldName.HOLDER_NAME, self.holder))
        return replace(dossier, extraction=Extraction(fields, ENGINE))


@dataclass
class FixedApprove:
    reasons: tuple[HoldReason, ...] = ()
    before: Callable[[Dossier, Control], None] = lambda dossier, control: None
    name: StageName = StageName.APPROVE
    ran: list[Dossier] = field(default_factory=list)

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        self.ran.append(dossier)
        self.before(dossier, control)
        assert dossier.extraction is not None
        outcome = Outcome.HOLD if self.reasons else Outcome.APPROVED
        policy = PolicyRef("test", "1", "0" * 64)
        return replace(dossier, judgement=Judgement(outcome, self.reasons, (), policy, ENGINE))


@dataclass
class FixedStages:
    """One set of stages, shared by all lanes of a test."""

    ocr: FixedOcr = field(default_factory=FixedOcr)
    extract: FixedExtract = field(default_factory=FixedExtract)
    approve: FixedApprove = field(default_factory=FixedApprove)

    def __call__(self, app: Application) -> LaneStages:
        stages = {StageName.OCR: self.ocr, StageName.EXTRACT: self.extract, StageName.APPROVE: self.approve}
        return LaneStages(stages, lambda: None)
