"""A version that answers a decision: what was decided and why, and beside it what is new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QFrame

from core.domain.decision import Decision
from core.domain.field import FieldName
from core.domain.rows import RecordDetail
from core.domain.since import Since
from desktop.ui.keys import Deed, shown
from desktop.ui.parts import WrapLabel, column_of, frame
from desktop.ui.phrases import Phrase, Said
from desktop.ui.shown import moment
from desktop.ui.theme import GAP, GAP_SMALL
from desktop.ui.words import Words

_MOST: Final = 5
"""Changes that are told in the card; all of them are a key away."""


class SincePhrase(Said):
    """What is new since a decision."""

    NEW = ("New since then", "그 뒤 새로 바뀐 내용")
    FILES = ("{files} new files: {pages}", "새 파일 {files}개: {pages}")
    FILE = ("A new file: {pages}", "새 파일 1개: {pages}")
    SAME_FILES = ("The same files, read again.", "같은 파일을 다시 판독했습니다.")
    PAGES = ("pages {pages}", "{pages}쪽")
    PAGE = ("page {pages}", "{pages}쪽")
    NO_PAGE = ("no page looks otherwise", "달라진 쪽 없음")
    FIELD = ("{field}: {before} → {after}", "{field}: {before} → {after}")
    NO_FIELD = ("No value differs from what was decided on.", "결정할 때와 값이 달라진 항목이 없습니다.")
    MORE = ("{count} more values", "그 밖에 값 {count}개")
    GONE = ("Questions open then: {asked}; gone since: {gone}.", "그때의 질문 {asked}건 중 {gone}건이 해소되었습니다.")
    ALL = ("{key} shows both versions side by side.", "{key}: 두 버전 나란히 보기")
    WAS = ("when decided: {value}", "결정 당시: {value}")
    NOTHING = ("–", "–")


def answer_card(decision: Decision, detail: RecordDetail, words: Words) -> QFrame:
    """The decision that this version answers, what was said of it, and what has changed."""
    card = frame("card")
    said = WrapLabel(decided_line(decision, words), "question")
    comments = [text for text in (decision.public_comment, decision.internal_comment) if text]
    texts = [said, *(WrapLabel(text, "hint") for text in comments)]
    if detail.since is not None:
        texts.append(WrapLabel(words.say(SincePhrase.NEW), "caption"))
        texts += [WrapLabel(line) for line in new_lines(detail.since, detail, words)]
    texts.append(WrapLabel(words.say(SincePhrase.ALL, key=shown(Deed.VERSIONS)), "caption"))
    card.setLayout(column_of(*texts, spacing=GAP_SMALL, margins=(GAP + 2, GAP, GAP + 2, GAP)))
    return card


def new_lines(since: Since, detail: RecordDetail, words: Words) -> Iterator[str]:
    """What is new, a line each: files and pages, values, questions. Values are untrusted text."""
    say = words.say
    if since.files:
        phrase = SincePhrase.FILE if since.files == 1 else SincePhrase.FILES
        yield say(phrase, files=since.files, pages=_pages(since, detail, words))
    else:
        yield say(SincePhrase.SAME_FILES)
    for field in since.fields[:_MOST]:
        before, after = (_value(words, field.name, value) for value in (field.before, field.after))
        yield say(SincePhrase.FIELD, field=words.field(field.name), before=before, after=after)
    if len(since.fields) > _MOST:
        yield say(SincePhrase.MORE, count=len(since.fields) - _MOST)
    if not since.fields:
        yield say(SincePhrase.NO_FIELD)
    if since.asked:
        yield say(SincePhrase.GONE, gone=since.gone, asked=since.asked)


def was_line(value: str, name: FieldName, words: Words) -> str:
    """What counted for a field when it was decided."""
    return words.say(SincePhrase.WAS, value=_value(words, name, value))


def decided_line(decision: Decision, words: Words) -> str:
    """Who decided what, when and why."""
    return words.say(
        Phrase.DECIDED_BEFORE,
        verdict=words.verdict(decision.verdict).text,
        actor=decision.actor,
        time=moment(decision.at),
        reason=words.reason(decision.reason),
    )


def _pages(since: Since, detail: RecordDetail, words: Words) -> str:
    """The new pages by their places in the record, as the page view counts them."""
    pages = detail.reading.pages if detail.reading else ()
    new = {(page.attachment, page.number) for page in since.pages}
    places = [str(place) for place, page in enumerate(pages, 1) if (page.attachment, page.number) in new]
    if not places:
        return words.say(SincePhrase.NO_PAGE)
    return words.say(SincePhrase.PAGE if len(places) == 1 else SincePhrase.PAGES, pages=", ".join(places))


def _value(words: Words, name: FieldName, value: str) -> str:
    return words.value(name, value) or words.say(SincePhrase.NOTHING)
