"""Answers what the window asks of the program about going by wire; the program's end does not wait for it."""

from __future__ import annotations

from core.clock import SystemClock
from core.errors import UsageError
from core.settings import Settings, with_changes
from desktop import wire_messages as w


def answer_wire(ask: w.WireAsk, settings: Settings) -> w.WireAnswer:
    """Do what is asked; raises HoldpointError."""
    match ask:
        case w.FindSecret():
            return _found(ask.endpoint)
        case w.MakeSecret():
            return _made(ask)
        case w.DropSecret():
            return _dropped(ask.endpoint)
        case w.TryEndpoint():
            return _tried(ask, settings)
        case w.FindToken():
            from core.service.tokens import token_of  # noqa: PLC0415 - wanted here alone

            return w.TokenFound(token_of(settings.data_dir, is_new=ask.is_new), ask.is_new)


def _found(endpoint: str) -> w.SecretFound:
    from core.delivery.secrets import Secrets  # noqa: PLC0415 - slow to load

    secrets = Secrets()
    signing = secrets.of(endpoint, SystemClock().now())
    return w.SecretFound(endpoint, secrets.find(endpoint).source.value, len(signing))


def _made(ask: w.MakeSecret) -> w.SecretMade:
    from core.delivery.secrets import Secrets  # noqa: PLC0415 - as above

    secrets, now = Secrets(), SystemClock().now()
    new = secrets.rotate(ask.endpoint, now, ask.text)
    return w.SecretMade(ask.endpoint, new.text, len(secrets.of(ask.endpoint, now)))


def _dropped(endpoint: str) -> w.SecretFound:
    from core.delivery.secrets import Secrets  # noqa: PLC0415 - as above

    Secrets().remove(endpoint)
    return _found(endpoint)


def _tried(ask: w.TryEndpoint, settings: Settings) -> w.EndpointTried:
    from core.delivery.endpoints import endpoints_of  # noqa: PLC0415 - as above
    from core.delivery.secrets import Secrets  # noqa: PLC0415
    from core.delivery.transport import HttpTransport  # noqa: PLC0415
    from core.delivery.trying import try_endpoint  # noqa: PLC0415

    delivery = with_changes(settings, dict(ask.edits)).delivery
    endpoint = endpoints_of(delivery).get(ask.endpoint)
    if endpoint is None:
        raise UsageError(f"There is no endpoint {ask.endpoint}.", code="no_endpoint")
    clock = SystemClock()
    report = try_endpoint(endpoint, Secrets().of(ask.endpoint, clock.now()), HttpTransport(delivery.seconds), clock)
    return w.EndpointTried(ask.endpoint, report.status, report.code, report.seconds)
