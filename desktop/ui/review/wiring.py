"""Who hears whom on the review screen, and what its keys do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.ui.keys import Deed, bind, bind_numbers

if TYPE_CHECKING:
    from desktop.ui.review.screen import ReviewScreen


def wire(screen: ReviewScreen) -> None:
    """Connect its parts, and bind its keys."""
    listing, opening, extras = screen.listing, screen.opening, screen.extras
    for asker in (listing, opening, extras, screen.judging, screen.rereading, screen.elsewhere, screen.deadlines):
        asker.asked.connect(screen.asked)
    screen.elsewhere.told.connect(screen.told)
    screen.faces.records_wanted.connect(screen.records_wanted)
    listing.settled.connect(screen.settle)
    opening.picture_ahead.connect(screen.picture_ahead)
    opening.shown.connect(screen.note_shown)
    _wire_queue(screen)
    _wire_panel(screen)
    _bind(screen)


def _wire_queue(screen: ReviewScreen) -> None:
    queue, side = screen.queue, screen.side
    queue.chosen.connect(screen.opening.choose)
    queue.more_wanted.connect(screen.listing.more)
    side.next_wanted.connect(screen.next)
    side.previous_wanted.connect(screen.previous)
    side.undo_wanted.connect(screen.undo)
    side.bulk_wanted.connect(screen.decide_many)
    side.search.done.connect(screen.panel.focus_first)


def _wire_panel(screen: ReviewScreen) -> None:
    panel, pages, judging = screen.panel, screen.pages, screen.judging
    panel.field_entered.connect(pages.focus_field)
    panel.approve_wanted.connect(judging.approve)
    panel.reject_wanted.connect(judging.start_reject)
    panel.palette_panel.closed.connect(judging.leave_palette)
    panel.palette_panel.confirmed.connect(judging.confirm_reject)
    pages.sound_wanted.connect(screen.asked)
    pages.picked.connect(panel.take)
    pages.region_wanted.connect(screen.rereading.want)


def _bind(screen: ReviewScreen) -> None:
    for deed, slot in (
        (Deed.APPROVE, screen.approve),
        (Deed.REJECT, screen.reject),
        (Deed.NEXT, screen.next),
        (Deed.PREVIOUS, screen.previous),
        (Deed.UNDO, screen.undo),
        (Deed.FILTER, screen.side.open_menu),
        (Deed.POSTPONE, screen.panel.head.open_later),
        (Deed.ESCALATE, screen.extras.start_escalation),
        (Deed.HISTORY, screen.panel.head.history.toggle),
        (Deed.PACK, screen.extras.make_pack),
    ):
        bind(screen, deed, slot)
    bind_numbers(screen, Deed.TAKE, screen.panel.take_choice)
