"""How a server wants to be asked. Servers differ in what they accept; it is found out once and remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Rung(StrEnum):
    """Ways to get JSON, the strictest first."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    TEXT = "text"

    @property
    def next(self) -> Rung | None:
        """The next looser way; None after the last."""
        order = list(Rung)
        place = order.index(self) + 1
        return order[place] if place < len(order) else None


class TokenLimit(StrEnum):
    """The parameter that bounds the answer; hosted reasoning models know only the second."""

    MAX_TOKENS = "max_tokens"
    MAX_COMPLETION_TOKENS = "max_completion_tokens"


class Temperature(StrEnum):
    """Whether the temperature may be given; some hosted models accept their own alone."""

    ZERO = "temperature_zero"
    UNSAID = "temperature_unsaid"


@dataclass(frozen=True, slots=True)
class Dialect:
    """The way of asking that a server accepted (or the first to try)."""

    rung: Rung = Rung.JSON_SCHEMA
    limit: TokenLimit = TokenLimit.MAX_TOKENS
    temperature: Temperature = Temperature.ZERO

    def after_refusal(self, parameter: str) -> Dialect | None:
        """What to try next; None if nothing is left. `parameter`: the one the server named, or empty."""
        if parameter == TokenLimit.MAX_TOKENS and self.limit is TokenLimit.MAX_TOKENS:
            return replace(self, limit=TokenLimit.MAX_COMPLETION_TOKENS)
        if parameter == "temperature" and self.temperature is Temperature.ZERO:
            return replace(self, temperature=Temperature.UNSAID)
        rung = self.rung.next
        return replace(self, rung=rung) if rung else None

    @property
    def words(self) -> str:
        """As it is stored."""
        return f"{self.rung} {self.limit} {self.temperature}"

    @classmethod
    def from_words(cls, words: str) -> Self:
        """As it was stored; the first to try if the words are empty or of another time."""
        try:
            rung, limit, temperature = words.split()
            return cls(Rung(rung), TokenLimit(limit), Temperature(temperature))
        except ValueError:
            return cls()
