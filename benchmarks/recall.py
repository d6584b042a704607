"""`python -m benchmarks.recall FOLDER`: words found on pages whose text is known, beside Tesseract's default call.

FOLDER holds an index.jsonl, one object a line: `path` of a picture or PDF below FOLDER, and `expect` with `text` (all
that the page says) or `fields` (name to value). Lines without either, and other kinds of file, are passed over.

Both readers get the same file in the same run: Holdpoint's reading child as in the product, and
`pytesseract.image_to_data(picture, lang="kor+eng")` as most programs call it. Letters are compared without case and
marks; a Hangul word counts if its letters stand together, however they were parted into words: the same for both.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pymupdf
import pytesseract
from PIL import Image, ImageOps

import resources
from core.bootstrap import build
from core.bootstrap_stages import real_stages
from core.domain.claim import Claim
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.media import HEAD_BYTES, media_type
from core.domain.record import Attachment, Dossier, ReadingOptions
from core.domain.states import StageName
from core.errors import HoldpointError
from core.settings import Settings

SUFFIXES = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".pdf"}
DPI = 200


@dataclass(frozen=True)
class Page:
    """A file and the words that it shows, and what kind it is."""

    path: Path
    group: str
    words: tuple[str, ...]


class Quiet:
    """A control that never stops anything."""

    def checkpoint(self) -> None:
        """Go on."""

    def report(self, done: int, total: int) -> None:
        """Nobody looks."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recall", description=__doc__)
    parser.add_argument("folder", type=Path, help="a folder with an index.jsonl")
    parser.add_argument("--list", action="store_true", help="tell each file")
    given = parser.parse_args()
    totals: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        app = build(Settings(data_dir=Path(scratch)))
        stages = real_stages(app)
        try:
            for page in pages(given.folder):
                ours = found(page.words, by_holdpoint(page.path, stages.by_name[StageName.OCR]))
                theirs = found(page.words, by_default(page.path))
                counts = Counter(files=1, words=len(page.words), ours=ours, theirs=theirs)
                for group in (page.group, "all"):
                    totals.setdefault(group, Counter()).update(counts)
                if given.list:
                    print(f"{page.path.name[:60]:60} {len(page.words):5} words  {ours:5}  {theirs:5}")
        finally:
            stages.close()
            app.close()
    print(f"{'':28}{'files':>6}{'words':>7}{'Holdpoint':>11}{'default':>9}{'ratio':>7}")
    for group in sorted(totals, key=lambda name: (name == "all", name)):
        print(row(group, totals[group]))
    return 0


def row(group: str, counts: Counter[str]) -> str:
    ours, theirs = (counts[name] / max(1, counts["words"]) for name in ("ours", "theirs"))
    ratio = f"{ours / theirs:7.2f}" if theirs else "      -"
    return f"{group:28}{counts['files']:6}{counts['words']:7}{ours:11.3f}{theirs:9.3f}{ratio}"


def pages(folder: Path) -> Iterator[Page]:
    for line in (folder / "index.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        expect, path = told.get("expect") or {}, folder / told["path"]
        if path.suffix.lower() not in SUFFIXES or not path.exists():
            continue
        fields = expect.get("fields") or {}
        text = expect.get("text") or " ".join(str(value) for value in fields.values() if isinstance(value, str | int))
        words = tuple(word for word in map(plain, text.split()) if word)
        if words:
            group = " ".join(str(told[name]) for name in ("doc_type", "lang", "level") if told.get(name))
            yield Page(path, group or told.get("kind", "?"), words)


def plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def found(wanted: tuple[str, ...], text: str) -> int:
    """How many of the wanted words the text has, each as often as it has it."""
    words = Counter(plain(word) for word in text.split())
    letters = plain(text)
    hits = 0
    for word, count in Counter(wanted).items():
        is_hangul = any("가" <= letter <= "힣" for letter in word)
        hits += min(count, letters.count(word) if is_hangul else words[word])
    return hits


def by_holdpoint(path: Path, stage: object) -> str:
    data = path.read_bytes()
    digest = BlobHash(hashlib.sha256(data).hexdigest())
    attachment = Attachment(0, path.name, digest, len(data), media_type(data[:HEAD_BYTES]), path)
    dossier = Dossier(RecordId(1), 1, RunId(1), (attachment,), Claim(), ReadingOptions(page_limit=2))
    try:
        reading = stage.run(dossier, Quiet()).reading  # type: ignore[attr-defined]
    except HoldpointError:
        return ""
    return " ".join(word.text for page in reading.pages for word in page.words)


def by_default(path: Path) -> str:
    config = f'--tessdata-dir "{resources.path("tessdata").as_posix()}"'
    texts = []
    for picture in pictures(path):
        table = pytesseract.image_to_data(
            picture, lang="kor+eng", config=config, output_type=pytesseract.Output.DICT, timeout=120
        )
        texts += table["text"]
    return " ".join(texts)


def pictures(path: Path) -> Iterator[Image.Image]:
    if path.suffix.lower() != ".pdf":
        yield ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        return
    with pymupdf.open(path) as document:  # type: ignore[no-untyped-call]
        for page in list(document)[:2]:
            drawn = page.get_pixmap(dpi=DPI)
            yield Image.frombytes("RGB", (drawn.width, drawn.height), drawn.samples)


if __name__ == "__main__":
    sys.exit(main())
