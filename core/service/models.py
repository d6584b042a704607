"""What goes over the wire, as the OpenAPI document describes it."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, RootModel

from core.domain.decision import DecisionReason, RejectKind, Verdict
from core.domain.field import FieldName
from core.domain.states import JobStatus, ProcessStatus, StageName, StageStatus
from core.history_objects import HistoryObject


class AnswerModel(BaseModel):
    """What is answered never changes."""

    model_config = ConfigDict(frozen=True)


class ErrorModel(AnswerModel):
    """What went wrong with the record."""

    code: str
    text: str


class FieldModel(AnswerModel):
    """One field; box in fractions of the page, origin top left."""

    value: str
    page: int | None
    box: list[float] | None
    confidence: float
    grounded: bool
    sources: list[str]


class ReasonModel(AnswerModel):
    """One open question."""

    code: str
    stage: StageName
    field: FieldName | None
    text: str


class StageModel(AnswerModel):
    """One stage run."""

    stage: StageName
    attempt: int
    status: StageStatus
    queued_at: str
    started_at: str | None
    finished_at: str | None
    seconds: float | None
    error: ErrorModel | None
    own_settings: dict[str, str]
    paused: bool
    outdated: bool
    inputs: str | None
    result: str | None


class AttachmentModel(AnswerModel):
    """One attachment; pages are null before the first reading."""

    name: str
    sha256: str | None
    pages: int | None
    pages_read: int | None


class RecordModel(AnswerModel):
    """One record with everything that a client may know. `revision` counts every change of this version."""

    record: int
    version: int
    revision: int
    job_status: JobStatus
    process_status: ProcessStatus
    reference: str | None
    source: str
    process_error: ErrorModel | None
    document_type: str | None
    fields: dict[str, FieldModel]
    hold_reasons: list[ReasonModel]
    escalated: bool = False
    postponed_until: datetime | None = None
    due: datetime | None = None
    stages: list[StageModel]
    attachments: list[AttachmentModel]
    created_at: datetime
    changed_at: datetime


class RecordLine(AnswerModel):
    """One record of a list."""

    record: int
    version: int
    revision: int
    job_status: JobStatus
    process_status: ProcessStatus
    stage: StageName | None
    reference: str | None
    source: str
    document_type: str | None
    error_code: str | None
    hold_reasons: list[str]
    created_at: datetime
    changed_at: datetime


class RecordList(AnswerModel):
    """A page of a list. next: give it as `after` for the page that follows; null at the end."""

    records: list[RecordLine]
    next: int | None


class HistoryModel(AnswerModel):
    """A record's history."""

    record: int
    history: list[HistoryObject]


class Accepted(AnswerModel):
    """A record was made, and all of it is durable. is_new: false if an earlier request with the same key made it."""

    record: int
    job_status: JobStatus
    is_new: bool


class ProblemModel(AnswerModel):
    """What is wrong with a request (RFC 9457)."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    facts: dict[str, str] | None = None


class AskedModel(BaseModel):
    """What is asked holds nothing unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RunSettingsAsked(AskedModel):
    """Other settings for these runs alone; what is not said is as the settings of the program say.

    page_limit: pages of each file, 0 for all. languages: Tesseract's codes. model: whether the language model is asked.
    policy: a policy file's text (TOML); with one of its own a caller could have approved what it likes, so that takes
    the leave to approve.
    """

    page_limit: int | None = None
    languages: list[str] | None = None
    recogniser: str | None = None
    model: bool | None = None
    policy: str | None = Field(default=None, min_length=1, max_length=65_536)


class StageAsked(AskedModel):
    """How to run a stage. chain: whether the stages after it follow."""

    chain: bool = True
    settings: RunSettingsAsked | None = None


class ClaimAsked(RootModel[dict[str, str | None]]):
    """What the applicant says: field names and texts; what is not said is not compared."""

    model_config = ConfigDict(frozen=True)


class DueAsked(AskedModel):
    """By when the record is to be decided: an ISO day or time; null takes its deadline away."""

    due: str | None = Field(max_length=64)


class DecisionAsked(AskedModel):
    """A decision on the version and revision that was seen (or give the ETag as If-Match instead)."""

    verdict: Verdict
    reason: DecisionReason
    kind: RejectKind | None = None
    public_comment: str = Field(default="", max_length=4000)
    internal_comment: str = Field(default="", max_length=4000)
    corrections: dict[FieldName, str] = Field(default_factory=dict, max_length=len(FieldName))
    version: int | None = Field(default=None, ge=1, le=2**31)
    revision: int | None = Field(default=None, ge=1, le=2**31)


class DecisionModel(AnswerModel):
    """A decision as stored."""

    decision: int
    record: int
    version: int
    verdict: Verdict
    reason: DecisionReason
    kind: RejectKind | None
    public_comment: str
    actor: str
    at: datetime
    supersedes: int | None
