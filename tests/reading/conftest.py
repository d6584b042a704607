from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from core.domain import media
from core.domain.claim import Claim
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.page import Page
from core.domain.record import Attachment, Dossier, ReadingOptions
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.reading.stage import ReadingStage
from tests.reading.bad_child import SCRIPT


class FolderBlobs:
    """Blobs in a plain folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()

    def take(self, source: BinaryIO, limit: int) -> tuple[BlobHash, int]:
        data = source.read()
        assert len(data) <= limit
        blob = BlobHash(hashlib.sha256(data).hexdigest())
        self.path(blob).write_bytes(data)
        return blob, len(data)

    def path(self, blob: BlobHash) -> Path:
        return self._folder / blob


class QuietControl:
    """Lets everything pass and notes what it was told."""

    def __init__(self) -> None:
        self.checks = 0
        self.told: list[tuple[int, int]] = []

    def checkpoint(self) -> None:
        self.checks += 1

    def report(self, done: int, total: int) -> None:
        self.told.append((done, total))


def attachment(path: Path, index: int = 0) -> Attachment:
    data = path.read_bytes()
    kind = media.media_type(data[: media.HEAD_BYTES])
    return Attachment(index, path.name, BlobHash(hashlib.sha256(data).hexdigest()), len(data), kind, path)


def dossier(*paths: Path, page_limit: int = 2, recogniser: str = "auto") -> Dossier:
    found = tuple(attachment(path, index) for index, path in enumerate(paths))
    options = ReadingOptions(page_limit=page_limit, recogniser=recogniser)
    return Dossier(RecordId(1), 1, RunId(1), found, Claim(), options)


def text_of(page: Page) -> str:
    return " ".join(word.text for word in page.words)


@pytest.fixture
def blobs(tmp_path: Path) -> FolderBlobs:
    return FolderBlobs(tmp_path / "blobs")


@pytest.fixture
def control() -> QuietControl:
    return QuietControl()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChildReader]:
    """The real child, warm for a whole module."""
    ready = ChildReader(child_command(), ReadingLimits(), tmp_path_factory.mktemp("children"))
    yield ready
    ready.close()


@pytest.fixture
def read(reader: ChildReader, blobs: FolderBlobs, control: QuietControl) -> Callable[[Path], Page]:
    """Read the first page of one file."""
    stage = ReadingStage(reader, blobs, ReadingLimits())

    def first(path: Path) -> Page:
        reading = stage.run(dossier(path), control).reading
        assert reading is not None
        return reading.pages[0]

    return first


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Callable[..., ChildReader]]:
    """A reader on a child that does what the given lines say."""
    readers: list[ChildReader] = []

    def start(lines: str, **limits: float) -> ChildReader:
        script = tmp_path / "child.py"
        script.write_text(SCRIPT + lines)
        quick = {"start_seconds": 20, "open_seconds": 10, "grace_seconds": 0.3} | limits
        reader = ChildReader((sys.executable, str(script)), ReadingLimits(**quick), tmp_path / "children")
        readers.append(reader)
        return reader

    yield start
    for reader in readers:
        reader.close()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path
