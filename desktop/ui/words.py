"""State -> text, icon, tone: the only place. And how every phrase is said in the reviewer's language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Literal

from core.domain.decision import DecisionReason, Verdict
from core.domain.field import FieldName, Source
from core.domain.hold import HoldReason, field_label
from core.domain.rows import RecordRow, StageCell
from core.domain.states import ProcessStatus, StageName, StageStatus
from desktop.ui.again.phrases import PausePhrase
from desktop.ui.errors import KOREAN
from desktop.ui.judged import CHECK, DOUBT
from desktop.ui.phrases import Phrase, Said
from desktop.ui.problems import claim_problem, in_korean

Language = Literal["en", "ko"]


class Tone(StrEnum):
    """Which pair of colours something is shown in."""

    HOLD = "hold"
    APPROVED = "approved"
    REJECTED = "rejected"
    FAILED = "failed"
    RUNNING = "running"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state is shown: always a word, a shape and a colour together."""

    text: str
    icon: str
    tone: Tone


_S = ProcessStatus
STATUS: Final = MappingProxyType(
    {
        _S.PENDING: ("Queued", "대기", "queued", Tone.QUIET),
        _S.IN_PROGRESS: ("Running", "진행 중", "running", Tone.RUNNING),
        _S.HOLD: ("Held", "보류", "hold", Tone.HOLD),
        _S.APPROVED: ("Approved", "승인", "approved", Tone.APPROVED),
        _S.REJECTED: ("Rejected", "반려", "rejected", Tone.REJECTED),
        _S.FAILED: ("Failed", "실패", "failed", Tone.FAILED),
        _S.CANCELLED: ("Cancelled", "취소", "cancelled", Tone.QUIET),
    }
)
_R = StageStatus
STAGE_STATUS: Final = MappingProxyType(
    {
        _R.QUEUED: ("Queued", "대기", "queued", Tone.QUIET),
        _R.RUNNING: ("Running", "진행 중", "running", Tone.RUNNING),
        _R.DONE: ("Done", "완료", "approved", Tone.APPROVED),
        _R.FAILED: ("Failed", "실패", "failed", Tone.FAILED),
        _R.CANCELLED: ("Cancelled", "취소", "cancelled", Tone.QUIET),
        _R.INTERRUPTED: ("Interrupted", "중단", "cancelled", Tone.QUIET),
    }
)
STAGE: Final = MappingProxyType(
    {StageName.OCR: ("Read", "판독"), StageName.EXTRACT: ("Extract", "추출"), StageName.APPROVE: ("Check", "심사")}
)
SOURCE: Final = MappingProxyType(
    {
        Source.RULE: ("Read by a rule", "규칙이 판독", "rule", Tone.RUNNING),
        Source.READER: ("Read by the second recogniser", "두 번째 인식기가 판독", "reader", Tone.RUNNING),
        Source.MODEL: ("Read by the language model", "언어 모델이 판독", "model", Tone.RUNNING),
        Source.BARCODE: ("Read from a barcode", "바코드에서 판독", "barcode", Tone.RUNNING),
        Source.CLAIM: ("From the claim", "신청 내용", "claim", Tone.QUIET),
        Source.PERSON: ("Set by a person", "사람이 입력", "person", Tone.APPROVED),
    }
)
VERDICT: Final = MappingProxyType(
    {
        Verdict.APPROVE: ("Approved", "승인", "approved", Tone.APPROVED),
        Verdict.REJECT: ("Rejected", "반려", "rejected", Tone.REJECTED),
    }
)
_D = DecisionReason
DECISION_REASON: Final = MappingProxyType(
    {
        _D.VERIFIED: ("Verified", "확인함"),
        _D.CORRECTED: ("Corrected and verified", "고쳐서 확인함"),
        _D.POOR_IMAGE: ("The picture is too poor to read", "그림이 흐려 읽을 수 없음"),
        _D.PAGE_MISSING: ("A page is missing", "빠진 쪽이 있음"),
        _D.WRONG_DOCUMENT: ("Not the document asked for", "요청한 문서가 아님"),
        _D.CLAIM_MISMATCH: ("Differs from the claim", "신청 내용과 다름"),
        _D.EXPIRED: ("Too old", "유효 기간이 지남"),
        _D.NOT_AUTHENTIC: ("Not authentic", "진본이 아님"),
        _D.DUPLICATE: ("Handed in before", "이미 제출됨"),
        _D.OTHER: ("Another reason", "기타"),
    }
)
DOCUMENT_TYPE: Final = MappingProxyType(
    {
        "graduation_certificate": ("Graduation certificate", "졸업증명서"),
        "enrolment_certificate": ("Enrolment certificate", "재학증명서"),
        "transcript": ("Transcript", "성적증명서"),
        "diploma": ("Diploma", "졸업장"),
    }
)
STATUS_ORDER: Final = (_S.PENDING, _S.IN_PROGRESS, _S.HOLD, _S.APPROVED, _S.REJECTED, _S.FAILED, _S.CANCELLED)


def other_language(language: Language) -> Language:
    """The one that is not spoken now."""
    return "en" if language == "ko" else "ko"


class Words:
    """Says everything in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._at = 1 if language == "ko" else 0

    def say(self, phrase: Said, **blanks: object) -> str:
        """The phrase with its blanks filled; `count` of 1 takes the singular."""
        text = phrase.korean if self.language == "ko" else phrase.english
        number = next((blanks[name] for name in ("count", "files", "folders", "lanes") if name in blanks), None)
        if number == 1 and self.language == "en":
            text = phrase.singular or text
        return text.format(**blanks) if blanks else text

    def status(self, status: ProcessStatus) -> StateLook:
        """How a record's status is shown."""
        return self._look(STATUS[status])

    def standing(self, row: RecordRow) -> StateLook:
        """As `status`; of a record of which stages were to run alone, that nothing more is queued."""
        return self.part_done if row.is_part_done else self.status(row.status)

    @property
    def part_done(self) -> StateLook:
        """How a record of which stages were to run alone is shown."""
        return StateLook(self.say(PausePhrase.PART_DONE), "cancelled", Tone.QUIET)

    def stage_status(self, status: StageStatus) -> StateLook:
        """How a stage run's status is shown."""
        return self._look(STAGE_STATUS[status])

    def cell(self, cell: StageCell) -> StateLook:
        """How a stage cell is shown.

        A stage that ended in a hold is done for the chain but open for a person; an outdated result no longer stands.
        """
        if cell.paused:
            return StateLook(self.say(PausePhrase.CELL), "pause", Tone.HOLD)
        if cell.outdated:
            return StateLook(self.say(PausePhrase.OUTDATED), "undo", Tone.QUIET)
        return self._look(STATUS[ProcessStatus.HOLD]) if cell.held else self.stage_status(cell.status)

    def source(self, source: Source) -> StateLook:
        """The mark of who said a value."""
        return self._look(SOURCE[source])

    def verdict(self, verdict: Verdict) -> StateLook:
        """How a decision is shown."""
        return self._look(VERDICT[verdict])

    def stage(self, stage: StageName) -> str:
        """What a stage does."""
        return STAGE[stage][self._at]

    def field(self, name: FieldName) -> str:
        """A field's label."""
        return field_label(name, self.language)

    def reason(self, reason: DecisionReason) -> str:
        """Why a person decided so."""
        return DECISION_REASON[reason][self._at]

    def question(self, reason: HoldReason) -> str:
        """A hold reason as a question; its values are untrusted text."""
        return (in_korean(reason) if self.language == "ko" else reason).text(self.language)

    def claim_problem(self, text: str) -> str:
        """What is wrong with a claim file; it may quote that file: untrusted text."""
        return claim_problem(text) if self.language == "ko" else text

    def doubt(self, code: str) -> str:
        """Why a reader doubted a value; an unknown code is shown in plain letters."""
        return DOUBT[code][self._at] if code in DOUBT else code.replace("_", " ")

    def check(self, code: str) -> str:
        """What a check of the policy found; an unknown code is shown in plain letters."""
        return CHECK[code][self._at] if code in CHECK else code.replace("_", " ")

    def error(self, code: str, text: str) -> str:
        """What went wrong: the core's own text, or in Korean the sentence for its code, if there is one."""
        if not code and not text:
            return ""
        if self.language == "ko" and code in KOREAN:
            return KOREAN[code]
        return text or self.say(Phrase.INTERNAL_ERROR)

    def document_type(self, identifier: str) -> str:
        """A document type's name; types added as data show their id in plain letters."""
        if identifier in DOCUMENT_TYPE:
            return DOCUMENT_TYPE[identifier][self._at]
        return identifier.replace("_", " ").capitalize()

    def document_types(self) -> list[str]:
        """The names of the types that ship with Holdpoint."""
        return [names[self._at] for names in DOCUMENT_TYPE.values()]

    def document_type_id(self, text: str) -> str:
        """The id of the type of that name (in either language); the text itself if it is no known name."""
        wanted = text.casefold()
        for identifier, names in DOCUMENT_TYPE.items():
            if wanted in (names[0].casefold(), names[1].casefold()):
                return identifier
        return text

    def value(self, name: FieldName, value: str) -> str:
        """A field's value as shown."""
        return self.document_type(value) if name is FieldName.DOCUMENT_TYPE else value

    def _look(self, entry: tuple[str, str, str, Tone]) -> StateLook:
        return StateLook(entry[self._at], entry[2], entry[3])
