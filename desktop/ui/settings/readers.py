"""The pages of recognisers on other machines: when they are asked, where, their key, and trying them."""

from __future__ import annotations

from core.settings import Settings, problems_of, with_changes
from desktop.program import FindKey, KeyFound, ProgramAnswer, ProgramFailed, ReaderTested, StoreKey, TryReader
from desktop.ui.composing import settle_composition
from desktop.ui.look import Look
from desktop.ui.settings.key_tools import KeyTools, KeyWords
from desktop.ui.settings.lines import CLOVA, SPEECH, Page
from desktop.ui.settings.page import LinesPage
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.shown import duration


class ReaderPage(LinesPage):
    """Lines, and below the server's address its key and a test.

    Args:
        look: words and colours.
        page: its lines.
        reader: the recogniser's name.
        part: the part of the settings that has its address; it knows its `endpoint`.
        address: the setting of the address, in that part.
        settings: as they are.
        fixed: what the environment says.
    """

    def __init__(
        self, look: Look, page: Page, settings: Settings, fixed: frozenset[str], *, reader: str, part: str, address: str
    ) -> None:
        self.tools = KeyTools(look, KeyWords(none=S.KEY_HINT_MISSING), reader)
        self._reader, self._part, self._settings = reader, part, settings
        super().__init__(look, page, settings, fixed, {f"{part}.{address}": self.tools})
        self.tools.asked.connect(self.asked)
        self.tools.test_wanted.connect(self._on_test_wanted)

    def take_up(self, settings: Settings | None) -> None:
        """Another server may have been typed in; whether the model's settings are valid is of no concern here."""
        del settings
        edits = {name: value for name, value in self.edits if name.startswith(f"{self._part}.")}
        is_bad = bool(problems_of(self._settings, edits))
        part = None if is_bad else getattr(with_changes(self._settings, edits), self._part)
        endpoint = part.endpoint if part else ""
        self.tools.show_server(endpoint, can_test=bool(endpoint))

    def receive(self, answer: ProgramAnswer) -> None:
        """Keys and tests of this recogniser."""
        match answer:
            case ReaderTested(reader=self._reader):
                self.tools.show_outcome(self._good(answer), answer.code, answer.text)
            case KeyFound(reader=self._reader):
                self.tools.show_key(answer)
            case ProgramFailed(
                ask=TryReader(reader=self._reader) | FindKey(reader=self._reader) | StoreKey(reader=self._reader)
            ):
                self.tools.show_failed(answer)
            case _:
                pass

    def _on_test_wanted(self, key: str) -> None:
        settle_composition()
        self.asked.emit(TryReader(self._reader, self.edits, key))

    def _good(self, tested: ReaderTested) -> str:
        seconds = duration(tested.seconds, self.look.words)
        good = S.READER_GOOD if tested.asked else S.HEARING_GOOD
        return self.look.words.say(good, detail=tested.detail, seconds=seconds, right=tested.right, asked=tested.asked)


def clova_page(look: Look, settings: Settings, fixed: frozenset[str]) -> ReaderPage:
    """When CLOVA OCR is asked, and with which key."""
    return ReaderPage(look, CLOVA, settings, fixed, reader="clova", part="clova", address="invoke_url")


def speech_page(look: Look, settings: Settings, fixed: frozenset[str]) -> ReaderPage:
    """What turns recordings into text."""
    return ReaderPage(look, SPEECH, settings, fixed, reader="speech-server", part="speech", address="base_url")
