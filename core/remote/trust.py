"""Why a server is not believed to be the one that was meant, from what the handshake of TLS said."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from typing import Final

from core.errors import UsageError

_TIMES: Final = frozenset({9, 10})
"""OpenSSL's codes: not valid yet, not valid any more."""
_NAMES: Final = frozenset({62, 64})
"""A certificate for another name, or for another address."""


def distrust(error: BaseException, address: str) -> UsageError | None:
    """What to tell of a connection that TLS refused; None if it broke for another reason.

    Args:
        error: as the network raised it, with what caused it.
        address: the server's.
    """
    found = next((one for one in _causes(error) if isinstance(one, ssl.SSLError)), None)
    if found is None:
        return None
    if not isinstance(found, ssl.SSLCertVerificationError):
        text = f"{address} does not speak TLS as it should ({found.reason}). Check the address, or http for https."
        return UsageError(text, code="no_tls_there")
    code = found.verify_code
    if code in _NAMES:
        text = f"The certificate at {address} is for another name; use the name that it was made for."
        return UsageError(text, code="certificate_name")
    if code in _TIMES:
        text = f"The certificate at {address} is out of date, or the clock of this machine is wrong."
        return UsageError(text, code="certificate_time")
    text = (
        f"The certificate at {address} is signed by nobody that is trusted here ({found.verify_message}). "
        "If it is your own authority's, name its file in server.authority."
    )
    return UsageError(text, code="certificate_unknown")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
