from __future__ import annotations

import socket
import threading
import time

import pytest

from core.delivery.addresses import AddressError, allowed_addresses, is_allowed, resolve

FORBIDDEN = [
    *("0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "224.0.0.1", "239.255.255.255"),  # noqa: S104
    *("240.0.0.1", "255.255.255.255", "::", "fe80::1", "fe80::1%eth0", "ff02::1", "::ffff:169.254.169.254"),
    *("2002:7f00:1::", "2002:a9fe:a9fe::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2001:0:1::1", "::7f00:1"),
    *(
        "192.0.0.192",
        "192.0.0.1",
        "168.63.129.16",
        "fd00:ec2::254",
        "fec0::1",
        "3fff::1",
        "192.88.99.1",
        "100.100.100.200",
    ),
    *("::ffff:168.63.129.16", "::ffff:0:10.0.0.1", "4000::1", "5f00::1", "100::1", "2001:db8::1", "198.18.0.1"),
    *("", "nowhere", "127.1", "0x7f000001", "2130706433", "127.0.0.1:80"),
]
INTERNAL = [
    *("127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "::1"),
    *("fc00::1", "fd12::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
]
PUBLIC = ["93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:2800:220:1::1", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", FORBIDDEN)
@pytest.mark.parametrize("allows_private", [True, False])
def test_nobody_may_be_called_there(address: str, *, allows_private: bool) -> None:
    assert not is_allowed(address, allows_private=allows_private)


@pytest.mark.parametrize("address", INTERNAL)
def test_internal_addresses_only_if_the_endpoint_says_so(address: str) -> None:
    assert not is_allowed(address, allows_private=False)
    assert is_allowed(address, allows_private=True)


def test_shared_address_space_is_neither_public_nor_private() -> None:
    assert not is_allowed("100.64.0.1", allows_private=False)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_fine(address: str) -> None:
    assert is_allowed(address, allows_private=False)


@pytest.mark.parametrize("hidden", [*FORBIDDEN[:6], *INTERNAL])
def test_one_bad_address_among_good_ones_refuses_all(hidden: str) -> None:
    def resolver(host: str, port: int) -> tuple[str, ...]:
        return ("93.184.216.34", hidden)

    with pytest.raises(AddressError):
        allowed_addresses("both.example", 443, resolver, allows_private=False)


def test_a_name_that_leads_nowhere_is_told() -> None:
    with pytest.raises(AddressError, match="not found") as caught:
        allowed_addresses("gone.example", 443, lambda host, port: (), allows_private=False)
    assert caught.value.code == "name_not_found"


def test_a_resolver_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    hanging = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: hanging.wait(30) and [])
    started = time.monotonic()
    with pytest.raises(AddressError) as caught:
        resolve("slow.example", 443, 0.05)
    hanging.set()
    assert caught.value.code == "name_timeout"
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("spelling", ["127.1", "0x7f.1", "2130706433", "0177.0.0.1", "localhost"])
def test_odd_spellings_of_this_machine_are_seen_through(spelling: str) -> None:
    try:
        found = resolve(spelling, 80)
    except AddressError:
        return  # this system's resolver does not know the spelling at all
    assert not any(is_allowed(address, allows_private=False) for address in found)
