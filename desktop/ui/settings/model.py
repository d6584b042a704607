"""The model's page: its lines, and what is more than settings: the key, and trying the connection."""

from __future__ import annotations

from core.settings import Settings
from desktop.program import FindKey, KeyFound, ModelTested, ProgramAnswer, ProgramFailed, StoreKey, TryModel
from desktop.ui.composing import settle_composition
from desktop.ui.look import Look
from desktop.ui.settings.key_tools import KeyTools, KeyWords
from desktop.ui.settings.lines import MODEL
from desktop.ui.settings.page import LinesPage
from desktop.ui.settings.phrases import SettingsPhrase as S
from desktop.ui.shown import duration


class ModelPage(LinesPage):
    """Which model is asked, how, and with which key."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        self.tools = KeyTools(look, KeyWords())
        super().__init__(look, MODEL, settings, fixed, {"model.name": self.tools})
        self.tools.asked.connect(self.asked)
        self.tools.test_wanted.connect(self._on_test_wanted)

    def take_up(self, settings: Settings | None) -> None:
        """Another server may have been typed in."""
        model = settings.model if settings else None
        self.tools.show_server(model.endpoint if model else "", can_test=bool(model and model.name))

    def receive(self, answer: ProgramAnswer) -> None:
        """Keys and tests."""
        match answer:
            case ModelTested():
                self.tools.show_outcome(self._good(answer), answer.code, answer.text)
            case KeyFound():
                self.tools.show_key(answer)
            case ProgramFailed(ask=TryModel() | FindKey(reader="") | StoreKey(reader="")):
                self.tools.show_failed(answer)
            case _:
                pass

    def _on_test_wanted(self, key: str) -> None:
        settle_composition()
        self.asked.emit(TryModel(self.edits, key))

    def _good(self, tested: ModelTested) -> str:
        return self.look.words.say(
            S.TEST_GOOD,
            endpoint=tested.endpoint,
            model=tested.answered_by or tested.model,
            seconds=duration(tested.seconds, self.look.words),
            way=tested.way,
            right=tested.right,
            asked=tested.asked,
        )
