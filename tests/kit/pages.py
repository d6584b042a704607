"""Pages and dossiers written down by hand: `page_of` takes lines of words, wide gaps as in print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.domain.claim import Claim
from core.domain.field import Extraction, FieldName
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.page import AttachmentReading, Box, Engine, Page, PageStatus, Reading, TextSource, Word
from core.domain.record import Attachment, Dossier, ReadingOptions
from core.extraction.stage import ExtractionStage

WIDTH, HEIGHT = 1000, 1414
LETTER, LINE = 18, 24
ENGINE = Engine("hand", "1")


class Quiet:
    """A control that never stops anything and remembers what was reported."""

    def __init__(self) -> None:
        self.reports: list[tuple[int, int]] = []

    def checkpoint(self) -> None:
        """Go on."""

    def report(self, done: int, total: int) -> None:
        self.reports.append((done, total))


def page_of(*lines: str, confidence: float = 1.0, source: TextSource = TextSource.TEXT_LAYER) -> Page:
    """A page with those lines. One letter is 18 wide and 24 high, so one space is 0.75 text heights.

    A line may start with `@y ` to stand at that height in pixels.
    """
    words: list[Word] = []
    y = 100
    for number, line in enumerate(lines):
        text = line
        if line.startswith("@"):
            place, _, text = line.partition(" ")
            y = int(place[1:])
        words += _words(text, y, number, confidence)
        y += 50
    return Page(0, 1, PageStatus.READ, source, WIDTH, HEIGHT, words=tuple(words))


def _words(text: str, y: int, line: int, confidence: float) -> list[Word]:
    words = []
    place = 0
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        end = text.find(" ", place)
        end = len(text) if end < 0 else end
        # A printed space is narrower than a letter: the first one of a run counts a third.
        before = sum(LETTER / 3 if text[at] == " " and text[at - 1 : at] != " " else LETTER for at in range(place))
        x0 = (60 + before) / WIDTH
        x1 = x0 + (end - place) * LETTER / WIDTH
        words.append(Word(text[place:end], Box(x0, y / HEIGHT, x1, (y + LINE) / HEIGHT), confidence, line))
        place = end
    return words


def reading_of(*pages: Page) -> Reading:
    """A reading of those pages, page by page and attachment by attachment as they say."""
    indexes = sorted({page.attachment for page in pages})
    counts = [sum(page.attachment == index for page in pages) for index in indexes]
    told = tuple(AttachmentReading(index, count, count, 0) for index, count in zip(indexes, counts, strict=True))
    return Reading(pages, told, ENGINE)


def dossier_of(reading: Reading | None, claim: dict[str, str] | None = None) -> Dossier:
    """A dossier with that reading, one attachment for each that it knows, and a claim."""
    told = reading.attachments if reading else ()
    attachments = tuple(
        Attachment(
            item.attachment,
            f"file{item.attachment}.pdf",
            BlobHash(f"{item.attachment:064}"),
            1,
            "application/pdf",
            Path("none"),
        )
        for item in told
    )
    values = tuple((FieldName(name), value) for name, value in (claim or {}).items())
    return Dossier(
        record=RecordId(1),
        version=1,
        run=RunId(1),
        attachments=attachments,
        claim=Claim(values),
        options=ReadingOptions(),
        reading=reading,
    )


def extract(stage: ExtractionStage, *pages: Page) -> Extraction:
    """The fields of those pages."""
    found = stage.run(dossier_of(reading_of(*pages)), Quiet()).extraction
    assert found is not None
    return found


def value_of(found: Extraction, name: str) -> str | None:
    """A field's value, or None."""
    field = found.get(FieldName(name))
    return field.value if field else None


def on(page: Page, *, attachment: int = 0, number: int = 1) -> Page:
    """The same page at another place in the record."""
    return replace(page, attachment=attachment, number=number)
