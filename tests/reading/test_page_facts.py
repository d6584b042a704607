"""Facts of a page beside its words, through the real child and the store's form of a reading."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw

from core.domain.page import AttachmentReading, Box, Code, Engine, Page, PageStatus, Reading, TextSource, Word
from core.store.codec import pack, unpack
from tests.reading import papers

ADDRESS = "https://verify.example.ac.kr/c?no=2019-GR-001234"


def with_code(image: Image.Image) -> Image.Image:
    code = zxingcpp.create_barcode(ADDRESS, zxingcpp.BarcodeFormat.QRCode)
    image.paste(Image.fromarray(np.array(zxingcpp.write_barcode_to_image(code, scale=5))), (1100, 1700))
    return image


def test_code_on_a_picture_comes_with_the_page(read, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with_code(papers.pixels().copy()).save(path)
    (code,) = read(path).codes
    assert (code.text, code.format) == (ADDRESS, "QR Code")
    assert 0.6 < code.box.x0 < code.box.x1 < 1


def test_code_on_a_drawn_page_comes_with_its_text_layer(read, tmp_path: Path) -> None:
    document = papers.letter()
    picture = tmp_path / "code.png"
    with_code(Image.new("L", papers.pixels().size, 255)).crop((1050, 1650, 1500, 2100)).save(picture)
    document[0].insert_image((380, 600, 540, 760), filename=str(picture))
    path = tmp_path / "a.pdf"
    path.write_bytes(document.tobytes())
    page = read(path)
    assert page.source is TextSource.TEXT_LAYER
    assert [code.text for code in page.codes] == [ADDRESS]


def test_page_with_a_line_that_gave_no_word_is_flagged(read, tmp_path: Path) -> None:
    image = papers.pixels().copy()
    # Letters that no model knows, of a letter's size, side by side.
    draw = ImageDraw.Draw(image)
    for at in range(14):
        x = 300 + 44 * at
        draw.arc((x, 1300, x + 30, 1344), 20 * at, 20 * at + 250, fill=20, width=5)
        draw.line((x + 4, 1340, x + 26, 1304 + 3 * (at % 5)), fill=20, width=4)
    path = tmp_path / "a.png"
    image.save(path)
    page = read(path)
    is_read = any(0.55 < word.box.y0 < 0.58 for word in page.words)
    assert is_read or "unread_ink" in page.flags


def test_reading_of_before_codes_and_touched_words_loads() -> None:
    word = Word("홍길동", Box(0.1, 0.1, 0.2, 0.2), 0.9, 0, touched=True)
    code = Code(ADDRESS, "QR Code", Box(0.1, 0.1, 0.2, 0.2))
    page = Page(0, 1, PageStatus.READ, TextSource.RECOGNISED, 10, 10, words=(word,), codes=(code,))
    reading = Reading((page,), (AttachmentReading(0, 1, 1, 0),), Engine("x", "1"))
    payload, digest = pack(reading)
    assert unpack("reading", payload, digest) == reading
    old = json.loads(zlib.decompress(payload))
    del old["pages"][0]["codes"], old["pages"][0]["words"][0]["touched"]
    raw = json.dumps(old).encode()
    loaded = unpack("reading", zlib.compress(raw), hashlib.sha256(raw).hexdigest())
    assert isinstance(loaded, Reading)
    assert loaded.pages[0].codes == ()
    assert loaded.pages[0].words[0].touched is False
