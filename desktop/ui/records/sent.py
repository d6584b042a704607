"""What left this machine about a record: when, to where, what and how much, and what was masked before."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from core.domain.egress import DataKind, EgressOutcome, EgressRow, MaskKind
from desktop.ui.look import Look
from desktop.ui.models.rows import Column
from desktop.ui.phrases import Said
from desktop.ui.shown import clock_time, moment, size, tip
from desktop.ui.words import Tone


class SentPhrase(Said):
    """What is said about what was sent."""

    AT = ("When", "시각")
    TO = ("To", "받는 곳")
    WHAT = ("What", "보낸 것")
    MUCH = ("Sent", "보낸 양")
    MASKED = ("Masked", "가린 것")
    OUTCOME = ("Answer", "응답")
    TEXT = ("text of page {page}", "{page}쪽 글")
    TEXT_CUT = ("beginning of the text of page {page}", "{page}쪽 글의 앞부분")
    PICTURE = ("picture of page {page}", "{page}쪽 그림")
    PICTURE_CUT = ("part of the picture of page {page}", "{page}쪽 그림의 일부")
    SOUND = ("recording", "녹음")
    RESIDENT_NUMBER = ("resident number × {count}", "주민등록번호 {count}")
    PHONE = ("phone number × {count}", "전화번호 {count}")
    EMAIL = ("email address × {count}", "이메일 {count}")
    BANK_NUMBER = ("bank number × {count}", "계좌번호 {count}")
    NONE = ("nothing found to mask", "가릴 것이 없었음")
    STARTED = ("not ended", "끝나지 않음")
    ANSWERED = ("answered", "응답함")
    UNUSABLE = ("answer of no use", "쓸 수 없는 응답")
    REFUSED = ("refused", "거절함")
    UNREACHABLE = ("no whole answer", "응답을 다 받지 못함")
    STOPPED = ("stopped", "중단함")
    BACK = ("{size} came back", "{size} 받음")


_PAGES: Final = MappingProxyType(
    {
        (DataKind.TEXT, False): SentPhrase.TEXT,
        (DataKind.TEXT, True): SentPhrase.TEXT_CUT,
        (DataKind.PICTURE, False): SentPhrase.PICTURE,
        (DataKind.PICTURE, True): SentPhrase.PICTURE_CUT,
        (DataKind.SOUND, False): SentPhrase.SOUND,
        (DataKind.SOUND, True): SentPhrase.SOUND,
    }
)


def masked_phrase(kind: MaskKind) -> SentPhrase:
    """The words for what was masked."""
    return SentPhrase[kind.name]


def outcome_phrase(outcome: EgressOutcome) -> SentPhrase:
    """The words for how a call ended."""
    return SentPhrase[outcome.name]


def sent_columns(look: Look) -> tuple[Column[EgressRow], ...]:
    """When, to where, what, how much, masked, answer."""
    words = look.words

    def what(row: EgressRow) -> str:
        return ", ".join(words.say(_PAGES[one.kind, one.is_cut], page=one.page) for one in row.sent)

    def masked(row: EgressRow) -> str:
        found = [words.say(masked_phrase(one.kind), count=one.count) for one in row.masked if one.count]
        return ", ".join(found) or words.say(SentPhrase.NONE)

    def outcome(row: EgressRow) -> str:
        return words.say(outcome_phrase(row.outcome))

    good = {EgressOutcome.ANSWERED: ("approved", Tone.APPROVED), EgressOutcome.STARTED: ("running", Tone.RUNNING)}
    return (
        Column(
            words.say(SentPhrase.AT),
            lambda row: clock_time(row.started_at),
            tip=lambda row: tip(moment(row.started_at)),
        ),
        Column(
            words.say(SentPhrase.TO),
            lambda row: row.endpoint,
            tip=lambda row: tip(row.endpoint, row.model),
            icon=lambda _row: look.icon("model", look.theme.muted),
        ),
        Column(words.say(SentPhrase.WHAT), what, tip=lambda row: tip(what(row))),
        Column(words.say(SentPhrase.MUCH), lambda row: size(row.bytes_out), right=True),
        Column(words.say(SentPhrase.MASKED), masked, tip=lambda row: tip(masked(row))),
        Column(
            words.say(SentPhrase.OUTCOME),
            outcome,
            tip=lambda row: tip(outcome(row), words.say(SentPhrase.BACK, size=size(row.bytes_in))),
            icon=lambda row: look.tone_icon(*good.get(row.outcome, ("failed", Tone.FAILED))),
        ),
    )
