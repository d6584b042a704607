"""The strip below a recording's page: play the segment that counts, the one before or after it, or all of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.domain.page import Box, Page, Segment
from desktop.page_messages import PlaySound, SoundEnded, StopSound
from desktop.ui.keys import Deed, shown
from desktop.ui.keytable import KeyPhrase
from desktop.ui.look import Look
from desktop.ui.page.phrases import PagePhrase
from desktop.ui.parts import ElidedLabel, button, icon_button, row_of
from desktop.ui.shown import percent, tip
from desktop.ui.theme import GAP, GAP_SMALL

_BEFORE, _AFTER = 0.2, 0.3
"""Seconds played around a segment, so that its first and last sounds are not cut off."""


class SoundBar(QFrame):
    """Emits `asked` with an `Ask`, and `turned` to another segment; is shown pages, and where on them one looks."""

    asked = Signal(object)
    turned = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._say = look.words.say
        self._page: Page | None = None
        self._at = 0
        self._playing: PlaySound | None = None
        self.setObjectName("tools")
        self.setFixedHeight(40)
        self.play = button(look, self._say(PagePhrase.PLAY_SEGMENT), "play")
        self.play.setToolTip(tip(self._say(PagePhrase.PLAY_SEGMENT), shown(Deed.PLAY)))
        self.all = button(look, self._say(PagePhrase.PLAY_ALL))
        self.previous = icon_button(look, "left", self._say(KeyPhrase.SEGMENT_BEFORE))
        self.following = icon_button(look, "right", self._say(KeyPhrase.SEGMENT_AFTER))
        self.previous.setToolTip(tip(self._say(KeyPhrase.SEGMENT_BEFORE), shown(Deed.SEGMENT_BEFORE)))
        self.following.setToolTip(tip(self._say(KeyPhrase.SEGMENT_AFTER), shown(Deed.SEGMENT_AFTER)))
        self.what = ElidedLabel("", "muted")
        self.play.clicked.connect(self.toggle)
        self.all.clicked.connect(self._on_all)
        self.previous.clicked.connect(self._on_previous)
        self.following.clicked.connect(self._on_following)
        parts = (self.previous, self.following, self.play, self.all, self.what)
        row = row_of(*parts, spacing=GAP_SMALL, margins=(GAP, 0, GAP, 0))
        row.setStretchFactor(self.what, 1)
        self.setLayout(row)
        self.hide()

    @property
    def segment(self) -> Segment | None:
        """The one that would be played; None if nothing was heard."""
        segments = self._segments
        return segments[self._at] if self._at < len(segments) else None

    @property
    def words(self) -> tuple[int, ...]:
        """The places of that segment's words among those of the page."""
        page, segment = self._page, self.segment
        if page is None or segment is None:
            return ()
        lines = range(segment.first_line, segment.last_line + 1)
        return tuple(number for number, word in enumerate(page.words) if word.line in lines)

    def show_page(self, page: Page | None) -> None:
        """That page is looked at: the least sure segment first."""
        if page is not None and self._page is not None and page.sound == self._page.sound:
            self._page = page
            return
        self._stop()
        self._page = page if page is not None and page.sound is not None else None
        segments = self._segments
        self._at = min(range(len(segments)), key=lambda at: segments[at].confidence, default=0)
        self.setVisible(self._page is not None)
        self._tell()

    def show_place(self, box: Box) -> None:
        """Somebody looks at that place of the page: its segment is the one to play."""
        found = segment_at(self._page, box) if self._page else None
        if found is not None and found != self._at:
            self._choose(found)

    def show_ended(self, answer: SoundEnded) -> None:
        """It is silent again, or could not be played."""
        if answer.ask != self._playing:
            return
        self._playing = None
        self._tell(self._look.words.error(answer.code, answer.text) if answer.code else "")

    def toggle(self) -> None:
        """Play the segment, or stop what plays."""
        if self._playing is not None:
            self._stop()
        elif self._page is not None and (segment := self.segment) is not None:
            self._start(segment.start - _BEFORE, segment.end + _AFTER)
        else:
            self._on_all()

    @property
    def _segments(self) -> Sequence[Segment]:
        return self._page.segments if self._page else ()

    def _on_all(self) -> None:
        if self._page is not None:
            self._stop()
            self._start(0.0, self._page.seconds)

    def _on_previous(self) -> None:
        self._choose(self._at - 1)

    def _on_following(self) -> None:
        self._choose(self._at + 1)

    def _choose(self, at: int) -> None:
        self._stop()
        self._at = max(0, min(len(self._segments) - 1, at))
        self._tell()
        self.turned.emit()

    def _start(self, start: float, end: float) -> None:
        if self._page is None or self._page.sound is None:
            return
        self._playing = PlaySound(self._page.sound, max(0.0, start), min(self._page.seconds, end))
        self.asked.emit(self._playing)
        self._tell()

    def _stop(self) -> None:
        if self._playing is not None:
            self._playing = None
            self.asked.emit(StopSound())
            self._tell()

    def _tell(self, problem: str = "") -> None:
        segment, segments = self.segment, self._segments
        is_playing = self._playing is not None
        self.play.setText(self._say(PagePhrase.STOP if is_playing else PagePhrase.PLAY_SEGMENT))
        self.play.setIcon(self._look.icon("stop" if is_playing else "play", self._look.theme.text))
        self.play.setVisible(segment is not None or is_playing)
        self.previous.setEnabled(self._at > 0)
        self.following.setEnabled(self._at + 1 < len(segments))
        for one in (self.previous, self.following):
            one.setVisible(bool(segments))
        self.what.setText(problem or self._words_of(segment))

    def _words_of(self, segment: Segment | None) -> str:
        length = clock(self._page.seconds) if self._page else ""
        if segment is None:
            return self._say(PagePhrase.RECORDING, length=length)
        return self._say(
            PagePhrase.SEGMENT,
            number=self._at + 1,
            segments=len(self._segments),
            start=clock(segment.start),
            end=clock(segment.end),
            confidence=percent(segment.confidence),
        )


def segment_at(page: Page, box: Box) -> int | None:
    """The number of the segment that is written at that place; None if there is none."""
    middle = (box.y0 + box.y1) / 2
    for number, segment in enumerate(page.segments):
        rows = [word.box for word in page.words if segment.first_line <= word.line <= segment.last_line]
        if rows and min(row.y0 for row in rows) <= middle <= max(row.y1 for row in rows):
            return number
    return None


def clock(seconds: float) -> str:
    """Minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
