"""What a call may cost and what it did, in the currency of the prices in the settings."""

from __future__ import annotations

import math
from typing import Final

from core.domain.egress import EgressOutcome
from core.language_model.limits import ANSWER_TOKENS
from core.language_model.prompt import Prompt
from core.language_model.wire import Reply
from core.settings import ModelSettings

_PICTURE_TOKENS: Final = 2_000
_ASCII_A_TOKEN: Final = 3
_A_THOUSAND: Final = 1_000


def most(settings: ModelSettings, prompt: Prompt) -> float:
    """What to set aside before a call: more than it will cost."""
    text = f"{prompt.task}{prompt.schema}{prompt.document}"
    plain = sum(letter.isascii() for letter in text)
    tokens = math.ceil(plain / _ASCII_A_TOKEN) + (len(text) - plain) + _PICTURE_TOKENS * len(prompt.pictures)
    return _price(settings, tokens, ANSWER_TOKENS)


def real(
    settings: ModelSettings, set_aside: float, reply: Reply | None, outcome: EgressOutcome, *, was_sent: bool
) -> float:
    """What it cost: by the server's own count if there is one, else what was set aside; nothing if nothing was sent."""
    if reply and reply.tokens_in and reply.tokens_out is not None:
        return _price(settings, reply.tokens_in, reply.tokens_out)
    return 0.0 if outcome is EgressOutcome.REFUSED or not was_sent else set_aside


def _price(settings: ModelSettings, tokens_in: int, tokens_out: int) -> float:
    return (tokens_in * settings.price_in + tokens_out * settings.price_out) / _A_THOUSAND
