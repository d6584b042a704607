"""Endpoints as the settings say."""

from __future__ import annotations

from core.domain.delivery import Endpoint
from core.wire_settings import DeliverySettings


def endpoints_of(settings: DeliverySettings) -> dict[str, Endpoint]:
    """All endpoints by name."""
    return {
        name: Endpoint(
            name=name,
            url=one.url,
            events=frozenset(one.events),
            is_personal=one.personal,
            allows_private=one.allow_private,
            allows_plain=one.allow_plain_http,
        )
        for name, one in settings.endpoints.items()
    }
