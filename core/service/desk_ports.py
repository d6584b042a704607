"""What the desk's routes ask of the rest: the ports themselves, in somebody's name, and what was done under a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.domain.claim import Claim
from core.domain.desk import NewFiles
from core.domain.evidence import EvidencePack
from core.domain.hold import PolicyRef
from core.domain.ids import BlobHash, RecordId
from core.domain.rows import RecordRow
from core.service.presence import Presence


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks.

    reviewer: as the desk says; whoever has the token is believed. key, fingerprint: of a change, so that it is done
    once; both empty for a question.
    """

    reviewer: str
    key: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """Files of one record as a desk hands them in. source: where they lay there, untrusted. files: here, for now.

    due: by when it is to be decided.
    """

    source: str
    files: tuple[Path, ...]
    claim: Claim
    due: datetime | None = None


class DeskOffice(Protocol):
    """Safe to call from several threads."""

    @property
    def presence(self) -> Presence:
        """Who has what open."""

    @property
    def place(self) -> str:
        """What a person calls this server's store by."""

    @property
    def scratch(self) -> Path:
        """A folder for files under way, emptied by somebody else after a crash."""

    def port(self, name: str, caller: Caller) -> object:
        """What answers a port's calls in the caller's name."""

    def done(self, key: str) -> tuple[RecordId, str] | None:
        """The record and the fingerprint of a change that was done under that key, also before a restart."""

    def take_in(self, handed: Handed, caller: Caller) -> RecordId:
        """Make one record."""

    def resubmit(self, record: RecordId, files: tuple[Path, ...], how: NewFiles, caller: Caller) -> RecordRow:
        """See `core.domain.desk.Desk.resubmit`."""

    def read_policy(self, path: Path, caller: Caller) -> PolicyRef:
        """See `core.domain.desk.Desk.read_policy`."""

    def blob(self, blob: BlobHash) -> Path:
        """Where those bytes lie; raises NotFoundError."""

    def evidence_pack(self, record: RecordId, path: Path) -> EvidencePack:
        """See `core.domain.desk.Desk.evidence_pack`."""
