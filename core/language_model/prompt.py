"""One document as messages: masked, delimited as data, within its limits."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from core.domain.egress import DataKind, Masked, SentPage
from core.domain.field import FieldName
from core.domain.ids import BlobHash
from core.domain.model import ModelRequest, PageText
from core.language_model import wording
from core.language_model.answer import schema_of
from core.language_model.dialect import Rung
from core.language_model.limits import PICTURE_BYTES, PICTURES, PROMPT_CHARS
from core.language_model.masking import MaskedText, mask

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionContentPartParam, ChatCompletionMessageParam

_FOR_REPAIR: Final = 300
_MARKERS: Final = 100

PictureBytes = Callable[[BlobHash], bytes | None]
"""A page's picture as JPEG; None if it is gone."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What may leave, and what of it is the document's. schema: of the answer, as JSON."""

    task: str
    schema: str
    document: str
    pictures: tuple[str, ...]
    sent: tuple[SentPage, ...]
    masked: tuple[Masked, ...]

    def messages(self, rung: Rung, problem: str = "") -> list[ChatCompletionMessageParam]:
        """The messages for one call; `problem`: what was wrong with the answer before."""
        task = self.task if rung is Rung.JSON_SCHEMA else f"{self.task}\n{wording.SCHEMA.format(schema=self.schema)}"
        again = (wording.AGAIN.format(problem=problem),) if problem else ()
        text = "\n".join((self.document, *again, wording.CUE))
        content: list[ChatCompletionContentPartParam] = [{"type": "text", "text": text}]
        content += [{"type": "image_url", "image_url": {"url": picture}} for picture in self.pictures]
        return [
            {"role": "system", "content": task},
            {"role": "user", "content": content if self.pictures else text},
        ]


def build_prompt(request: ModelRequest, picture: PictureBytes | None, *, masks: bool) -> Prompt:
    """The prompt for a document.

    Args:
        request: the document and what is wanted of it.
        picture: gives the pictures to send along; None to send none.
        masks: whether to mask. A page on which something was masked never goes as a picture, which would show it.
    """
    schema = json.dumps(schema_of(request.wanted, request.kinds), ensure_ascii=False)
    task = _task(request.wanted, request.kinds)
    room = PROMPT_CHARS - len(task) - len(wording.SCHEMA) - len(schema) - _FOR_REPAIR - _MARKERS
    packed = tuple(_packed(request.pages, room, masks=masks))
    pictures = _pictures([item.page for item in packed if not item.masked], picture) if picture else ()
    return Prompt(
        task=task,
        schema=schema,
        document=_framed([line for item in packed for line in item.lines]),
        pictures=tuple(url for _, url in pictures),
        sent=(
            *(SentPage(item.page.attachment, item.page.number, DataKind.TEXT, item.is_cut) for item in packed),
            *(SentPage(page.attachment, page.number, DataKind.PICTURE) for page, _ in pictures),
        ),
        masked=_summed([found for item in packed for found in item.masked]),
    )


@dataclass(frozen=True, slots=True)
class _Packed:
    page: PageText
    lines: tuple[str, ...]
    masked: tuple[Masked, ...]
    is_cut: bool


def _packed(pages: Sequence[PageText], room: int, *, masks: bool) -> Iterator[_Packed]:
    """The pages in their order, as far as there is room."""
    for page in pages:
        hidden = mask(page.lines) if masks else MaskedText(page.lines, ())
        kept = _fitting((f"[page {page.number}]", *hidden.lines), room)
        if len(kept) <= 1:
            return
        room -= sum(len(line) + 1 for line in kept)
        yield _Packed(page, tuple(kept), hidden.masked, is_cut=len(kept) <= len(page.lines))


def _task(wanted: Sequence[FieldName], kinds: Sequence[str]) -> str:
    keys = "\n".join(f"- {name.value}: {wording.FIELDS[name].format(kinds=', '.join(kinds))}" for name in wanted)
    return f"{wording.TASK}\nThe keys:\n{keys}"


def _framed(lines: Sequence[str]) -> str:
    """The lines between markers that name their own hash: a text cannot hold its own end."""
    text = "\n".join(lines)
    name = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"<document {name}>\n{text}\n</document {name}>"


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    """As many whole lines as fit."""
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def _pictures(pages: Sequence[PageText], picture: PictureBytes) -> tuple[tuple[PageText, str], ...]:
    found: list[tuple[PageText, str]] = []
    for page in pages:
        data = picture(page.picture) if page.picture and len(found) < PICTURES else None
        if data and len(data) <= PICTURE_BYTES:
            found.append((page, "data:image/jpeg;base64," + base64.b64encode(data).decode()))
    return tuple(found)


def _summed(masked: Sequence[Masked]) -> tuple[Masked, ...]:
    kinds = dict.fromkeys(item.kind for item in masked)
    return tuple(Masked(kind, sum(item.count for item in masked if item.kind is kind)) for kind in kinds)
