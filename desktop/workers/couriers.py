"""Couriers in lanes of their own: as many as the settings say, none where no back end is told anything."""

from __future__ import annotations

from typing import Final

from core.wire_settings import DeliverySettings

PREFIX: Final = "courier-"


def courier_names(settings: DeliverySettings) -> tuple[str, ...]:
    """A name for each courier that shall run."""
    return tuple(f"{PREFIX}{number}" for number in range(settings.couriers if settings.endpoints else 0))


def is_courier(name: str) -> bool:
    """Whether the lane of that name is a courier's."""
    return name.startswith(PREFIX)
