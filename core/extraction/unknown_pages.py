"""Pages beside a known document that are of another kind, or of none: they may take back what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from core.domain.field import FieldName, Remark
from core.domain.page import Page, PageStatus
from core.extraction.candidates import Candidate
from core.extraction.layout import lay_out
from core.extraction.titles import is_title
from core.extraction.types import DocumentTypes

OTHER_KIND: Final = "other_kind"
ATTACHMENT_UNKNOWN: Final = "attachment_unknown"
_FEW: Final = 4
"""A page of fewer words is blank but for a page number."""


def remarks_on(types: DocumentTypes, pages: Sequence[Page], candidates: Sequence[Candidate]) -> tuple[Remark, ...]:
    """What is to be said of pages that give no kind of document, where another page gives one.

    Further pages of the same file may be notes or more courses; those of an attachment of its own are something else.
    """
    kinds = [item.sheet.page for item in candidates if item.field is FieldName.DOCUMENT_TYPE]
    known = {(page.attachment, page.number) for page in kinds}
    if not known or len(known) == len(pages):
        return ()
    return tuple(Remark(code) for code in dict.fromkeys(_codes(types, pages, known)))


def _codes(types: DocumentTypes, pages: Sequence[Page], known: set[tuple[int, int]]) -> Iterator[str]:
    attachments = {attachment for attachment, _ in known}
    for page in pages:
        is_blank = page.status is not PageStatus.READ or len(page.words) < _FEW
        if is_blank or (page.attachment, page.number) in known:
            continue
        if any(is_title(types, line) for line in lay_out(page).lines):
            yield OTHER_KIND
        elif page.attachment not in attachments:
            yield ATTACHMENT_UNKNOWN
