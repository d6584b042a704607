"""Bytes by their hash: originals and page pictures, as plain files that are never changed."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from core.domain.ids import BlobHash
from core.errors import InputError, StoreError

_CHUNK = 1 << 20


def sync_folder(folder: Path) -> None:
    """Make a rename in that folder durable (POSIX: the folder itself has to be synced)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class BlobStore:
    """See `core.domain.ports.Blobs`. Layout: `<folder>/ab/abcdef...`.

    Args:
        folder: where the blobs lie.
        incoming: where half-written files lie, on the same file system; somebody else removes it after a crash.
    """

    def __init__(self, folder: Path, incoming: Path) -> None:
        self._folder = folder
        self._incoming = incoming
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def path(self, blob: BlobHash) -> Path:
        """Where the bytes lie."""
        return self._folder / blob[:2] / blob

    def take(self, source: BinaryIO, limit: int, *, durable: bool = True) -> tuple[BlobHash, int]:
        """Copy a stream into the store, hashing what is written; returns the hash and the size in bytes.

        Without `durable` the disk is not waited for.

        Raises:
            InputError: it is longer than `limit` bytes; nothing is kept.
            StoreError: it cannot be written.
        """
        part = self._incoming / uuid.uuid4().hex
        digest = hashlib.sha256()
        size = 0
        try:
            with open(part, "xb", opener=_private) as target:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise InputError(
                            f"The file is larger than {limit // 1_000_000} MB; hand in a smaller copy.",
                            code="too_large",
                        )
                    digest.update(chunk)
                    target.write(chunk)
                target.flush()
                if durable:
                    os.fsync(target.fileno())
            blob = BlobHash(digest.hexdigest())
            self._place(part, blob, durable=durable)
        except OSError as error:
            raise StoreError(f"The data folder cannot be written: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)
        return blob, size

    def settle(self, blobs: Iterable[BlobHash]) -> None:
        """Wait until these are on the disk.

        Raises:
            StoreError: one is not here, or the disk refuses.
        """
        for blob in blobs:
            try:
                with self.path(blob).open("r+b") as file:
                    os.fsync(file.fileno())
                sync_folder(self.path(blob).parent)
            except OSError as error:
                raise StoreError(f"The data folder cannot be written: {error.strerror}.") from error

    def adopt(self, part: Path, blob: BlobHash) -> None:
        """Take a file that lies on the same file system, durably; `blob`: the hash of its bytes, as they were written.

        Raises:
            StoreError: it cannot be written.
        """
        try:
            with part.open("rb") as file:
                os.fsync(file.fileno())
            self._place(part, blob, durable=True)
        except OSError as error:
            raise StoreError(f"The data folder cannot be written: {error.strerror}.") from error
        finally:
            part.unlink(missing_ok=True)

    def _place(self, part: Path, blob: BlobHash, *, durable: bool) -> None:
        final = self.path(blob)
        if _is_here(final, part.stat().st_size):
            if durable:
                self.settle([blob])  # whoever brought these bytes first may not have waited for the disk
            return
        if not final.parent.exists():
            final.parent.mkdir(mode=0o700, exist_ok=True)
            if durable:
                sync_folder(self._folder)
        part.replace(final)
        if durable:
            sync_folder(final.parent)


def _is_here(final: Path, size: int) -> bool:
    """Whether it is there as a whole; then it is touched, or somebody may delete it before its record is committed.

    A power cut leaves a shorter file of bytes that nobody waited for.
    """
    try:
        os.utime(final)
        return final.stat().st_size == size
    except FileNotFoundError:
        return False


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
