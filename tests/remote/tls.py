"""TLS on this machine as a proxy in front of a service ends it: an authority of our own, and certificates it signs."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


def _named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


class Authority:
    """Signs certificates; its own lies in `file`."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named("desk authority")
        made = self._begun(self._name, self._key, 1).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        signed = made.add_extension(usage, True).sign(self._key, hashes.SHA256())
        file.write_bytes(signed.public_bytes(Encoding.PEM))

    def signs(self, file: Path, *, name: str = "127.0.0.1", days: int = 1) -> Path:
        """A certificate with its key for that name, good for so many days from now (or until so many ago)."""
        key = ec.generate_private_key(ec.SECP256R1())
        known = x509.DNSName(name) if name[-1].isalpha() else x509.IPAddress(ip_address(name))
        made = self._begun(_named("desk"), key, days).add_extension(x509.SubjectAlternativeName([known]), False)
        trust = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        signed = made.add_extension(trust, False).sign(self._key, hashes.SHA256())
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(signed.public_bytes(Encoding.PEM) + private)
        return file

    def _begun(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, days: int) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        begun = x509.CertificateBuilder().issuer_name(self._name).subject_name(name).public_key(key.public_key())
        identity = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        begun = begun.serial_number(x509.random_serial_number()).add_extension(identity, False)
        return begun.not_valid_before(now - 30 * DAY).not_valid_after(now + days * DAY)


@dataclass
class Front:
    """Ends TLS and hands on to a port of this machine; `use` shows another certificate from the next call on."""

    context: ssl.SSLContext
    loop: asyncio.AbstractEventLoop
    port: int = 0
    backend: int = 0
    open: list[asyncio.StreamWriter] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def use(self, certificate: Path) -> None:
        self.context.load_cert_chain(certificate)

    def cut(self) -> None:
        """End all connections that are open."""
        for writer in self.open:
            self.loop.call_soon_threadsafe(writer.transport.abort)

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open.append(writer)
        there, back = await asyncio.open_connection("127.0.0.1", self.backend)
        await asyncio.gather(_pumped(reader, back), _pumped(there, writer))


async def _pumped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, asyncio.CancelledError):
        while piece := await reader.read(65536):
            writer.write(piece)
            await writer.drain()
    writer.close()


@contextmanager
def front(certificate: Path) -> Iterator[Front]:
    """Such a front, in a thread of its own; whoever made it says what is behind it."""
    loop = asyncio.new_event_loop()
    made = Front(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), loop)
    made.use(certificate)
    loop.set_exception_handler(lambda *_: None)  # handshakes that the other end refuses are what is tested
    listening = loop.run_until_complete(asyncio.start_server(made.carry, "127.0.0.1", 0, ssl=made.context))
    made.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(_ended(listening), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended(listening: asyncio.Server) -> None:
    listening.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
