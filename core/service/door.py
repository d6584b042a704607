"""The door: who may ask at all. Everything here is looked at before a byte of a body is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from core.service.clients import Clients
from core.service.problems import problem
from core.service.rate import Rate
from core.service.tokens import is_same

OPEN_PATHS: Final = frozenset({"/healthz", "/readyz"})
"""For probes: they tell nothing but whether we are well."""
WRONG_TOKENS: Final = 20
"""Wrong tokens of one client a minute; whoever tries more waits, with the right one too."""
_MOST_HEADERS: Final = 64
MOST_AT_ONCE: Final = 1_000_000
"""Bytes of a body that is read as a whole; files and what a desk sends have limits of their own."""
_MOST_FIGURES: Final = 20


class Door:
    """Middleware.

    Args:
        app: what is behind it.
        token: the bearer token.
        hosts: under which names we may be called.
        per_minute: requests of one client.
        clients: tells them apart.
    """

    def __init__(self, app: ASGIApp, token: str, hosts: Iterable[str], per_minute: int, clients: Clients) -> None:
        self._app = app
        self._token = token
        self._hosts = frozenset(host.lower() for host in hosts)
        self._clients = clients
        self._rate = Rate(per_minute)
        self._wrong = Rate(WRONG_TOKENS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no websockets: the server answers 403
        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = [(name.lower(), value.decode("latin-1")) for name, value in scope["headers"]]
        if len(headers) > _MOST_HEADERS:
            return problem(400, "too_many_headers", f"A request may have {_MOST_HEADERS} headers.")
        return self._foreign(headers) or self._unknown(scope, headers) or _too_large(scope, headers)

    def _foreign(self, headers: list[tuple[bytes, str]]) -> Response | None:
        """A web page must not get at us through somebody's browser."""
        hosts = [value for name, value in headers if name == b"host"]
        if len(hosts) != 1 or hosts[0].strip().lower() not in self._hosts:
            return problem(403, "host_unknown", "The service is not called by that name; see hosts under [service].")
        if any(name == b"origin" or (name == b"sec-fetch-site" and value != "none") for name, value in headers):
            return problem(403, "browser", "The service is not for web pages.")
        return None

    def _unknown(self, scope: Scope, headers: list[tuple[bytes, str]]) -> Response | None:
        client = self._clients.of(scope, headers)
        if wait := self._rate.take(client):
            return problem(429, "too_many_requests", "Ask less often.", retry_after=wait)
        if scope["path"] in OPEN_PATHS:
            return None
        if wait := self._wrong.wait(client):
            return problem(429, "too_many_wrong_tokens", "Too many wrong tokens.", retry_after=wait)
        given = [value for name, value in headers if name == b"authorization"]
        scheme, _, text = given[0].partition(" ") if len(given) == 1 else ("", "", "")
        if scheme.lower() != "bearer" or not is_same(text.strip(), self._token):
            if given:
                self._wrong.take(client)
            return problem(401, "no_token", "Give the token: Authorization: Bearer ... (holdpoint token prints it).")
        return None


def _too_large(scope: Scope, headers: list[tuple[bytes, str]]) -> Response | None:
    """What does not say how long it is, or not what it is, is cut off behind the door."""
    given = dict(headers)
    length = given.get(b"content-length", "")
    is_file = given.get(b"content-type", "").lower().startswith("multipart/") or scope["path"].startswith("/desk/")
    if is_file or not length.isdecimal() or int(length[:_MOST_FIGURES]) <= MOST_AT_ONCE:
        return None
    return problem(413, "too_large", f"Such a request may have {MOST_AT_ONCE // 1_000_000} MB.")


def host_names(host: str, port: int, more: Iterable[str]) -> tuple[str, ...]:
    """The names under which a service at that address is called: this machine's, the address, and those allowed."""
    names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host}
    own = {f"{name}:{port}" for name in names} | (names if port == 80 else set())  # noqa: PLR2004 - it is left out then
    return tuple(sorted(own | set(more)))
