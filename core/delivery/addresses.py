"""Which addresses a callback may go to. A name is resolved once; all that it stands for must be allowed."""

from __future__ import annotations

import ipaddress
import socket
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


class AddressError(HoldpointError):
    """The endpoint's name leads nowhere, or to where callbacks must not go."""

    default_code = "address_forbidden"


def resolve(host: str, port: int) -> tuple[str, ...]:
    """All addresses of a host; raises AddressError if there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError("The endpoint's name was not found.", code="name_not_found") from error
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

    Never: link-local (where clouds keep their secrets), multicast, unspecified, reserved, tunnels to any of them.
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
    if ip.is_link_local or ip.is_multicast or ip.is_unspecified or any(ip in tunnel for tunnel in _TUNNELS):
        return False
    if ip.is_private:
        return allows_private and not _is_nobodys(ip)
    return ip.is_global and not ip.is_reserved


def _is_nobodys(ip: _IP) -> bool:
    """240/4 and 0/8 count as private to the library; no machine is there."""
    return isinstance(ip, ipaddress.IPv4Address) and (ip.is_reserved or int(ip) >> 24 == 0)
