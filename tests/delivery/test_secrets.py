from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from core.delivery.secrets import OVERLAP, Secret, Secrets, packed, unpacked, variable_of
from core.delivery.signing import signed_headers
from core.errors import UsageError
from tests.delivery.kit import OTHER, SECRET

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Safe:
    """A keyring in memory."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


def test_a_new_secret_signs_beside_the_old_one_for_a_day() -> None:
    secrets = Secrets(Safe())
    assert secrets.of("backend", NOW) == ()
    old = secrets.rotate("backend", NOW)
    assert secrets.of("backend", NOW) == (old,)
    new = secrets.rotate("backend", NOW)
    assert [one.text for one in secrets.of("backend", NOW)] == [new.text, old.text]
    assert secrets.of("backend", NOW + OVERLAP) == (new,)
    assert secrets.of("other", NOW) == ()


def test_a_third_secret_does_not_lengthen_the_first_ones_time() -> None:
    secrets = Secrets(Safe())
    first = secrets.rotate("backend", NOW)
    secrets.rotate("backend", NOW)
    secrets.rotate("backend", NOW + timedelta(hours=23))
    later = [one.text for one in secrets.of("backend", NOW + timedelta(hours=25))]
    assert first.text not in later
    assert len(later) == 2


def test_secrets_come_from_the_environment_too(monkeypatch) -> None:
    monkeypatch.setenv(variable_of("back-end"), f"{SECRET.text},{OTHER.text}")
    assert Secrets(Safe()).of("back-end", NOW) == (SECRET, OTHER)


@pytest.mark.parametrize("text", ["secret", "whsec_", "whsec_AAAA", "whsec_!!!!", f"{SECRET.text}@soon"])
def test_what_is_no_secret_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        unpacked(text)


def test_secrets_are_packed_and_never_shown() -> None:
    kept = (SECRET, Secret(OTHER.text, NOW))
    assert unpacked(packed(kept)) == kept
    assert SECRET.text not in repr(kept)


def test_both_secrets_sign_and_either_verifies() -> None:
    now = datetime.now(UTC)
    body = '{"holder":"홍길동"}'.encode()
    headers = dict(signed_headers("msg_1", body, (SECRET, OTHER), now))
    for secret in (SECRET, OTHER):
        Webhook(secret.text).verify(body, headers)
    stranger = Webhook("whsec_" + "A" * 32)
    with pytest.raises(WebhookVerificationError):
        stranger.verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET.text).verify(body + b" ", headers)


def test_an_old_signature_is_refused_by_the_receiver() -> None:
    headers = dict(signed_headers("msg_1", b"{}", (SECRET,), datetime.now(UTC) - timedelta(seconds=301)))
    with pytest.raises(WebhookVerificationError, match="too old"):
        Webhook(SECRET.text).verify(b"{}", headers)


def test_the_published_example_is_signed_as_published() -> None:
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = dict(signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', (SECRET,), at))
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert headers["webhook-timestamp"] == "1614265330"
