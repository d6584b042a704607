"""What the checks look at, gathered once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from core.approval.policy import Policy, TypeRules
from core.approval.schools import SchoolList
from core.domain.field import Extraction, Field, FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.normal import same_value
from core.domain.page import Reading, TextSource
from core.domain.record import Dossier
from core.domain.states import StageName


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record's reading and fields, the policy, the day on which they are judged, and the schools known."""

    dossier: Dossier
    reading: Reading
    extraction: Extraction
    policy: Policy
    today: date
    schools: SchoolList = dataclasses.field(default_factory=SchoolList)

    @property
    def rules(self) -> TypeRules | None:
        """The policy's rules for this kind of document; None if the kind is not known to it."""
        return self.policy.of_type(self.extraction.document_type)

    def field(self, name: FieldName) -> Field | None:
        """The field of that name, or None."""
        return self.extraction.get(name)

    def day(self, name: FieldName) -> date | None:
        """That field as a day; None if it is missing or no valid date."""
        field = self.field(name)
        try:
            return date.fromisoformat(field.value) if field else None
        except ValueError:
            return None

    def is_confirmed(self, field: Field) -> bool:
        """True if the claim says the same; of a degree also with its field of study: Bachelor of Science in Nursing."""
        claimed = self.dossier.claim.get(field.name)
        if claimed is None or same_value(field.name, field.value, claimed):
            return claimed is not None
        major = self.field(FieldName.MAJOR) if field.name is FieldName.DEGREE else None
        return major is not None and same_value(field.name, f"{field.value} in {major.value}", claimed)

    def is_recognised(self, field: Field) -> bool:
        """True unless the value stands in a page's text layer, where no letter can be misread.

        Such a page may hold pictures too, whose words were recognised: they are never wholly sure.
        """
        place = (field.attachment, field.page)
        layers = {(page.attachment, page.number) for page in self.reading.pages if page.source is TextSource.TEXT_LAYER}
        return place not in layers or any(word.confidence < 1.0 for word in field.words)

    def attachment_name(self, index: int) -> str:
        """The attachment's name as given; untrusted text."""
        return next((item.name for item in self.dossier.attachments if item.index == index), str(index + 1))


def reason(code: ReasonCode, field: FieldName | None = None, **params: object) -> HoldReason:
    """A hold reason of the approve stage; values become texts."""
    return HoldReason(code, StageName.APPROVE, field, tuple((name, str(value)) for name, value in params.items()))


def failed(rule: str, field: FieldName | None, english: str, korean: str) -> HoldReason:
    """A rule of the policy that the record breaks, in words."""
    return reason(ReasonCode.RULE_FAILED, field, rule=rule, detail_en=english, detail_ko=korean)
