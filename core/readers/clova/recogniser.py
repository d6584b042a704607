"""CLOVA OCR as a recogniser of pictures. Nothing is sent unless it is asked."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Callable
from functools import partial
from typing import Final

from core.domain.control import Control
from core.domain.egress import DataKind, Service
from core.domain.media import JPEG
from core.domain.page import Engine, Word
from core.domain.ports import Clock
from core.domain.recogniser import Material, Recognition, Task, Usability
from core.errors import EngineMissingError, InputError
from core.keychain import Key
from core.language_model.failures import wait_asked
from core.reader_settings import ClovaSettings
from core.readers.checked import check_material
from core.readers.clova.answer import words_of
from core.readers.failures import wrong_address
from core.readers.ledger import DayLimit, Line, Sending
from core.readers.outfit import Outfit
from core.readers.web import CallBounds, post

ENGINE: Final = Engine(Service.CLOVA, "general V2")
_ANSWER_BYTES: Final = 8 * 1024 * 1024
_PICTURE_BYTES: Final = 50_000_000
"""The service's own limit, for the picture as it is sent."""
_LANGUAGES: Final = {"kor": "ko"}
"""Latin letters are read in every language; others than these are left to the domain's own setting."""


class ClovaRecogniser:
    """One domain's invoke URL. It keeps nothing between calls but the key.

    Args:
        settings: where, and within what limits.
        languages: Tesseract's codes.
        line: notes every call.
        clock: tells the time.
        find_key: gives the secret; asked once, and again after the server refused it.
    """

    name = "clova"
    media_types = frozenset({JPEG})

    def __init__(
        self, settings: ClovaSettings, languages: tuple[str, ...], line: Line, clock: Clock, find_key: Callable[[], Key]
    ) -> None:
        self._settings = settings
        self._languages = ",".join(_LANGUAGES[code] for code in languages if code in _LANGUAGES)
        self._line = line
        self._clock = clock
        self._find_key = find_key
        self._key: Key | None = None

    @classmethod
    def make(cls, outfit: Outfit) -> ClovaRecogniser:
        """As the settings say."""
        settings = outfit.settings.clova
        limit = DayLimit(Service.CLOVA, settings.daily_calls, settings.daily_budget)
        line = Line(outfit.ledger, outfit.breaker(cls.name), outfit.clock, limit, f"{ENGINE.name} {ENGINE.version}")
        find_key = partial(outfit.find_key, cls.name, settings.endpoint)
        return cls(settings, outfit.settings.languages, line, outfit.clock, find_key)

    def usable(self) -> Usability:
        """See `Recogniser.usable`. The key is not looked up: a locked keyring would ask for its password."""
        if not self._settings.invoke_url:
            return Usability("It is off: set clova.invoke_url, as the builder of CLOVA OCR shows it, and its key.")
        return Usability(detail=f"general API V2 at {self._settings.endpoint}")

    def recognise(self, material: Material, task: Task, control: Control) -> Recognition:
        """See `Recogniser.recognise`."""
        control.checkpoint()
        check_material(self, material)
        if not self._settings.invoke_url:
            raise wrong_address("CLOVA OCR", "no invoke URL is set")
        content = self._request(material)
        seconds = min(self._settings.seconds, task.seconds)
        bounds = CallBounds(self._settings.endpoint, seconds, _ANSWER_BYTES, control.checkpoint)
        key = self._found_key()
        sending = Sending(task, DataKind.PICTURE, len(content), self._settings.price)
        try:
            words = self._line.call(sending, bounds, lambda: self._ask(content, material, key, bounds))
        except EngineMissingError:
            self._key = None
            raise
        return Recognition(ENGINE, words)

    def close(self) -> None:
        """See `Recogniser.close`."""
        self._key = None

    def _found_key(self) -> str:
        self._key = self._key or self._find_key()
        if not self._key.text:
            text = f"There is no key for {self._settings.endpoint}. Set it in the settings, then retry."
            raise EngineMissingError(text, code="reader_key")
        return self._key.text

    def _ask(self, content: bytes, material: Material, key: str, bounds: CallBounds) -> tuple[Word, ...]:
        headers = (("x-ocr-secret", key), ("content-type", "application/json"))
        reply = post(self._settings.invoke_url, headers, content, bounds)
        asked = wait_asked(reply.headers.get("retry-after"), self._clock.now())
        return words_of(reply, material, self._settings.endpoint, asked)

    def _request(self, material: Material) -> bytes:
        data = base64.b64encode(material.data).decode("ascii")
        if len(data) > _PICTURE_BYTES:
            raise InputError("The picture is larger than CLOVA OCR takes.", code="reader_refused")
        request = {
            "version": "V2",
            "requestId": str(uuid.uuid4()),
            "timestamp": int(self._clock.now().timestamp() * 1000),
            "images": [{"format": "jpg", "name": "page", "data": data}],
        }
        if self._languages:
            request["lang"] = self._languages
        return json.dumps(request).encode()
