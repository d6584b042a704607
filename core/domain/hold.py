"""Hold reasons: an open question to a reviewer, as data; and the wording of each, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.domain.field import FieldName
from core.domain.page import Box, Engine
from core.domain.states import StageName


class ReasonCode(StrEnum):
    """Why the chain stopped for a person."""

    PAGE_UNREAD = "page_unread"
    PAGES_LEFT_OUT = "pages_left_out"
    NO_TEXT = "no_text"
    UNKNOWN_TYPE = "unknown_type"
    MIXED_TYPES = "mixed_types"
    MISSING_FIELD = "missing_field"
    LOW_CONFIDENCE = "low_confidence"
    UNGROUNDED = "ungrounded"
    AMBIGUOUS = "ambiguous"
    BAD_FORMAT = "bad_format"
    CLAIM_DIFFERS = "claim_differs"
    SCRIPT_MATCHES = "script_matches"
    SCRIPT_DIFFERS = "script_differs"
    CLAIM_UNCHECKED = "claim_unchecked"
    CLAIM_INVALID = "claim_invalid"
    RULE_FAILED = "rule_failed"
    SOURCES_DISAGREE = "sources_disagree"
    MODEL_UNAVAILABLE = "model_unavailable"
    MODEL_UNUSABLE = "model_unusable"
    MODEL_SPENT = "model_spent"
    HIDDEN_TEXT = "hidden_text"
    LAYER_DIFFERS = "layer_differs"
    UNREAD_INK = "unread_ink"
    COVERED = "covered"
    TYPE_DIFFERS = "type_differs"
    INSTRUCTION_TEXT = "instruction_text"
    DUPLICATE = "duplicate"
    SCHOOL_NEAR = "school_near"
    SCHOOL_UNKNOWN = "school_unknown"
    ALWAYS = "always"
    APPROVED_BEFORE = "approved_before"
    REJECTED_BEFORE = "rejected_before"
    HANDED_IN_AGAIN = "handed_in_again"
    PERSON_DIFFERS = "person_differs"


_TEXT: Final = MappingProxyType(
    {
        ReasonCode.PAGE_UNREAD: (
            "Page {page} of {name} could not be read: {problem}",
            "{name} {page}쪽을 읽지 못했습니다: {problem}",
        ),
        ReasonCode.PAGES_LEFT_OUT: (
            "{count} of {pages} pages of {name} were not read (page limit {limit})",
            "{name}의 {pages}쪽 중 {count}쪽은 읽지 않았습니다 (쪽 제한 {limit})",
        ),
        ReasonCode.NO_TEXT: (
            "No text was found on page {page} of {name}",
            "{name} {page}쪽에서 글자를 찾지 못했습니다",
        ),
        ReasonCode.UNKNOWN_TYPE: ("The kind of document is not known", "문서 종류를 알 수 없습니다"),
        ReasonCode.MIXED_TYPES: (
            "The record holds different kinds of document: {types}",
            "서로 다른 종류의 문서가 섞여 있습니다: {types}",
        ),
        ReasonCode.MISSING_FIELD: ("{field} was not found", "{field} 항목을 찾지 못했습니다"),
        ReasonCode.LOW_CONFIDENCE: (
            "{field} was read with {confidence} % confidence; {floor} % is required",
            "{field} 인식 신뢰도 {confidence} % (기준 {floor} %)",
        ),
        ReasonCode.UNGROUNDED: (
            "{field} could not be found again on the page",
            "{field} 값을 문서에서 다시 찾지 못했습니다",
        ),
        ReasonCode.AMBIGUOUS: (
            "{field} can be read in more than one way: {values}",
            "{field} 값이 여러 가지로 읽힙니다: {values}",
        ),
        ReasonCode.BAD_FORMAT: ("{field} is not in a valid form: {value}", "{field} 형식이 올바르지 않습니다: {value}"),
        ReasonCode.CLAIM_DIFFERS: (
            "{field}: the document says {document}, the claim says {claim}",
            "{field}: 문서에는 {document}, 신청 내용에는 {claim}",
        ),
        ReasonCode.SCRIPT_MATCHES: (
            "{field}: the document says {document}, the claim says {claim}; this is a usual spelling of it",
            "{field}: 문서에는 {document}, 신청 내용에는 {claim}; 같은 이름의 일반적인 표기입니다",
        ),
        ReasonCode.SCRIPT_DIFFERS: (
            "{field}: the document says {document}, the claim says {claim}; this is no usual spelling of it",
            "{field}: 문서에는 {document}, 신청 내용에는 {claim}; 같은 이름의 표기로 보이지 않습니다",
        ),
        ReasonCode.CLAIM_UNCHECKED: (
            "{field}: the claim says {claim}, the document shows no value to compare",
            "{field}: 신청 내용은 {claim}이나 문서에서 비교할 값을 찾지 못했습니다",
        ),
        ReasonCode.CLAIM_INVALID: (
            "The claim could not be used: {problem}",
            "신청 내용을 사용할 수 없습니다: {problem}",
        ),
        ReasonCode.RULE_FAILED: ("{detail_en}", "{detail_ko}"),
        ReasonCode.SOURCES_DISAGREE: (
            "{field}: readers disagree: {values}",
            "{field}: 판독 결과가 서로 다릅니다: {values}",
        ),
        ReasonCode.MODEL_UNAVAILABLE: (
            "The language model could not be reached; the values are by rules alone",
            "언어 모델에 연결하지 못해 규칙만으로 판독했습니다",
        ),
        ReasonCode.MODEL_UNUSABLE: (
            "The language model gave no usable answer; the values are by rules alone",
            "언어 모델의 답을 쓸 수 없어 규칙만으로 판독했습니다",
        ),
        ReasonCode.MODEL_SPENT: (
            "The day's limit for the language model is reached; the values are by rules alone",
            "언어 모델의 하루 한도에 이르러 규칙만으로 판독했습니다",
        ),
        ReasonCode.HIDDEN_TEXT: (
            "Page {page} of {name} carries text that cannot be seen",
            "{name} {page}쪽에 보이지 않는 글자가 있습니다",
        ),
        ReasonCode.LAYER_DIFFERS: (
            "Page {page} of {name}: the text inside the file is not what the page shows",
            "{name} {page}쪽: 파일 속 글자가 화면에 보이는 내용과 다릅니다",
        ),
        ReasonCode.UNREAD_INK: (
            "Page {page} of {name} shows what looks like text, but no letter of it could be read",
            "{name} {page}쪽에 글자로 보이지만 읽지 못한 부분이 있습니다",
        ),
        ReasonCode.COVERED: (
            "{field}: something lies over {value} on the page; a letter of it may be misread",
            "{field}: 도장이나 무늬가 {value} 위에 겹쳐 있어 글자를 잘못 읽었을 수 있습니다",
        ),
        ReasonCode.TYPE_DIFFERS: (
            "{name} has the extension {extension}, but it is {type}",
            "{name}의 확장자는 {extension}이지만 실제 형식은 {type}입니다",
        ),
        ReasonCode.INSTRUCTION_TEXT: (
            "Page {page} of {name} carries text that addresses a machine",
            "{name} {page}쪽에 기계에게 지시하는 글이 있습니다",
        ),
        ReasonCode.DUPLICATE: (
            "The same file was taken in before, in record {record}",
            "같은 파일이 이미 접수되었습니다 (기록 {record})",
        ),
        ReasonCode.SCHOOL_NEAR: (
            "{field}: {value} looks like {listed} of the list of schools, but for one letter",
            "{field} {value}: 학교 목록의 {listed}와(과) 한 글자만 다릅니다",
        ),
        ReasonCode.SCHOOL_UNKNOWN: (
            "{field}: {value} is not on the list of schools",
            "{field} {value}: 학교 목록에 없습니다",
        ),
        ReasonCode.ALWAYS: (
            "The policy sends every document of this kind to a person",
            "정책상 모든 문서를 사람이 검토합니다",
        ),
        ReasonCode.APPROVED_BEFORE: (
            "{actor} approved this record on {date}; that stands until somebody decides again",
            "{date}에 {actor}이(가) 승인한 기록입니다. 다시 결정할 때까지 그 결정이 유효합니다",
        ),
        ReasonCode.HANDED_IN_AGAIN: (
            "New files came after {actor} decided this record on {date}; see what has changed since",
            "{date}에 {actor}이(가) 결정한 뒤 새 파일이 제출되었습니다. 바뀐 내용을 확인하십시오",
        ),
        ReasonCode.PERSON_DIFFERS: (
            "{field}: {actor} let {person} stand on {date}; the machine reads {now} now",
            "{field}: {date}에 {actor}이(가) {person}(으)로 확인했지만 지금은 {now}(으)로 판독됩니다",
        ),
        ReasonCode.REJECTED_BEFORE: (
            "{actor} rejected this record on {date}; that stands until somebody decides again",
            "{date}에 {actor}이(가) 반려한 기록입니다. 다시 결정할 때까지 그 결정이 유효합니다",
        ),
    }
)

FIELD_LABELS: Final = MappingProxyType(
    {
        FieldName.DOCUMENT_TYPE: ("Document type", "문서 종류"),
        FieldName.HOLDER_NAME: ("Name", "성명"),
        FieldName.BIRTH_DATE: ("Date of birth", "생년월일"),
        FieldName.SCHOOL: ("School", "학교"),
        FieldName.MAJOR: ("Major", "전공"),
        FieldName.DEGREE: ("Degree", "학위"),
        FieldName.ADMISSION_DATE: ("Admission date", "입학일"),
        FieldName.GRADUATION_DATE: ("Graduation date", "졸업일"),
        FieldName.ISSUE_DATE: ("Issue date", "발급일"),
        FieldName.DOCUMENT_NUMBER: ("Document number", "문서번호"),
    }
)


def field_label(name: FieldName, language: str = "en") -> str:
    """The field's name for a person; `language` is "en" or "ko"."""
    return FIELD_LABELS[name][1 if language == "ko" else 0]


_BETWEEN: Final = ";"


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page. attachment: its index in the record; page: 1-based."""

    attachment: int
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class HoldReason:
    """One open question. `params` fill the wording's blanks; values from a document are untrusted text."""

    code: ReasonCode
    stage: StageName
    field: FieldName | None = None
    params: tuple[tuple[str, str], ...] = ()

    def text(self, language: str = "en") -> str:
        """The question for a person, in "en" or "ko"."""
        blanks = dict(self.params)
        if self.field is not None:
            blanks.setdefault("field", field_label(self.field, language))
        return _TEXT[self.code][1 if language == "ko" else 0].format_map(_Blanks(blanks))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where on a page the question stands, where it says so; the first is the one to look at first."""
        blanks = dict(self.params)
        try:
            attachment, page = int(blanks["attachment"]), int(blanks["page"])
            boxes = [Box(*map(float, text.split())) for text in blanks["box"].split(_BETWEEN)]
        except (KeyError, ValueError, TypeError):
            return ()
        return tuple(Place(attachment, page, box) for box in boxes)

    @property
    def place(self) -> Place | None:
        """The first of its places."""
        return next(iter(self.places), None)


def box_text(*boxes: Box) -> str:
    """The boxes as a parameter of a question."""
    return _BETWEEN.join(f"{box.x0:.4f} {box.y0:.4f} {box.x1:.4f} {box.y1:.4f}" for box in boxes)


class _Blanks(dict[str, str]):
    """A blank without a value shows as a dash: a missing parameter must never hide the question itself."""

    def __missing__(self, key: str) -> str:
        return "–"


class Outcome(StrEnum):
    """What the `approve` stage says. The chain never rejects."""

    APPROVED = "approved"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check of the policy: its code, the field it concerns (None: the whole record), and whether it passed."""

    code: str
    field: FieldName | None
    passed: bool


@dataclass(frozen=True, slots=True)
class PolicyRef:
    """Which policy judged: name, version, and the SHA-256 of its canonical form."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The `approve` stage's result. `reasons` is empty exactly when the outcome is approved."""

    outcome: Outcome
    reasons: tuple[HoldReason, ...]
    checks: tuple[CheckResult, ...]
    policy: PolicyRef
    engine: Engine
