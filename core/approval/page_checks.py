"""Checks of what was read: completely, openly, and for the first time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from core.approval.evidence import Evidence, failed, reason
from core.approval.instructions import instructs, place_of
from core.domain.hold import HoldReason, ReasonCode, box_text
from core.domain.page import Page, PageStatus

_FLAG_CODES: Final = MappingProxyType(
    {
        "hidden_text": ReasonCode.HIDDEN_TEXT,
        "layer_differs": ReasonCode.LAYER_DIFFERS,
        "no_text": ReasonCode.NO_TEXT,
        "unread_ink": ReasonCode.UNREAD_INK,
    }
)
_FLAG_WORDS: Final = MappingProxyType(
    {
        "second_missing": ("was to be read by a second recogniser, which failed", "두 번째 인식기로 읽지 못했습니다"),
        "spoken": ("is a recording; listen to it before it counts", "녹음입니다. 들어 보고 결정하십시오"),
        "unheard": ("is a recording without text; listen to it", "글로 옮기지 못한 녹음입니다. 들어 보십시오"),
        "struck_out": ("has words that a line runs through", "줄을 그어 지운 글자가 있습니다"),
        "painted_over": ("has words that were painted over after they were set", "글자를 덮어 가린 곳이 있습니다"),
        "annotated": ("carries notes or marks that were added to the file", "파일에 덧붙인 메모나 표시가 있습니다"),
        "form_filled": ("has form fields that anyone may still change", "누구나 고칠 수 있는 입력란이 있습니다"),
    }
)
"""Flags whose question has words of its own, to follow the page and its file."""
_PLACES: Final = 5
"""Places of one question: more would hide the page."""
_OF_SOUND: Final = frozenset({"spoken", "unheard"})
"""Flags of recordings, whose parts of time are pages to nobody but us."""


def pages_read(evidence: Evidence) -> tuple[HoldReason, ...]:
    """Every page was read; pages beyond the limit and attachments without a page count as not read.

    So does what a reading says of itself that cannot be: a page twice in another's place, fewer pages read than it has,
    pages of no attachment of the record.
    """
    reasons = [
        _unread(evidence, page.attachment, page.number, page.problem_text, page.problem_code)
        for page in evidence.reading.pages
        if page.status is not PageStatus.READ
    ]
    seen = Counter(attachment for attachment, _ in {(page.attachment, page.number) for page in evidence.reading.pages})
    read = Counter(page.attachment for page in evidence.reading.pages if page.status is PageStatus.READ)
    for item in evidence.reading.attachments:
        if item.pages_left_out and evidence.policy.reading.hold_pages_left_out:
            reasons.append(
                reason(
                    ReasonCode.PAGES_LEFT_OUT,
                    count=item.pages_left_out,
                    pages=item.pages,
                    name=evidence.attachment_name(item.attachment),
                    limit=evidence.dossier.options.page_limit,
                )
            )
        if seen[item.attachment] + item.pages_left_out < item.pages:
            reasons.append(_unread(evidence, item.attachment, seen[item.attachment] + 1, ""))
        elif item.pages_read < read[item.attachment]:
            reasons.append(_unread(evidence, item.attachment, item.pages_read + 1, ""))
    known = {item.attachment for item in evidence.reading.attachments}
    wanted = {item.index for item in evidence.dossier.attachments}
    reasons.extend(_unread(evidence, index, 1, "") for index in sorted((wanted ^ known) | (known ^ set(seen))))
    if not evidence.reading.pages and not reasons:
        reasons.append(_unread(evidence, 0, 1, ""))
    return tuple(reasons)


def _unread(evidence: Evidence, attachment: int, number: int, problem: str, code: str = "") -> HoldReason:
    """The code goes along so that the problem can be told in another language."""
    name = evidence.attachment_name(attachment)
    return reason(ReasonCode.PAGE_UNREAD, page=number, name=name, problem=problem or "–", problem_code=code)


def pages_flags(evidence: Evidence) -> tuple[HoldReason, ...]:
    """No page carries a flag that the policy holds for; a page without a word counts as flagged `no_text`."""
    reasons: list[HoldReason] = []
    for page in evidence.reading.pages:
        if page.status is not PageStatus.READ:
            continue
        is_empty = not page.words and "unheard" not in page.flags
        flags = dict.fromkeys((*page.flags, *(("no_text",) if is_empty else ())))
        reasons.extend(_flagged(evidence, page, flag) for flag in flags if flag in evidence.policy.reading.hold_flags)
    return tuple(reasons)


def _flagged(evidence: Evidence, page: Page, flag: str) -> HoldReason:
    name = evidence.attachment_name(page.attachment)
    boxes = [one.box for one in page.flagged if one.flag == flag][:_PLACES]
    where = (("attachment", str(page.attachment)), ("page", str(page.number)), ("box", box_text(*boxes)))
    code = _FLAG_CODES.get(flag)
    if code:
        return _at(where if boxes else (), reason(code, page=page.number, name=name))
    english, korean = _FLAG_WORDS.get(flag, (f"is marked: {flag.replace('_', ' ')}", f"표시: {flag.replace('_', ' ')}"))
    whose = (name, name) if flag in _OF_SOUND else (f"Page {page.number} of {name}", f"{name} {page.number}쪽")
    question = failed(f"page_{flag}", None, f"{whose[0]} {english}", f"{whose[1]}: {korean}")
    return _at(where if boxes else (), question)


def _at(where: tuple[tuple[str, str], ...], question: HoldReason) -> HoldReason:
    """The question with its places on the page."""
    return replace(question, params=tuple({**dict(question.params), **dict(where)}.items()))


def instruction_text(evidence: Evidence) -> tuple[HoldReason, ...]:
    """No page, and no code on it, tries to tell a machine what to do."""
    rules = evidence.policy.instructions
    return tuple(_addressed(evidence, page) for page in evidence.reading.pages if instructs(rules, page))


def _addressed(evidence: Evidence, page: Page) -> HoldReason:
    box = place_of(evidence.policy.instructions, page)
    return reason(
        ReasonCode.INSTRUCTION_TEXT,
        page=page.number,
        name=evidence.attachment_name(page.attachment),
        attachment=page.attachment,
        box=box_text(box) if box else "",
    )


def duplicates(evidence: Evidence) -> tuple[HoldReason, ...]:
    """No file was taken in before, and none stands twice in this record."""
    if not evidence.policy.reading.hold_duplicates:
        return ()
    reasons = [
        reason(ReasonCode.DUPLICATE, record=item.duplicate_of)
        for item in evidence.dossier.attachments
        if item.duplicate_of is not None
    ]
    hashes = Counter(item.sha256 for item in evidence.dossier.attachments if item.sha256)
    if any(count > 1 for count in hashes.values()):
        reasons.append(reason(ReasonCode.DUPLICATE, record=evidence.dossier.record))
    return tuple(reasons)
