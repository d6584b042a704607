"""Signatures and headers of a callback (https://www.standardwebhooks.com): a fresh time at every try, the same id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook

from core.delivery.secrets import Secret

ID = "webhook-id"
TIMESTAMP = "webhook-timestamp"
SIGNATURE = "webhook-signature"


def signed_headers(key: str, payload: bytes, secrets: Sequence[Secret], now: datetime) -> tuple[tuple[str, str], ...]:
    """The three headers that prove a callback, with one signature for each secret."""
    at = now.astimezone(UTC)
    text = payload.decode("utf-8")
    signatures = " ".join(Webhook(secret.text).sign(key, at, text) for secret in secrets)
    return ((ID, key), (TIMESTAMP, str(int(at.timestamp()))), (SIGNATURE, signatures))
