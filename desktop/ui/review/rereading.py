"""Has a place of the page read again for the field that is worked on, and proposes what was found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.domain.field import FieldName
from core.domain.page import Page
from desktop.messages import AskFailed
from desktop.page_messages import ReadRegion, RegionRead
from desktop.ui.page.picks import Region, pick_of
from desktop.ui.review.field import FieldCard
from desktop.ui.review.panel import ReviewPanel
from desktop.ui.words import Words


class Rereading(QObject):
    """Emits `asked` with a `ReadRegion`; an answer to an older question, or for a field that is gone, is dropped."""

    asked = Signal(object)

    def __init__(self, words: Words, panel: ReviewPanel) -> None:
        super().__init__()
        self._words = words
        self._panel = panel
        self._generation = 0
        self._field: FieldName | None = None

    def want(self, region: Region) -> None:
        """Read that region for the current field."""
        detail, card = self._panel.detail, self._panel.current_card
        if detail is None or card is None:
            return
        row = next((one for one in detail.attachments if one.index == region.attachment), None)
        if row is None:
            return
        self._generation += 1
        self._field = card.name
        card.proposal.show_waiting()
        card.take_focus()
        self.asked.emit(ReadRegion(self._generation, row, region.page, region.box, region.turned))

    def show(self, answer: RegionRead) -> None:
        """Words came."""
        card = self._card(answer.ask)
        if card is None:
            return
        page = self._page(answer.ask)
        pick = pick_of(page, answer.words) if page is not None and answer.words else None
        card.proposal.show_pick(pick)

    def fail(self, answer: AskFailed) -> bool:
        """It could not be read; True if this was asked for here."""
        if not isinstance(answer.ask, ReadRegion):
            return False
        card = self._card(answer.ask)
        if card is not None:
            card.proposal.show_problem(self._words.error(answer.code, answer.text))
        return True

    def _page(self, ask: ReadRegion) -> Page | None:
        detail = self._panel.detail
        pages = detail.reading.pages if detail is not None and detail.reading is not None else ()
        return next((one for one in pages if (one.attachment, one.number) == (ask.attachment.index, ask.page)), None)

    def _card(self, ask: ReadRegion) -> FieldCard | None:
        if ask.generation != self._generation:
            return None
        return next((card for card in self._panel.cards if card.name is self._field), None)
