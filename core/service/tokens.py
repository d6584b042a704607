"""The bearer token: 256 random bits in a file that only its owner can read."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path
from typing import Final

from core.errors import StoreError

TOKEN_FILE: Final = "service.token"  # noqa: S105 - a file name
_BYTES: Final = 32


def token_of(data_dir: Path, *, is_new: bool = False) -> str:
    """The token of that data folder, made at the first need; is_new: make another one.

    Raises:
        StoreError: the file cannot be written or read, or others can read it.
    """
    path = data_dir / TOKEN_FILE
    try:
        if path.exists() and not is_new:
            if os.name == "posix" and path.stat().st_mode & 0o077:
                raise StoreError(f"Others can read {path}: run holdpoint token --rotate.", code="token_exposed")
            return path.read_text("ascii").strip()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        text = secrets.token_urlsafe(_BYTES)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with open(part, "x", encoding="ascii", opener=_private) as file:
            file.write(text + "\n")
        part.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"{path} cannot be used; check its rights.", code="token_file") from error
    return text


def is_same(given: str, token: str) -> bool:
    """Whether it is the token; takes the same time whatever differs."""
    return hmac.compare_digest(given.encode("utf-8", "backslashreplace"), token.encode())


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
