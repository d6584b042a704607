"""Which addresses a callback may go to. A name is resolved once; all that it stands for must be allowed."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable
from typing import Final

from core.errors import HoldpointError

Resolve = Callable[[str, int], tuple[str, ...]]
_IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_TUNNELS: Final = (
    ipaddress.ip_network("2002::/16"),  # 6to4
    ipaddress.ip_network("64:ff9b::/96"),  # NAT64
    ipaddress.ip_network("64:ff9b:1::/48"),
    ipaddress.ip_network("2001::/32"),  # Teredo
    ipaddress.ip_network("::/96"),  # IPv4-compatible, long out of use
)
"""IPv6 addresses that lead to an IPv4 address inside them, whatever that is."""
_NEVER: Final = (
    ipaddress.ip_network("192.0.0.0/24"),  # protocols; a cloud's own services are there too
    ipaddress.ip_network("192.88.99.0/24"),  # relays of 6to4
    ipaddress.ip_network("168.63.129.16/32"),  # a cloud's own services, at an address that looks public
    ipaddress.ip_network("fd00:ec2::/32"),  # a cloud's own services, at addresses that look private
    ipaddress.ip_network("fec0::/10"),  # site-local, long out of use, and public to the library
    ipaddress.ip_network("3fff::/20"),  # for documents alone
)
_PRIVATE: Final = (
    ipaddress.ip_network("10.0.0.0/8"),
    ipaddress.ip_network("172.16.0.0/12"),
    ipaddress.ip_network("192.168.0.0/16"),
    ipaddress.ip_network("fc00::/7"),
)
"""Networks of one's own. The library calls many more private, where nobody is or nobody should be called."""
DNS_SECONDS: Final = 5.0


class AddressError(HoldpointError):
    """The endpoint's name leads nowhere, or to where callbacks must not go."""

    default_code = "address_forbidden"


def resolve(host: str, port: int, seconds: float = DNS_SECONDS) -> tuple[str, ...]:
    """All addresses of a host; raises AddressError if there are none, or nobody says so in time.

    The system's resolver knows no deadline and cannot be stopped: it is asked in a thread that is left behind.
    """
    answer: queue.SimpleQueue[tuple[str, ...] | None] = queue.SimpleQueue()
    threading.Thread(target=lambda: answer.put(_looked_up(host, port)), name="resolver", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except queue.Empty:
        raise AddressError("The endpoint's name was not looked up in time.", code="name_timeout") from None
    if not found:
        raise AddressError("The endpoint's name was not found.", code="name_not_found")
    return found


def _looked_up(host: str, port: int) -> tuple[str, ...] | None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return None
    return tuple(dict.fromkeys(str(item[4][0]) for item in found))


def allowed_addresses(host: str, port: int, resolver: Resolve, *, allows_private: bool) -> tuple[str, ...]:
    """The addresses to call, in the resolver's order.

    Raises:
        AddressError: there are none, or one of them is not allowed: whoever answers for the name could choose it.
    """
    addresses = resolver(host, port)
    if not addresses:
        raise AddressError("The endpoint's name was not found.", code="name_not_found")
    for address in addresses:
        if not is_allowed(address, allows_private=allows_private):
            raise AddressError("The endpoint's name leads to an address that callbacks must not go to.")
    return addresses


def is_allowed(address: str, *, allows_private: bool) -> bool:
    """Whether a callback may go there.

    Never: where clouds keep their secrets (link-local and some others), multicast, unspecified, reserved, tunnels.
    Private networks and this machine only if the endpoint says so.
    """
    try:
        ip: _IP = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if ip.is_loopback:
        return allows_private
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified or any(ip in one for one in (*_TUNNELS, *_NEVER)):
        return False
    if any(ip in network for network in _PRIVATE):
        return allows_private
    return ip.is_global and not ip.is_reserved
