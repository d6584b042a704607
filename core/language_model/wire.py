"""One call to the server through the `openai` client, on a guarded connection of its own."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx2
import openai
from pydantic import BaseModel, Field, ValidationError

from core.domain.ports import Clock
from core.language_model.dialect import Dialect, Rung, Temperature
from core.language_model.failures import UnusableError, of_status, unavailable, wait_asked
from core.language_model.guard import Guard
from core.language_model.limits import ANSWER_TOKENS
from core.language_model.transport import GuardedTransport
from core.settings import ModelSettings

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionMessageParam

_TALKATIVE: Final = ("openai", "httpx2", "httpcore2")
_NO_KEY: Final = "none"  # local servers want none, the client insists on one; it is not sent


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. model: as the server calls it. tokens: as the server counts them, None if it does not."""

    text: str
    model: str
    tokens_in: int | None
    tokens_out: int | None


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int | None = Field(default=None, ge=0, le=10_000_000)
    completion_tokens: int | None = Field(default=None, ge=0, le=10_000_000)


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None
    model: str | None = None


class Wire:
    """Calls one server. May be used from several threads: every call has its own connection.

    Args:
        settings: which server and model.
        clock: tells the time for a Retry-After that is a date.
    """

    def __init__(self, settings: ModelSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._tls = httpx2.create_ssl_context(trust_env=False)
        for name in _TALKATIVE:  # at their debug levels they write whole requests, and an environment can ask for it
            logging.getLogger(name).setLevel(logging.WARNING)

    def ask(
        self,
        messages: list[ChatCompletionMessageParam],
        schema: dict[str, object],
        dialect: Dialect,
        key: str,
        guard: Guard,
    ) -> Reply:
        """Make one call.

        Raises:
            EngineError: no answer now.
            EngineMissingError: key, model or address are wrong.
            RefusedError: the server does not want to be asked like this.
            UnusableError: it answered with nothing that can be used.
            Stopped: the work must end.
        """
        settings = self._settings
        transport = GuardedTransport(settings.endpoint, key, guard, self._tls)
        with httpx2.Client(transport=transport, trust_env=False, follow_redirects=False) as http:
            client = openai.OpenAI(api_key=_NO_KEY, base_url=settings.base_url, max_retries=0, http_client=http)
            try:
                raw = client.chat.completions.with_raw_response.create(
                    model=settings.name, messages=messages, extra_body=_extra(schema, dialect)
                )
            except openai.APIStatusError as error:
                asked = wait_asked(error.response.headers.get("retry-after"), self._clock.now())
                failure = of_status(settings.endpoint, settings.name, error.status_code, error.param or "", asked)
                raise failure from None
            except openai.APIError as error:
                raise unavailable(settings.endpoint, f"the call failed ({type(error).__name__})") from None
            return _reply(raw.content)


def _extra(schema: dict[str, object], dialect: Dialect) -> dict[str, object]:
    extra: dict[str, object] = {dialect.limit.value: ANSWER_TOKENS}
    if dialect.temperature is Temperature.ZERO:
        extra["temperature"] = 0
    match dialect.rung:
        case Rung.JSON_SCHEMA:
            form = {"name": "fields", "strict": True, "schema": schema}
            extra["response_format"] = {"type": "json_schema", "json_schema": form}
        case Rung.JSON_OBJECT:
            extra["response_format"] = {"type": "json_object"}
        case Rung.TEXT:
            pass
    return extra


def _reply(body: bytes) -> Reply:
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError:
        raise UnusableError("it is no completion", may_repair=True) from None
    choice = completion.choices[0]
    if choice.message.refusal:
        raise UnusableError("the model refused", may_repair=False)
    if choice.finish_reason == "content_filter":
        raise UnusableError("the server's filter cut it off", may_repair=False)
    if choice.finish_reason == "length":
        raise UnusableError("it was cut short", may_repair=True)
    if not choice.message.content:
        raise UnusableError("it is empty", may_repair=True)
    usage = completion.usage or _Usage()
    return Reply(choice.message.content, completion.model or "", usage.prompt_tokens, usage.completion_tokens)
