"""Who asks: the address that requests are counted by, also where a proxy stands before the service."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.types import Scope

_OF_ONE: Final = 64
"""Leading bits of an IPv6 address that belong to one client: it may use any address below them."""
_MOST_HOPS: Final = 16
_FORWARDED: Final = b"x-forwarded-for"


class Clients:
    """Tells clients apart.

    Args:
        proxies: addresses and networks that are believed when they say for whom they ask (X-Forwarded-For).
    """

    def __init__(self, proxies: Iterable[str]) -> None:
        self._proxies = tuple(ipaddress.ip_network(proxy, strict=False) for proxy in proxies)

    def of(self, scope: Scope, headers: Sequence[tuple[bytes, str]]) -> str:
        """One client's name: its address, or the network that one client has to itself."""
        peer = scope["client"][0] if scope.get("client") else ""
        if not self._proxies or not self._is_proxy(peer):
            return _name(peer)
        told = ",".join(value for name, value in headers if name == _FORWARDED)
        # Each hop adds at the end whom it heard from: what stands before the first that is not ours is mere talk.
        for hop in reversed([hop.strip() for hop in told.split(",")][-_MOST_HOPS:]):
            if _address(hop) is None:
                return _name(peer)
            if not self._is_proxy(hop):
                return _name(hop)
        return _name(peer)

    def _is_proxy(self, text: str) -> bool:
        address = _address(text)
        return address is not None and any(address in proxy for proxy in self._proxies)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address


def _name(text: str) -> str:
    address = _address(text)
    if isinstance(address, ipaddress.IPv6Address) and not address.is_loopback:
        return str(ipaddress.ip_network((address, _OF_ONE), strict=False))
    return str(address) if address else text or "local"
