"""The approve stage: runs the policy's checks in order; approved exactly when none of them asks anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from core.approval import (
    confidence,
    cross_checks,
    disclaimers,
    doubt_checks,
    field_checks,
    file_checks,
    letter_checks,
    letterheads,
    model_checks,
    name_checks,
    other_names,
    page_checks,
    school_checks,
    stand_ins,
    student_numbers,
    study_checks,
    transcripts,
    whole_pages,
)
from core.approval.evidence import Evidence
from core.approval.names import CheckName
from core.approval.policy import Policy
from core.approval.schools import SchoolList
from core.domain.control import Control
from core.domain.hold import CheckResult, HoldReason, Judgement, Outcome
from core.domain.page import Engine
from core.domain.ports import Clock
from core.domain.record import Dossier
from core.domain.states import StageName
from core.errors import EngineError, InputError

ENGINE: Final = "holdpoint-policy"
VERSION: Final = "3"

Check = Callable[[Evidence], tuple[HoldReason, ...]]

CHECKS: Final = MappingProxyType[CheckName, Check](
    {
        CheckName.FILE_TYPES: file_checks.file_types,
        CheckName.PAGES_READ: page_checks.pages_read,
        CheckName.PAGES_FLAGS: page_checks.pages_flags,
        CheckName.PAGES_WHOLE: whole_pages.pages_whole,
        CheckName.INSTRUCTION_TEXT: page_checks.instruction_text,
        CheckName.DISCLAIMERS: disclaimers.disclaimers,
        CheckName.IN_FORCE: disclaimers.in_force,
        CheckName.DUPLICATES: page_checks.duplicates,
        CheckName.MODEL_READ: model_checks.model_read,
        CheckName.CLAIM_USABLE: field_checks.claim_usable,
        CheckName.DOCUMENT_TYPE: field_checks.document_type,
        CheckName.REQUIRED_FIELDS: field_checks.required_fields,
        CheckName.GROUNDED: field_checks.grounded,
        CheckName.DOUBTS: doubt_checks.doubts,
        CheckName.FORMATS: field_checks.formats,
        CheckName.CONFIDENCE: confidence.confidence,
        CheckName.CLAIM_AGREES: field_checks.claim_agrees,
        CheckName.DATE_ORDER: cross_checks.date_order,
        CheckName.ISSUE_NOT_IN_FUTURE: cross_checks.issue_not_in_future,
        CheckName.AGE_AT_ADMISSION: cross_checks.age_at_admission,
        CheckName.STUDY_LENGTH: cross_checks.study_length,
        CheckName.NUMBER_YEAR: cross_checks.number_year,
        CheckName.DEGREE_PLAUSIBLE: study_checks.degree_plausible,
        CheckName.RESIDENT_NUMBER: study_checks.resident_number,
        CheckName.STAND_INS: stand_ins.stand_ins,
        CheckName.SCRIPTS: letter_checks.scripts,
        CheckName.KOREAN_LETTERS: letter_checks.korean_letters,
        CheckName.SHAPES: letter_checks.shapes,
        CheckName.SCHOOL_LISTED: school_checks.school_listed,
        CheckName.LETTERHEAD_AGREES: letterheads.letterhead_agrees,
        CheckName.NAMES_IN_TWO_SCRIPTS: name_checks.names_in_two_scripts,
        CheckName.NAMED_IN_TEXT: other_names.named_in_text,
        CheckName.TRANSCRIPT_SOUND: transcripts.transcript_sound,
        CheckName.STUDENT_NUMBER: student_numbers.student_number,
    }
)


class ApprovalStage:
    """Approves what the policy finds proven, and holds the rest with reasons. It never rejects.

    Args:
        policy: what must hold.
        clock: tells the day on which the record is judged.
        schools: the master list.
        find_policy: gives another policy by its hash, for runs that name one.
    """

    def __init__(
        self,
        policy: Policy,
        clock: Clock,
        schools: SchoolList | None = None,
        find_policy: Callable[[str], Policy] | None = None,
    ) -> None:
        self._policy = policy
        self._find_policy = find_policy
        self._schools = schools or SchoolList()
        self._clock = clock

    @property
    def name(self) -> StageName:
        """The approve stage."""
        return StageName.APPROVE

    def run(self, dossier: Dossier, control: Control) -> Dossier:
        """Fill `dossier.judgement`.

        Raises:
            InputError: the dossier was not read or its fields were not extracted.
            EngineError: the policy that the run names cannot be had.
            Stopped: let through from `control.checkpoint()`.
        """
        if dossier.reading is None or dossier.extraction is None:
            raise InputError(
                "The document has no fields yet; run the ocr and extract stages first.", code="not_extracted"
            )
        control.checkpoint()
        today = self._clock.now().date()
        policy = self._policy_of(dossier)
        evidence = Evidence(dossier, dossier.reading, dossier.extraction, policy, today, self._schools)
        judgement = judge(evidence)
        control.report(1, 1)
        return replace(dossier, judgement=judgement)

    def _policy_of(self, dossier: Dossier) -> Policy:
        wanted = dossier.settings.policy
        if wanted is None or wanted.sha256 == self._policy.ref.sha256:
            return self._policy
        if self._find_policy is None:
            raise EngineError(f"Policy {wanted.name} cannot be had here.", code="unknown_policy")
        return self._find_policy(wanted.sha256)


def engine_with(schools: SchoolList) -> Engine:
    """The engine's name and version; the version names the list of schools that it knows."""
    return Engine(ENGINE, f"{VERSION} schools {schools.version}" if schools.rows else VERSION)


def judge(evidence: Evidence) -> Judgement:
    """Run the checks that the policy lists. Pure: the same evidence gives the same judgement."""
    reasons: list[HoldReason] = []
    results: list[CheckResult] = []
    for name in evidence.policy.checks.wanted:
        found = CHECKS[name](evidence)
        reasons.extend(found)
        results.extend(CheckResult(name.value, item.field, passed=False) for item in found)
        if not found:
            results.append(CheckResult(name.value, None, passed=True))
    kept = tuple(dict.fromkeys(reasons))
    outcome = Outcome.HOLD if kept else Outcome.APPROVED
    return Judgement(outcome, kept, tuple(results), evidence.policy.ref, engine_with(evidence.schools))
