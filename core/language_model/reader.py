"""The language model as a reader of fields: see `core.domain.model.FieldModel`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from core.domain.control import Control
from core.domain.model import ModelAnswer, ModelRequest, ModelTrouble
from core.domain.page import Engine
from core.domain.ports import Clock
from core.errors import EngineMissingError
from core.language_model import wording
from core.language_model.breaker import Breaker
from core.language_model.conversation import Conversation, Heard, Line
from core.language_model.failures import SpentError, UnusableError, unavailable
from core.language_model.keys import Key
from core.language_model.ledger import Ledger
from core.language_model.prompt import PictureBytes, build_prompt
from core.language_model.wire import Wire
from core.settings import ModelSettings

log = logging.getLogger(__name__)

_LONGEST_NAME: Final = 40


class LanguageModel:
    """One model on one server, for all lanes of a process.

    Args:
        settings: which, and within what limits.
        ledger: where every call is noted.
        clock: tells the time.
        find_key: gives the key; asked once, and again after the server refused it.
        picture: a page's picture as JPEG, for models that see.
        breaker: one of one's own, for tests.
    """

    def __init__(
        self,
        settings: ModelSettings,
        ledger: Ledger,
        clock: Clock,
        *,
        find_key: Callable[[], Key],
        picture: PictureBytes,
        breaker: Breaker | None = None,
    ) -> None:
        self._settings = settings
        self._ledger = ledger
        self._clock = clock
        self._find_key = find_key
        self._picture = picture if settings.vision else None
        self._breaker = breaker or Breaker()
        self._wire = Wire(settings, clock)
        self._key: Key | None = None

    def read(self, request: ModelRequest, control: Control) -> ModelAnswer:
        """See `FieldModel.read`."""
        control.checkpoint()
        if (wait := self._breaker.wait_seconds()) > 0:
            raise unavailable(self._settings.endpoint, "it failed often and is left alone for a while", wait)
        prompt = build_prompt(request, self._picture, masks=self._settings.mask)
        if not prompt.sent:
            return ModelAnswer((), self._engine(""))
        self._key = self._key or self._find_key()
        line = Line(self._settings, self._wire, self._ledger, self._breaker, self._clock, self._key.text)
        try:
            return self._answer(Conversation(line, request, prompt, control).hold())
        except SpentError as error:
            return self._without(request, error.code, ModelTrouble.SPENT)
        except UnusableError as error:
            return self._without(request, error.code, ModelTrouble.UNUSABLE)
        except EngineMissingError:
            self._key = None
            raise

    def _answer(self, heard: Heard) -> ModelAnswer:
        return ModelAnswer(heard.values, self._engine(heard.model))

    def _without(self, request: ModelRequest, code: str, trouble: ModelTrouble) -> ModelAnswer:
        log.warning("no answer", extra={"action": "model_failed", "record": request.record, "code": code})
        return ModelAnswer((), self._engine(""), trouble)

    def _engine(self, answered_by: str) -> Engine:
        """The model as the settings name it; the version is the prompt's, and what the server calls the model."""
        said = "".join(letter for letter in answered_by if letter.isascii() and letter.isprintable())[:_LONGEST_NAME]
        named = f"prompt {wording.VERSION}"
        return Engine(self._settings.name, f"{named}, {said}" if said and said != self._settings.name else named)
