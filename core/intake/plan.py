"""Which records a drop makes: a file is a record, a folder of files one record, a folder of folders many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.domain.desk import Refusal
from core.domain.media import ALLOWED_MEDIA, HEAD_BYTES, media_type

CLAIM_FILE: Final = "record.json"
MAX_ATTACHMENTS: Final = 50
MAX_DEPTH: Final = 16
_CLUTTER: Final = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record to be. `source`: the path given, or the folder found under it. `claim`: the claim file, if any."""

    source: Path
    files: tuple[Path, ...]
    claim: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a drop makes, and what it leaves aside and why."""

    candidates: tuple[Candidate, ...]
    refused: tuple[Refusal, ...]


def printable(text: str) -> str:
    """A path or name that any database and JSON can hold: bytes that are no text show as escapes."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a letter, which no byte of a name gave
        return text.encode("utf-8", "backslashreplace").decode()


def plan(paths: Sequence[Path]) -> Plan:
    """Look at the paths (names and first bytes only) and say what they make; in the order given, names sorted."""
    candidates: list[Candidate] = []
    refused: list[Refusal] = []
    for path in paths:
        for item in _look(path):
            if isinstance(item, Candidate):
                candidates.append(item)
            else:
                refused.append(item)
    return Plan(tuple(candidates), tuple(refused))


def _look(path: Path) -> Iterator[Candidate | Refusal]:
    try:
        if path.is_dir():
            yield from _folder(path, MAX_DEPTH)
        elif path.name == CLAIM_FILE:
            yield Refusal(
                printable(str(path)), "claim_file", "This is a claim; it is taken in with the files beside it."
            )
        elif path.exists() or path.is_symlink():
            claim = path.with_name(CLAIM_FILE)
            yield Candidate(path, (path,), claim if claim.is_file() else None)
        else:
            yield Refusal(printable(str(path)), "not_found", "There is no such file or folder; check the path.")
    except OSError as error:
        yield Refusal(printable(str(path)), "unreadable", f"The path cannot be used ({error.strerror}).")


def _folder(folder: Path, depth: int) -> Iterator[Candidate | Refusal]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Refusal(
            printable(str(folder)), "unreadable", f"The folder cannot be opened ({error.strerror}); check its rights."
        )
        return
    visible = [entry for entry in entries if not is_clutter(entry)]
    folders = [entry for entry in visible if entry.is_dir() and not entry.is_symlink()]
    links = [entry for entry in visible if entry.is_dir() and entry.is_symlink()]
    claim = next((entry for entry in visible if entry.name == CLAIM_FILE), None)
    files = [entry for entry in visible if not entry.is_dir() and entry != claim]
    yield from (
        Refusal(printable(str(link)), "link", "Links inside a folder are not followed; add the folder itself.")
        for link in links
    )
    yield from _files(folder, files, claim, alone=bool(folders) and claim is None)
    if not folders and not files:
        yield Refusal(printable(str(folder)), "empty_folder", "The folder holds no files; nothing was taken in.")
    if folders and depth <= 0:
        yield Refusal(
            printable(str(folder)), "too_deep", f"Folders are nested more than {MAX_DEPTH} deep; add the inner ones."
        )
        return
    for inner in folders:
        yield from _folder(inner, depth - 1)


def _files(folder: Path, files: list[Path], claim: Path | None, *, alone: bool) -> Iterator[Candidate | Refusal]:
    if not files:
        return
    if alone:
        # Beside folders of records, each document is a record of its own, and other files are lists or notes.
        for file in files:
            if _is_document(file):
                yield Candidate(file, (file,))
            else:
                yield Refusal(
                    printable(str(file)), "no_document", "The file beside the folders is no document; it was left out."
                )
        return
    if len(files) > MAX_ATTACHMENTS:
        yield Refusal(
            printable(str(folder)),
            "too_many_files",
            f"The folder holds {len(files)} files; one record takes {MAX_ATTACHMENTS}. Use a folder for each record.",
        )
        return
    yield Candidate(folder, tuple(files), claim)


def is_clutter(path: Path) -> bool:
    """Whether a file is none of the user's: hidden, or left by a file manager."""
    return path.name.startswith(".") or path.name.lower() in _CLUTTER


def _is_document(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return media_type(file.read(HEAD_BYTES)) in ALLOWED_MEDIA
    except OSError:
        return True  # a file that cannot be read becomes a failed record, where it is seen
