"""What the window says when its server is lost or there again. Nothing is shown for a desk with a store of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.domain.events import LinkChanged
from desktop.ui.phrases import Said
from desktop.ui.words import Tone

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow


class LinkPhrase(Said):
    """Sentences."""

    LOST = ("The server does not answer.", "서버가 응답하지 않습니다.")
    LOST_NEXT = (
        "You can look at what is here. Changes are refused until it is back; nothing is sent later by itself.",
        "지금 보이는 것은 볼 수 있습니다. 연결될 때까지 결정과 변경은 받지 않으며, 나중에 저절로 보내지도 않습니다.",
    )
    BACK = ("The server is there again; everything was looked at anew.", "서버에 다시 연결되어 모두 새로 읽었습니다.")
    STRIP_LOST = ("Not connected: {place}", "연결 끊김: {place}")


def still_lost(window: MainWindow, event: LinkChanged | None) -> None:
    """A window that was made anew says what the one before said last."""
    if event is not None and not event.is_up:
        show_link(window, event)


def show_link(window: MainWindow, event: LinkChanged) -> None:
    """Say how it stands, and look at everything again once the server is there."""
    say, look_at = window.look.words.say, window.strip.place
    if not event.is_up:
        look_at.setText(say(LinkPhrase.STRIP_LOST, place=event.place))
        window.banner.show_text(say(LinkPhrase.LOST), [say(LinkPhrase.LOST_NEXT)])
        return
    window.strip.show_place(event.place)
    window.banner.show_text(say(LinkPhrase.BACK), tone=Tone.HOLD)
    window.records.reload()
    window.feed.refresh_counts()
    if window.review_if_made is not None:
        window.review_if_made.reload()
