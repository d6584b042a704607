"""Which part of the queue is shown: by filter, search and saved view; and the comments that are offered again."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.domain.desk_state import DeskState, QueueFilter
from desktop.ui.review.listing import Listing
from desktop.ui.review.reject import RejectForm
from desktop.ui.review.side import QueuePanel


class Views(QObject):
    """Between the side's search and menu, and the listing that keeps what was chosen."""

    def __init__(self, side: QueuePanel, listing: Listing, form: RejectForm) -> None:
        super().__init__()
        self._side = side
        self._listing = listing
        self._form = form
        side.all_wanted.connect(self._on_all_wanted)
        side.search.searched.connect(self._on_searched)
        side.menu.chosen.connect(self.choose)
        side.menu.saved.connect(self._on_saved)
        side.menu.forgotten.connect(self._on_forgotten)

    def begin(self, state: DeskState) -> None:
        """This is how the desk was set last."""
        self._listing.state = state
        self._show()
        self._listing.reload()

    def choose(self, view: QueueFilter) -> None:
        """Show that part of the queue."""
        self._listing.choose(view)
        self._show()

    def note_comment(self, comment: str) -> None:
        """That was said to an applicant; "" for nothing. What names one record's values is not offered for others."""
        if comment and not self._form.is_of_record(comment):
            self._keep(self._listing.state.with_comment(comment))

    def _keep(self, state: DeskState) -> None:
        self._listing.keep(state)
        self._show()

    def _show(self) -> None:
        self._side.show_state(self._listing.state)
        self._form.show_comments(self._listing.state.comments)

    def _on_saved(self, view: QueueFilter) -> None:
        self._keep(self._listing.state.with_view(view))

    def _on_forgotten(self, view: QueueFilter) -> None:
        self._keep(self._listing.state.without_view(view))

    def _on_all_wanted(self) -> None:
        self._side.search.clear()
        self._listing.text = ""
        self.choose(QueueFilter())

    def _on_searched(self) -> None:
        self._listing.search(self._side.search.text().strip())
