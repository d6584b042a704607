"""A record's parts as the stages see them: attachments, and the dossier that travels down the chain."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.domain.claim import Claim
from core.domain.field import Extraction
from core.domain.hold import Judgement
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.page import Reading
from core.domain.run_settings import AS_SET, RunSettings


@dataclass(frozen=True, slots=True)
class Attachment:
    """The original bytes of one file.

    name: as given, untrusted. media_type: by content, not by extension. path: our own copy in the blob store.
    duplicate_of: an earlier record that holds the same bytes. version: the one that brought it.
    problem_code, problem_text: why its bytes could not be taken in (too large, not readable); then `sha256` is
    empty and `path` leads nowhere.
    """

    index: int
    name: str
    sha256: BlobHash
    size: int
    media_type: str
    path: Path
    duplicate_of: RecordId | None = None
    problem_code: str = ""
    problem_text: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Settings of one reading. page_limit: pages per attachment, 0 for all; languages: Tesseract's codes."""

    page_limit: int = 2
    languages: tuple[str, ...] = ("kor", "eng")
    recogniser: str = "auto"

    def but(self, run: RunSettings) -> ReadingOptions:
        """These, but for what is said for one run."""
        return ReadingOptions(
            self.page_limit if run.page_limit is None else run.page_limit,
            run.languages or self.languages,
            run.recogniser or self.recogniser,
        )


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a stage may know of a submission. A stage returns it with its own section filled.

    is_last_try: another failure of this stage would fail the record; a stage that can do with less may do so now.
    settings: what this run uses instead of the program's; `options` has it already. inputs: the hash of what the stage
    is given here; a result of something that is no longer so is thrown away.
    """

    record: RecordId
    version: int
    run: RunId
    attachments: tuple[Attachment, ...]
    claim: Claim
    options: ReadingOptions
    is_last_try: bool = False
    reading: Reading | None = None
    extraction: Extraction | None = None
    judgement: Judgement | None = None
    settings: RunSettings = AS_SET
    inputs: str = ""
