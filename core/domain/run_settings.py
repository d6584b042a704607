"""Other settings for one run: what a person asks for this once, without changing the program's settings."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from core.domain.hold import PolicyRef
from core.domain.states import StageName

USED_BY: Final = MappingProxyType(
    {
        "page_limit": StageName.OCR,
        "languages": StageName.OCR,
        "recogniser": StageName.OCR,
        "model": StageName.EXTRACT,
        "policy": StageName.APPROVE,
    }
)
"""The stage that each of them is for."""


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What a run, and those that it hands over to, use instead of the program's settings. None: what those say.

    page_limit: pages per attachment, 0 for all. languages: Tesseract's codes. model: whether the language model is
    asked. policy: one that is kept under its hash.
    """

    page_limit: int | None = None
    languages: tuple[str, ...] | None = None
    recogniser: str | None = None
    model: bool | None = None
    policy: PolicyRef | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """The names of those that are given."""
        return tuple(name for name in USED_BY if getattr(self, name) is not None)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """Those that are given, with their values as text."""
        return tuple((name, _told(getattr(self, name))) for name in self.given)


def _told(value: object) -> str:
    match value:
        case PolicyRef():
            return f"{value.name} {value.version} ({value.sha256})"
        case tuple():
            return "+".join(map(str, value))
        case bool():
            return "on" if value else "off"
        case _:
            return str(value)


AS_SET: Final = RunSettings()
"""Everything as the program's settings say."""
