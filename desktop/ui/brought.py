"""What a drag or the clipboard brings: files, a document's bytes, a table, a picture, or why it cannot be taken.

Everything here was written by another program, perhaps by a web page: nothing is opened, nothing is fetched, and what
has no use is refused in words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from desktop.intake_messages import HandedFile
from desktop.ui.phrases import Said

URIS: Final = "text/uri-list"
COPIED: Final = ("x-special/gnome-copied-files", "x-special/mate-copied-files")
PDF: Final = "application/pdf"
DOCUMENTS: Final = MappingProxyType(
    {
        PDF: "pdf",
        "image/png": "png",
        "image/jpeg": "jpg",
        "image/tiff": "tif",
        "image/webp": "webp",
        "image/heic": "heic",
    }
)
"""Formats in which a program may hand over the bytes themselves; the best one first."""
WINDOWS_NAMES: Final = 'application/x-qt-windows-mime;value="FileGroupDescriptorW"'
WINDOWS_BYTES: Final = 'application/x-qt-windows-mime;value="FileContents"'
MOST_BYTES: Final = 64_000_000
MOST_ADDRESS_BYTES: Final = 4_000_000
MOST_TABLE: Final = 4_000_000
"""Letters of a table that was copied; more is better read from a file."""
_LONGEST_NAME: Final = 120
_DESCRIPTOR_BYTES: Final = 592
_DESCRIPTOR_NAME: Final = slice(72, 592)


class Trouble(Said):
    """Why nothing of it can be taken, and what to do instead."""

    NOTHING = (
        "There is no file and no picture in it. Copy a file or a picture, then paste.",
        "파일이나 그림이 없습니다. 파일이나 그림을 복사한 뒤 붙여넣으십시오.",
    )
    ELSEWHERE = (
        "Addresses of the web and of other machines are not opened. Save the file here first, then drop it.",
        "웹이나 다른 컴퓨터의 주소는 열지 않습니다. 파일을 먼저 저장한 뒤 놓으십시오.",
    )
    TOO_MANY = (
        "That is too much at once. Drop the folder that holds the files.",
        "한 번에 너무 많습니다. 파일이 든 폴더를 놓으십시오.",
    )
    TOO_LARGE = (
        "That is too large to be handed over so. Save it as a file, then drop it.",
        "이렇게 받기에는 너무 큽니다. 파일로 저장한 뒤 놓으십시오.",
    )
    ONE_BY_ONE = (
        "This program hands over one attachment at a time. Drag them singly, or save them first.",
        "이 프로그램은 첨부를 하나씩만 넘깁니다. 하나씩 끌거나 먼저 저장하십시오.",
    )


@dataclass(frozen=True, slots=True)
class Brought:
    """One of them is set. passed_over: so many addresses among the files were not of this machine."""

    paths: tuple[Path, ...] = ()
    files: tuple[HandedFile, ...] = ()
    picture: QImage | None = None
    table: str = ""
    trouble: Trouble | None = None
    passed_over: int = 0


def is_of_interest(mime: QMimeData) -> bool:
    """True for what `read` would look at; cheap, without fetching any bytes."""
    return any(mime.hasFormat(kind) for kind in (URIS, *COPIED, *DOCUMENTS, WINDOWS_BYTES)) or mime.hasImage()


def addressed(mime: QMimeData) -> Brought:
    """Files named by addresses alone: what may be asked while the mouse still holds them."""
    for kind in (URIS, *COPIED):
        if not mime.hasFormat(kind):
            continue
        data = bytes(mime.data(kind).data())
        if len(data) > MOST_ADDRESS_BYTES:
            return Brought(trouble=Trouble.TOO_MANY)
        urls = mime.urls() if kind == URIS else copied_urls(data)
        if paths := local_paths(urls):
            return Brought(paths=paths, passed_over=len(urls) - len(paths))
        if urls:
            return Brought(trouble=Trouble.ELSEWHERE)
    return Brought()


def read(mime: QMimeData | None) -> Brought:
    """Everything that is on offer, the best of it: files, a document's own bytes, a table, then a picture.

    A table comes before its picture: spreadsheets offer what was copied as both.
    """
    if mime is None:
        return Brought(trouble=Trouble.NOTHING)
    found = addressed(mime)
    if found.paths or found.trouble is Trouble.TOO_MANY:
        return found
    is_document = mime.hasFormat(WINDOWS_BYTES) or mime.hasFormat(PDF)
    if not is_document and (table := copied_table(mime.text())):
        return Brought(table=table)
    handed = _handed(mime)
    if handed.files or handed.trouble:
        return handed
    picture = mime.imageData() if mime.hasImage() else None
    if isinstance(picture, QImage) and not picture.isNull():
        return Brought(picture=picture)
    return found if found.trouble else Brought(trouble=Trouble.NOTHING)


def local_paths(urls: Sequence[QUrl]) -> tuple[Path, ...]:
    """Files and folders on this machine among the addresses, each once; everything else is passed over."""
    found = {Path(path): None for url in urls if (path := _local(url))}
    return tuple(found)


def copied_urls(data: bytes) -> list[QUrl]:
    """What a file manager copied or cut: a line that says which, then an address a line. Both are taken as copies."""
    lines = data.decode("utf-8", "replace").splitlines()
    return [QUrl.fromEncoded(line.encode()) for line in lines[1:] if line.strip()]


def copied_table(text: str) -> str:
    """The text if it is what spreadsheets copy, cells with tabs between them on two lines or more; else ""."""
    lines = text[:MOST_TABLE].split("\n", 2)
    is_table = len(lines) > 1 and all("\t" in line for line in lines[:2])
    return text if is_table and len(text) <= MOST_TABLE else ""


def safe_name(name: str, ending: str) -> str:
    """A file name made of a stranger's: no folder, nothing invisible, not too long, with that ending if it has none."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] not in "CZ" or letter == " ")
    kept = re.sub(r'[<>:"/\\|?*]', "_", kept).strip(" .")
    stem, dot, old = kept.rpartition(".")
    stem, old = (stem, old) if dot else (kept, "")
    return f"{(stem or 'pasted')[:_LONGEST_NAME]}.{(old or ending or 'bin')[:10]}"


def _local(url: QUrl) -> str:
    """The path on this machine; "" for an address of the web, of another machine, or one that hides a NUL."""
    if not url.isLocalFile() or url.host() not in ("", "localhost"):
        return ""
    here = QUrl(url)
    here.setHost("")
    path = here.toLocalFile()
    return "" if "\0" in path or path.startswith("//") else path


def _handed(mime: QMimeData) -> Brought:
    if mime.hasFormat(WINDOWS_BYTES) and mime.hasFormat(WINDOWS_NAMES):
        names = descriptor_names(bytes(mime.data(WINDOWS_NAMES).data()))
        if len(names) > 1:
            return Brought(trouble=Trouble.ONE_BY_ONE)
        return _file(names[0] if names else "", "", bytes(mime.data(WINDOWS_BYTES).data()))
    for kind, ending in DOCUMENTS.items():
        if mime.hasFormat(kind):
            found = _file("", ending, bytes(mime.data(kind).data()))
            if found.files or found.trouble:
                return found
    return Brought()


def _file(name: str, ending: str, data: bytes) -> Brought:
    if len(data) > MOST_BYTES:
        return Brought(trouble=Trouble.TOO_LARGE)
    return Brought(files=(HandedFile(safe_name(name, ending), data),)) if data else Brought()


def descriptor_names(data: bytes) -> tuple[str, ...]:
    """File names of Windows' FILEGROUPDESCRIPTORW: a count, then records of 592 bytes, each with a name at 72."""
    count = int.from_bytes(data[:4], "little")
    records = [data[at : at + _DESCRIPTOR_BYTES] for at in range(4, len(data), _DESCRIPTOR_BYTES)][:count]
    whole = (record for record in records if len(record) == _DESCRIPTOR_BYTES)
    return tuple(record[_DESCRIPTOR_NAME].decode("utf-16-le", "replace").partition("\0")[0] for record in whole)
