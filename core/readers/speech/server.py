"""A server that speaks as OpenAI's transcriptions do, as a recogniser of sound. Nothing is sent unless it is chosen."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from functools import partial
from typing import Final

from core.domain.control import Control
from core.domain.egress import DataKind, Service
from core.domain.media import WAV
from core.domain.page import Engine, Segment
from core.domain.ports import Clock
from core.domain.recogniser import Material, Recognition, Task, Usability
from core.errors import EngineMissingError, InputError
from core.keychain import Key
from core.language_model.failures import wait_asked
from core.reader_settings import SpeechSettings
from core.readers.checked import check_material
from core.readers.failures import of_status, wrong_address
from core.readers.ledger import DayLimit, Line, Sending
from core.readers.outfit import Outfit
from core.readers.speech.answer import segments_of
from core.readers.web import CallBounds, Reply, post

_ANSWER_BYTES: Final = 4 * 1024 * 1024
_SOUND_BYTES: Final = 25_000_000
"""What such servers take in one piece; ten minutes of plain samples are 19 MB."""
_OK: Final = 200
_REFUSED: Final = frozenset({400, 415, 422})
_MINUTE: Final = 60.0
_FORMS: Final = ("verbose_json", "json")
"""Ways to ask: with times, and for models that give none, without."""


class SpeechServerRecogniser:
    """One model on one server.

    Args:
        settings: which, and within what limits.
        line: notes every call.
        clock: tells the time.
        find_key: gives the key; asked once, and again after the server refused it. Local servers want none.
    """

    name = "speech-server"
    media_types = frozenset({WAV})

    def __init__(self, settings: SpeechSettings, line: Line, clock: Clock, find_key: Callable[[], Key]) -> None:
        self._settings = settings
        self._line = line
        self._clock = clock
        self._find_key = find_key
        self._key: Key | None = None
        self._forms: tuple[str, ...] = _FORMS

    @classmethod
    def make(cls, outfit: Outfit) -> SpeechServerRecogniser:
        """As the settings say."""
        settings = outfit.settings.speech
        limit = DayLimit(Service.SPEECH, settings.daily_calls, settings.daily_budget)
        model = f"{Service.SPEECH} {settings.name}"
        line = Line(outfit.ledger, outfit.breaker(cls.name), outfit.clock, limit, model)
        return cls(settings, line, outfit.clock, partial(outfit.find_key, cls.name, settings.endpoint))

    def usable(self) -> Usability:
        """See `Recogniser.usable`. The key is not looked up: a locked keyring would ask for its password."""
        if not self._settings.base_url:
            return Usability("It is off: set speech.base_url to a server, up to and including its version, as /v1.")
        return Usability(detail=f"{self._settings.name} at {self._settings.endpoint}")

    def recognise(self, material: Material, task: Task, control: Control) -> Recognition:
        """See `Recogniser.recognise`."""
        control.checkpoint()
        check_material(self, material)
        if not self._settings.base_url:
            raise wrong_address("speech", "no address is set")
        if len(material.data) > _SOUND_BYTES:
            raise InputError("The recording is larger than such servers take.", code="reader_refused")
        self._key = self._key or self._find_key()
        try:
            segments = self._heard(material, task, control, self._key.text)
        except EngineMissingError:
            self._key = None
            raise
        return Recognition(Engine(Service.SPEECH, self._settings.name), segments=segments)

    def close(self) -> None:
        """See `Recogniser.close`."""
        self._key = None

    def _heard(self, material: Material, task: Task, control: Control, key: str) -> tuple[Segment, ...]:
        """Ask with times; if the server does not take that, without, and so from then on."""
        form = self._forms[0]
        bounds = CallBounds(
            self._settings.endpoint, min(self._settings.seconds, task.seconds), _ANSWER_BYTES, control.checkpoint
        )
        boundary = uuid.uuid4().hex
        content = self._request(material, form, boundary)
        cost = self._settings.price * material.seconds / _MINUTE
        sending = Sending(task, DataKind.SOUND, len(content), cost)
        try:
            return self._line.call(sending, bounds, lambda: self._ask(content, boundary, material, key, bounds))
        except _OtherWayError:
            self._forms = self._forms[1:] or self._forms
            return self._heard(material, task, control, key)

    def _ask(
        self, content: bytes, boundary: str, material: Material, key: str, bounds: CallBounds
    ) -> tuple[Segment, ...]:
        headers = [("content-type", f"multipart/form-data; boundary={boundary}"), ("accept", "application/json")]
        if key:
            headers.append(("authorization", f"Bearer {key}"))
        reply = post(f"{self._settings.base_url.rstrip('/')}/audio/transcriptions", headers, content, bounds)
        if reply.status != _OK:
            raise self._refusal(reply)
        return segments_of(reply.body, material, self._settings.endpoint)

    def _refusal(self, reply: Reply) -> Exception:
        if reply.status in _REFUSED:
            if len(self._forms) > 1:
                return _OtherWayError(f"{self._settings.endpoint} gives no times.", code="reader_setup")
            text = f"{self._settings.endpoint} does not take the recording ({reply.status})."
            return InputError(text, code="reader_refused")
        asked = wait_asked(reply.headers.get("retry-after"), self._clock.now())
        return of_status(self._settings.endpoint, reply.status, asked)

    def _request(self, material: Material, form: str, boundary: str) -> bytes:
        fields = {"model": self._settings.name, "response_format": form, "temperature": "0"}
        if self._settings.language != "auto":
            fields["language"] = self._settings.language
        parts = [_part(boundary, f"name={json.dumps(name)}", value.encode()) for name, value in fields.items()]
        parts.append(_part(boundary, 'name="file"; filename="sound.wav"', material.data, WAV))
        return b"".join((*parts, f"--{boundary}--\r\n".encode()))


class _OtherWayError(EngineMissingError):
    """The server does not take this way of asking."""


def _part(boundary: str, disposition: str, value: bytes, kind: str = "") -> bytes:
    head = f"--{boundary}\r\nContent-Disposition: form-data; {disposition}\r\n"
    head += f"Content-Type: {kind}\r\n" if kind else ""
    return b"".join((head.encode(), b"\r\n", value, b"\r\n"))
