"""What the window says when its server is lost or there again. Nothing is shown for a desk with a store of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from core.domain.events import LinkChanged
from desktop.ui.banner import NextStep
from desktop.ui.link_phrases import LinkPhrase
from desktop.ui.phrases import Phrase
from desktop.ui.words import Tone

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


def still_lost(window: MainWindow, event: LinkChanged | None) -> None:
    """A window that was made anew says what the one before said last."""
    if event is not None and not event.is_up:
        show_link(window, event)


def show_place(window: MainWindow, place: str) -> None:
    """Where the desk works: on this machine, or on a server, and then nothing stays here."""
    window.strip.show_place(place)
    if server := urlsplit(place).netloc:
        window.records.welcome.show_server(server)


def show_link(window: MainWindow, event: LinkChanged) -> None:
    """Say how it stands, and look at everything again once the server is there."""
    say = window.look.words.say
    if not event.is_up:
        window.strip.show_lost()
        window.banner.show_text(say(LinkPhrase.LOST), [say(LinkPhrase.LOST_NEXT)])
        return
    window.strip.show_place(event.place)
    window.banner.show_text(say(LinkPhrase.BACK), tone=Tone.HOLD)
    window.records.reload()
    window.records.refresh_panel()
    window.feed.refresh_counts()
    if window.review_if_made is not None:
        window.review_if_made.reload()


def show_not_opened(window: MainWindow, url: str, reason: tuple[str, str], *, is_tried_again: bool) -> None:
    """The desk could not be opened.

    Args:
        window: where to say it.
        url: of the server to work on; "" for records on this machine.
        reason: code and text.
        is_tried_again: whether that goes on by itself.
    """
    say, text = window.look.words.say, window.look.words.error(*reason)
    if not url:
        window.show_failed(text)
        return
    window.strip.show_text(say(Phrase.NOT_OPEN))
    after = LinkPhrase.TRIED_AGAIN if is_tried_again else LinkPhrase.IN_SETTINGS
    title = say(LinkPhrase.NOT_REACHED, place=urlsplit(url).netloc)
    window.records.show_failed(title)
    window.banner.show_text(title, [text, say(after)], steps=(NextStep.OPEN_SETTINGS, NextStep.OPEN_LOGS))
