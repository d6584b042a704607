"""Every answer of the desk worker, and the part of the window that it goes to."""

from __future__ import annotations

from functools import singledispatchmethod
from typing import TYPE_CHECKING

from desktop import messages as m
from desktop.again_messages import AgainAnswer
from desktop.delivery_messages import DeliveryAnswer
from desktop.intake_messages import PathsCounted, TakenIn
from desktop.keeping_messages import KeepingAnswer
from desktop.page_messages import LoadPicture, PictureLoaded, RegionRead, SoundEnded
from desktop.review_messages import BulkPlanned, CountQueue, Decided, ManyDecided, PutOff, QueueCounted
from desktop.times_messages import LoadStuck, StuckLoaded, TimesAnswer, TimesFailed
from desktop.ui.banner import NextStep
from desktop.ui.phrases import Phrase
from desktop.ui.review.phrases import OffPhrase
from desktop.version_messages import VersionAnswer

if TYPE_CHECKING:
    from desktop.ui.window import MainWindow

_INTERNAL = "internal"
_AWAY = "server_lost"
_LOOKS = (m.ListRecords, m.OpenRecord, m.LoadSent, m.RefreshRows, m.LoadHistory, m.LoadState, LoadPicture, CountQueue)
"""What the window asks by itself, to show it."""


class Receiver:
    """Hands answers on; the window's parts know what to do with them."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def receive(self, answer: object) -> None:
        """An answer came."""
        self._receive(answer)

    @singledispatchmethod
    def _receive(self, answer: object) -> None:
        raise TypeError(type(answer).__name__)

    @_receive.register
    def _(self, answer: m.RecordsListed) -> None:
        window = self._window
        if answer.ask.screen is m.Screen.RECORDS:
            window.records.show_list(answer)
            if not answer.ask.query.after and window.review_if_made is None:
                window.prepare()
        else:
            window.review.show_list(answer)

    @_receive.register
    def _(self, answer: m.RecordOpened) -> None:
        if answer.ask.screen is m.Screen.RECORDS:
            self._window.records.show_detail(answer)
        else:
            self._window.review.show_detail(answer)

    @_receive.register
    def _(self, answer: TimesAnswer) -> None:
        match answer:
            case StuckLoaded():
                self._window.strip.stuck.show_answer(answer)
            case TimesFailed(ask=LoadStuck()):
                pass  # it is asked again in a minute
            case _:
                self._window.times.show_answer(answer)

    @_receive.register
    def _(self, answer: VersionAnswer) -> None:
        self._window.versions.show_answer(answer)

    @_receive.register
    def _(self, answer: KeepingAnswer) -> None:
        self._window.keeping.show_answer(answer)

    @_receive.register
    def _(self, answer: DeliveryAnswer) -> None:
        self._window.by_wire.show_answer(answer)

    @_receive.register
    def _(self, answer: m.SentLoaded) -> None:
        self._window.records.panel.show_sent(answer.record, answer.rows)

    @_receive.register
    def _(self, answer: m.HistoryLoaded) -> None:
        self._window.records.show_history(answer)
        self._window.review.extras.show_history(answer)

    @_receive.register
    def _(self, answer: m.RowsRefreshed) -> None:
        self._window.feed.show(answer)

    @_receive.register
    def _(self, answer: PictureLoaded) -> None:
        self._window.shelf.take(answer)

    @_receive.register
    def _(self, answer: TakenIn) -> None:
        if answer.result.refused:
            self._window.banner.show_refusals(answer.result.refused)

    @_receive.register
    def _(self, answer: PathsCounted) -> None:
        self._window.adding.show_counts(answer)

    @_receive.register
    def _(self, answer: RegionRead) -> None:
        self._window.review.show_region(answer)

    @_receive.register
    def _(self, answer: SoundEnded) -> None:
        self._window.review.pages.sound.show_ended(answer)
        self._window.records.show_sound_ended(answer)

    @_receive.register
    def _(self, answer: Decided) -> None:
        self._window.review.show_decided(answer)

    @_receive.register
    def _(self, answer: PutOff) -> None:
        self._window.review.show_put_off(answer)

    @_receive.register
    def _(self, answer: QueueCounted) -> None:
        self._window.review.show_counts(answer)

    @_receive.register
    def _(self, answer: m.StateLoaded) -> None:
        self._window.review.show_state(answer)

    @_receive.register
    def _(self, answer: BulkPlanned) -> None:
        self._window.review.extras.show_plan(answer)

    @_receive.register
    def _(self, answer: ManyDecided) -> None:
        self._window.review.extras.show_done(answer)

    @_receive.register
    def _(self, answer: m.PackMade) -> None:
        self._window.show_note(self._window.look.words.say(OffPhrase.PACK_MADE, path=answer.pack.path))

    @_receive.register
    def _(self, answer: AgainAnswer) -> None:
        self._window.again.receive(answer)

    @_receive.register
    def _(self, _answer: m.Done) -> None:
        """The rows tell what has changed."""

    @_receive.register
    def _(self, answer: m.AskFailed) -> None:
        window = self._window
        if isinstance(answer.ask, m.RefreshRows):
            window.feed.fail()
        if isinstance(answer.ask, LoadPicture):
            window.shelf.give_up(answer.ask)
        if window.again.receive(answer):
            return
        review = window.review_if_made
        if window.versions.show_failed(answer):
            return
        if review is not None and review.show_failed(answer):
            return  # said where it was asked for
        if answer.code == _AWAY and isinstance(answer.ask, _LOOKS):
            return  # the banner says so already, or what became of a change, which is worth more
        words = window.look.words
        steps = (NextStep.OPEN_LOGS,) if answer.code == _INTERNAL else ()
        window.banner.show_text(words.say(Phrase.FAILED_ASK), [words.error(answer.code, answer.text)], steps=steps)
