"""The readable part of an evidence pack: one page without scripts, links or anything from elsewhere.

The piece of a page that a field was read from is the page's stored picture, clipped by the browser: no picture is
opened here.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from core.domain.audit import AuditRow
from core.domain.decision import Decision
from core.domain.field import Field, FieldName
from core.domain.history import HistoryRow
from core.domain.hold import field_label
from core.domain.page import Page
from core.domain.rows import RecordDetail

_STYLE: Final = """
body{font:15px/1.5 sans-serif;max-width:1000px;margin:2em auto;padding:0 1em;color:#222;background:#fff}
h1{font-size:1.5em}h2{font-size:1.15em;margin-top:2em;border-bottom:1px solid #ccc}
table{border-collapse:collapse;width:100%}
td,th{border:1px solid #ddd;padding:.3em .5em;text-align:left;vertical-align:top}
th{background:#f4f4f4}code{font-size:.85em;word-break:break-all}img{max-width:100%;border:1px solid #ccc}
.cut{background-repeat:no-repeat;border:1px solid #999}.bad{font-weight:bold}
pre{white-space:pre-wrap;margin:0;font:inherit}
"""
_POLICY: Final = "default-src 'none'; img-src 'self' file:; style-src 'unsafe-inline'"
_MOST_WIDE: Final = 460
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WORDS: Final = {
    "title": ("Evidence of record", "기록 증거 자료"),
    "summary": ("Summary", "요약"),
    "status": ("Status", "상태"),
    "version": ("Version", "버전"),
    "source": ("Source", "출처"),
    "policy": ("Policy", "정책"),
    "questions": ("Open questions", "확인할 사항"),
    "fields": ("Fields", "항목"),
    "field": ("Field", "항목"),
    "value": ("Value", "값"),
    "claim": ("Claim", "신청 내용"),
    "sources": ("Says", "근거"),
    "confidence": ("Confidence", "신뢰도"),
    "piece": ("As it stands on the page", "문서의 해당 부분"),
    "checks": ("Checks", "점검"),
    "passed": ("passed", "통과"),
    "failed": ("not passed", "미통과"),
    "decisions": ("Decisions", "결정"),
    "history": ("History", "이력"),
    "when": ("When", "시각"),
    "who": ("Who", "담당"),
    "what": ("What", "내용"),
    "program": ("program", "프로그램"),
    "files": ("Original files", "원본 파일"),
    "hash": ("SHA-256", "SHA-256"),
    "pages": ("Pages", "쪽"),
    "chain": ("Chain of hashes", "해시 체인"),
    "number": ("Link", "번호"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """All that the page tells. originals: each attachment's name in the pack, empty if its bytes are not there."""

    detail: RecordDetail
    history: tuple[HistoryRow, ...]
    links: tuple[AuditRow, ...]
    originals: tuple[str, ...]


def picture_name(page: Page) -> str:
    """What a page's picture is called in the pack."""
    return f"pages/{page.attachment + 1:02d}-{page.number:03d}.jpg"


def plain(text: object) -> str:
    """Text for the page: escaped, and what cannot be seen (controls, turns of direction) made visible."""
    shown = "".join(
        f"⟨U+{ord(sign):04X}⟩" if unicodedata.category(sign) in _HIDDEN and sign != "\n" else sign for sign in str(text)
    )
    return html.escape(shown)


def index_page(case: Case, language: str) -> str:
    """The page as HTML, in "en" or "ko"."""
    return "\n".join(_Writer(case, language).lines())


class _Writer:
    def __init__(self, case: Case, language: str) -> None:
        self._case = case
        self._detail = case.detail
        self._language = language
        self._pages = {
            (page.attachment, page.number): page for page in (case.detail.reading.pages if case.detail.reading else ())
        }

    def _say(self, word: str) -> str:
        return _WORDS[word][1 if self._language == "ko" else 0]

    def lines(self) -> Iterator[str]:
        """The page, part by part."""
        title = f"{self._say('title')} {self._detail.row.id}"
        yield f'<!DOCTYPE html><html lang="{self._language}"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"
        yield from self._summary()
        yield from self._fields()
        yield from self._checks()
        yield from self._decisions()
        yield from self._history()
        yield from self._files()
        yield from self._pictures()
        yield from self._chain()
        yield "</body></html>"

    def _table(self, title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
        found = list(rows)
        if not found:
            return
        yield f"<h2>{self._say(title)}</h2><table>"
        yield "<tr>" + "".join(f"<th>{self._say(head)}</th>" for head in heads) + "</tr>"
        yield from ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in found)
        yield "</table>"

    def _summary(self) -> Iterator[str]:
        row, judged = self._detail.row, self._detail.judgement
        rows = [(self._say("status"), plain(row.status.value)), (self._say("version"), str(self._detail.version))]
        rows.append((self._say("source"), plain(row.source)))
        if judged is not None:
            policy = (
                f"{plain(judged.policy.name)} {plain(judged.policy.version)} <code>{plain(judged.policy.sha256)}</code>"
            )
            rows.append((self._say("policy"), policy))
        reasons = "".join(f"<pre>{plain(reason.text(self._language))}</pre>" for reason in row.reasons)
        if reasons:
            rows.append((self._say("questions"), reasons))
        yield f"<h2>{self._say('summary')}</h2><table>"
        yield from (f"<tr><th>{head}</th><td>{cell}</td></tr>" for head, cell in rows)
        yield "</table>"

    def _fields(self) -> Iterator[str]:
        read = {item.name: item for item in (self._detail.extraction.fields if self._detail.extraction else ())}
        heads = ("field", "value", "claim", "sources", "confidence", "piece")
        claim = self._detail.claim
        names = (name for name in FieldName if name in read or claim.get(name))
        yield from self._table("fields", heads, (self._field(name, read.get(name), claim.get(name)) for name in names))

    def _field(self, name: FieldName, item: Field | None, claimed: str | None) -> tuple[str, ...]:
        label = plain(field_label(name, self._language))
        if item is None:
            return label, "–", plain(claimed or ""), "", "", ""
        says = plain(", ".join(source.value for source in item.sources))
        return label, plain(item.value), plain(claimed or ""), says, f"{item.confidence:.0%}", self._piece(item)

    def _piece(self, item: Field) -> str:
        page = self._pages.get((item.attachment, item.page)) if item.attachment is not None and item.page else None
        if page is None or page.picture is None or item.box is None:
            return ""
        wide, high = item.box.width * page.width, item.box.height * page.height
        if wide <= 0 or high <= 0:
            return ""
        scale = min(1.0, _MOST_WIDE / wide)
        sizes = (wide, high, page.width, item.box.x0 * page.width, item.box.y0 * page.height)
        width, height, full, left, top = (round(size * scale) for size in sizes)
        place = f"background-size:{full}px auto;background-position:-{left}px -{top}px"
        style = f"width:{width}px;height:{height}px;background-image:url({picture_name(page)});{place}"
        return f'<div class="cut" style="{style}"></div>'

    def _checks(self) -> Iterator[str]:
        judged = self._detail.judgement
        rows = (
            (
                plain(check.code),
                plain(field_label(check.field, self._language)) if check.field else "",
                self._say("passed") if check.passed else f'<span class="bad">{self._say("failed")}</span>',
            )
            for check in (judged.checks if judged else ())
        )
        yield from self._table("checks", ("what", "field", "status"), rows)

    def _decisions(self) -> Iterator[str]:
        rows = ((_time(one.at), plain(one.actor), self._decision(one)) for one in self._detail.decisions)
        yield from self._table("decisions", ("when", "who", "what"), rows)

    def _decision(self, one: Decision) -> str:
        kind = f" {one.kind.value}" if one.kind else ""
        said = [
            f"{one.verdict.value}{kind}: {one.reason.value} (v{one.version})",
            one.public_comment,
            one.internal_comment,
        ]
        said += [f"{field_label(name, self._language)}: {value}" for name, value in one.corrections]
        return "".join(f"<pre>{plain(text)}</pre>" for text in said if text)

    def _history(self) -> Iterator[str]:
        rows = (
            (_time(row.at), plain(row.actor) or self._say("program"), self._event(row)) for row in self._case.history
        )
        yield from self._table("history", ("when", "who", "what"), rows)

    def _event(self, row: HistoryRow) -> str:
        said = [
            " ".join((row.kind.value, row.stage.value if row.stage else "", f"v{row.version}" if row.version else ""))
        ]
        if row.run is not None:
            said.append(
                f"{row.run.status.value} {row.run.engine} {row.run.engine_version} {row.run.error_text}".strip()
            )
        said += [reason.text(self._language) for reason in row.reasons]
        said += [
            f"{field_label(one.field, self._language)}: {one.before or '–'} → {one.after or '–'}" for one in row.changes
        ]
        if row.until is not None:
            said.append(_time(row.until))
        said += [text for text in (row.to, row.note) if text]
        return "".join(f"<pre>{plain(text.strip())}</pre>" for text in said if text.strip())

    def _files(self) -> Iterator[str]:
        rows = (
            (plain(item.name), plain(name or "–"), f"<code>{plain(item.sha256)}</code>")
            for item, name in zip(self._detail.attachments, self._case.originals, strict=True)
        )
        yield from self._table("files", ("files", "source", "hash"), rows)

    def _pictures(self) -> Iterator[str]:
        shown = [page for page in self._pages.values() if page.picture is not None]
        if shown:
            yield f"<h2>{self._say('pages')}</h2>"
        yield from (
            f'<p><img alt="{page.attachment + 1}-{page.number}" src="{picture_name(page)}"></p>' for page in shown
        )

    def _chain(self) -> Iterator[str]:
        rows = (
            (str(link.id), _time(link.act.at), plain(link.act.kind.value), f"<code>{plain(link.sha256)}</code>")
            for link in self._case.links
        )
        yield from self._table("chain", ("number", "when", "what", "hash"), rows)


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
