"""What one reading of the attachments gave: pages, words, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.ids import BlobHash


@dataclass(frozen=True, slots=True)
class Engine:
    """Who produced a result: name and version, kept with every stage run."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions (0..1) of the page's width and height as shown; origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        """Height as a fraction of the page's height."""
        return self.y1 - self.y0

    @property
    def width(self) -> float:
        """Width as a fraction of the page's width."""
        return self.x1 - self.x0

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Word:
    """One word as read.

    box: of no height for a word that runs aslant across the page, which no row of it holds.
    confidence: 0..1, the recogniser's own (1.0 for a text layer). line: numbers the page's lines in reading order as
    the reader saw them. touched: something that lay over it (a seal, a watermark, a rule) was taken away before it was
    read, and it was not read alike and surely with and without that.
    """

    text: str
    box: Box
    confidence: float
    line: int
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A barcode or QR code, decoded. text: what it holds, untrusted. format: its kind, as `QR Code` or `Code 128`."""

    text: str
    format: str
    box: Box


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech. start, end: seconds from the beginning; confidence: 0..1, the recogniser's own.

    first_line, last_line: the lines of the page (`Word.line`) that show it; -1 while it stands on no page.
    """

    start: float
    end: float
    text: str
    confidence: float
    first_line: int = -1
    last_line: int = -1


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What another recogniser read on the same page; boxes as in `Page.words`."""

    engine: Engine
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Flagged:
    """Where on a page one of its flags was seen."""

    flag: str
    box: Box


class PageStatus(StrEnum):
    """Whether a page was fully read."""

    READ = "read"
    UNREAD = "unread"


class TextSource(StrEnum):
    """Where a page's words come from."""

    TEXT_LAYER = "text_layer"
    RECOGNISED = "recognised"
    SPOKEN = "spoken"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    attachment: index into the record's attachments. number: 1-based within the attachment.
    width, height: pixels of the picture. turned: degrees clockwise by which the original was turned to stand upright.
    picture: the page as shown, made once by the reader; None if it could not be drawn.
    problem_code, problem_text: why the page is `unread`; empty otherwise.
    flags: facts worth a reviewer's eye, e.g. `hidden_text`, `no_text`, `unread_ink`.
    flagged: where flags were seen, as far as they have a place; several for one flag, or none.
    codes: barcodes and QR codes found on it.
    others: what other recognisers read on it, beside `words`.
    sound: of a recording, as a WAV file of plain samples. It is one page; its picture is what was heard, written down.
    seconds: how long it is. segments: what was heard, in the order of time.
    """

    attachment: int
    number: int
    status: PageStatus
    source: TextSource
    width: int
    height: int
    turned: int = 0
    picture: BlobHash | None = None
    words: tuple[Word, ...] = ()
    problem_code: str = ""
    problem_text: str = ""
    flags: tuple[str, ...] = ()
    codes: tuple[Code, ...] = ()
    others: tuple[OtherReading, ...] = ()
    sound: BlobHash | None = None
    seconds: float = 0.0
    segments: tuple[Segment, ...] = ()
    flagged: tuple[Flagged, ...] = ()


@dataclass(frozen=True, slots=True)
class AttachmentReading:
    """How much of one attachment was read. `pages` counts all its pages; pages beyond the limit are left out."""

    attachment: int
    pages: int
    pages_read: int
    pages_left_out: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The `ocr` stage's result for all attachments of a record."""

    pages: tuple[Page, ...]
    attachments: tuple[AttachmentReading, ...]
    engine: Engine
