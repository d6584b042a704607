"""What a stage run is given, as one hash: taken when it begins, and looked at again before its result is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from core.domain.claim import Claim
from core.domain.ids import RecordId
from core.domain.record import Attachment
from core.domain.states import StageName
from core.domain.work import Submission, UnitOfWork


def inputs_of(work: UnitOfWork, record: RecordId, submission: Submission, stage: StageName) -> str:
    """The hash of the files, of the results of the stages before, and, for a judgement, of what the applicant says."""
    files = work.records.attachments(submission)
    return hash_of(work, submission, stage, files, lambda: work.records.claim(record))


def hash_of(
    work: UnitOfWork,
    submission: Submission,
    stage: StageName,
    files: Sequence[Attachment],
    claim: Callable[[], Claim],
) -> str:
    """The same of files and a claim that are known already. claim: asked for a judgement alone."""
    digest = hashlib.sha256()
    for attachment in files:
        digest.update(f"{attachment.index}:{attachment.sha256}\n".encode())
    for earlier in (submission.ocr_run, submission.extract_run)[: list(StageName).index(stage)]:
        if earlier is not None:
            digest.update(f"{work.results.sha256(earlier)}\n".encode())
    if stage is StageName.APPROVE:
        told = claim()
        for name, value in (*told.values, *((("", told.problem),) if told.problem else ())):
            digest.update(f"{name}={value}\n".encode("utf-8", "backslashreplace"))
    return digest.hexdigest()
