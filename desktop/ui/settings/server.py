"""The page of the server to work on: its address, whom to trust, its token, and trying it."""

from __future__ import annotations

from urllib.parse import urlsplit

from core.settings import Settings, problems_of, with_changes
from desktop.program import FindKey, KeyFound, ProgramAnswer, ProgramFailed, ServerTested, StoreKey, TryServer
from desktop.ui.composing import settle_composition
from desktop.ui.look import Look
from desktop.ui.settings.key_tools import KeyTools, KeyWords
from desktop.ui.settings.lines import SERVER
from desktop.ui.settings.page import LinesPage
from desktop.ui.settings.server_phrases import ServerPhrase as V
from desktop.ui.shown import duration

WHOSE = "server"
_WORDS = KeyWords(V.TOKEN, V.TOKEN_KEYRING, V.TOKEN_ENVIRONMENT, V.TOKEN_NONE, V.TESTING)


class ServerPage(LinesPage):
    """Where this window works, from the next start on."""

    def __init__(self, look: Look, settings: Settings, fixed: frozenset[str]) -> None:
        self.tools = KeyTools(look, _WORDS, WHOSE)
        self._settings = settings
        super().__init__(look, SERVER, settings, fixed, {"server.url": self.tools})
        self.tools.asked.connect(self.asked)
        self.tools.test_wanted.connect(self._on_test_wanted)

    def take_up(self, settings: Settings | None) -> None:
        """Another server may have been typed in; whether the model's settings are valid is of no concern here."""
        del settings
        edits = dict(self.edits)
        url = "" if problems_of(self._settings, edits) else with_changes(self._settings, edits).server.url
        self.tools.show_server(url, can_test=bool(url))

    def receive(self, answer: ProgramAnswer) -> None:
        """The token, and how the test went."""
        match answer:
            case ServerTested():
                self.tools.show_outcome(self._good(answer), answer.code, answer.text)
            case KeyFound(reader="server"):
                self.tools.show_key(answer)
            case ProgramFailed(ask=TryServer() | FindKey(reader="server") | StoreKey(reader="server")):
                self.tools.show_failed(answer)
            case _:
                pass

    def _on_test_wanted(self, token: str) -> None:
        settle_composition()
        self.asked.emit(TryServer(self.edits, token))

    def _good(self, tested: ServerTested) -> str:
        return self.look.words.say(
            V.GOOD,
            host=urlsplit(tested.url).netloc,
            seconds=duration(tested.seconds, self.look.words),
            total=tested.total,
            held=tested.held,
        )
