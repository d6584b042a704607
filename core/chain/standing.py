"""What a person decided stands until a person decides again: a later reading of the record is a question, no answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from core.domain.decision import Decision, Verdict
from core.domain.field import Extraction, FieldName
from core.domain.hold import HoldReason, ReasonCode
from core.domain.human import Dispute, disputes
from core.domain.states import StageName
from core.domain.work import Submission, UnitOfWork

_NOTHING: Final = "–"
_CODES: Final = {Verdict.APPROVE: ReasonCode.APPROVED_BEFORE, Verdict.REJECT: ReasonCode.REJECTED_BEFORE}


def question_of(work: UnitOfWork, submission: Submission) -> tuple[HoldReason, ...]:
    """What to ask of a version that was made after a person's decision; nothing if nobody decided before.

    Whether the decision shall stand, and each field that a person stands for and the machine reads otherwise now.
    """
    if submission.version == 1 or not (decisions := work.decisions.of(submission.record)):
        return ()
    last = decisions[-1]
    has_new_files = submission.files_of > last.version
    whole = _question(last, ReasonCode.HANDED_IN_AGAIN if has_new_files else _CODES[last.verdict])
    read = work.results.extraction(submission.extract_run) if submission.extract_run else None
    return (whole, *(_differs(one) for one in disputes(work.decisions.human(submission.record), read)))


def _differs(dispute: Dispute) -> HoldReason:
    human = dispute.human
    blanks = (
        ("actor", human.actor),
        ("date", _date(human.at)),
        ("person", human.value or _NOTHING),
        ("now", dispute.now or _NOTHING),
    )
    return HoldReason(ReasonCode.PERSON_DIFFERS, StageName.APPROVE, human.field, blanks)


def _question(decision: Decision, code: ReasonCode) -> HoldReason:
    return HoldReason(code, StageName.APPROVE, None, (("actor", decision.actor), ("date", _date(decision.at))))


def _date(at: datetime) -> str:
    return at.astimezone(UTC).date().isoformat()


def summary_of(work: UnitOfWork, submission: Submission, read: Extraction) -> dict[FieldName, str]:
    """Values for lists: as read, but for those that a person stands for."""
    values = {field.name: field.value for field in read.fields}
    if submission.version > 1:
        values |= {one.field: one.value for one in work.decisions.human(submission.record)}
    return values
