"""Bytes fetched from a server and kept for a while."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from core.domain.ids import BlobHash
from core.errors import StoreError
from core.remote.cache import BlobCache

CONTENT = b"a page"
BLOB = BlobHash(hashlib.sha256(CONTENT).hexdigest())


def test_what_is_on_its_way_while_all_is_forgotten_is_not_kept(tmp_path: Path) -> None:
    asked: list[BlobHash] = []

    def fetch(blob: BlobHash) -> bytes:
        asked.append(blob)
        if len(asked) == 1:
            cache.clear()
        return CONTENT

    cache = BlobCache(tmp_path / "kept", fetch)
    with pytest.raises(StoreError, match="ask for the page again"):
        cache.path(BLOB)
    assert list((tmp_path / "kept").iterdir()) == []
    assert cache.path(BLOB).read_bytes() == CONTENT
    assert cache.path(BLOB).exists()
    assert len(asked) == 2
    cache.close()
