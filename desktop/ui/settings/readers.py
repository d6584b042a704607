"""The page of the second reader of pictures: when it is asked, where, its key, and trying it."""

from __future__ import annotations

from typing import Final

from core.settings import Settings, problems_of, with_changes
from desktop.program import FindKey, KeyFound, ProgramAnswer, ProgramFailed, ReaderTested, StoreKey, TryReader
from desktop.ui.composing import settle_composition
from desktop.ui.look import Look
from desktop.ui.settings.lines import CLOVA
from desktop.ui.settings.model import ModelTools
from desktop.ui.settings.page import LinesPage

_NAME: Final = "clova"
_URL: Final = "clova.invoke_url"


class ClovaPage(LinesPage):
    """When CLOVA OCR is asked, and with which key."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        self.tools = ModelTools(look, _NAME)
        self._settings = settings
        super().__init__(look, CLOVA, settings, fixed, {_URL: self.tools})
        self.tools.asked.connect(self.asked)
        self.tools.test_wanted.connect(self._on_test_wanted)

    def take_up(self, settings: Settings | None) -> None:
        """Another server may have been typed in; whether the model's settings are valid is of no concern here."""
        del settings
        edits = {name: value for name, value in self.edits if name.startswith(f"{_NAME}.")}
        is_bad = bool(problems_of(self._settings, edits))
        endpoint = "" if is_bad else with_changes(self._settings, edits).clova.endpoint
        self.tools.show_server(endpoint, can_test=bool(endpoint))

    def receive(self, answer: ProgramAnswer) -> None:
        """Keys and tests."""
        match answer:
            case ReaderTested(reader="clova"):
                self.tools.show_trial(answer)
            case KeyFound(reader="clova"):
                self.tools.show_key(answer)
            case ProgramFailed(ask=TryReader(reader="clova") | FindKey(reader="clova") | StoreKey(reader="clova")):
                self.tools.show_failed(answer)
            case _:
                pass

    def _on_test_wanted(self, key: str) -> None:
        settle_composition()
        self.asked.emit(TryReader(_NAME, self.edits, key))
