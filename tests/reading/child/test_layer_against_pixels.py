"""A text layer is believed only where the page's pixels say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest

from core.domain.page import Box, TextSource, Word
from core.reading.child.comparing import shown_otherwise
from core.reading.child.document import open_document
from core.reading.child.pages import read_page
from core.reading.child.recogniser import Recogniser, recogniser
from core.reading.child.values import ReadSheet
from tests.documents import make_document

Read = Callable[[bytes, str], ReadSheet]
BOX = Box(0.1, 0.1, 0.3, 0.12)
NAMES = {"holder": "Henrik Haddad", "other": "Marcus Bellow"}


@pytest.fixture(scope="module")
def engine() -> Iterator[Recogniser]:
    ready = recogniser("tesserocr", ("kor", "eng"))
    yield ready
    ready.close()


@pytest.fixture
def read(engine: Recogniser, tmp_path: Path) -> Read:
    """Reads page 1 in this very process: a `Session` would lock it in."""

    def answer(data: bytes, suffix: str) -> ReadSheet:
        path = tmp_path / f"page{suffix}"
        path.write_bytes(data)
        document = open_document(path)
        try:
            return read_page(document, 1, lambda: engine)
        finally:
            document.close()

    return answer


def letter(name: str) -> pymupdf.Document:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for row, line in enumerate(("GRADUATION CERTIFICATE", f"Name : {name}", "Date : 2019-02-14", "Eastvale College")):
        page.insert_text((70, 120 + 50 * row), line, fontsize=16)
    return document


def with_lying_font(name: str, shift: int) -> bytes:
    """What is drawn as one letter means another, some places on in the alphabet, to whoever asks the text layer."""
    document = letter(name)
    pairs = [(code, code) for code in range(32, 127)]
    for first in (65, 97):
        pairs = [
            (code, first + (code - first + shift) % 26 if first <= code < first + 26 else to) for code, to in pairs
        ]
    rows = "\n".join(f"<{code:02x}> <{to:04x}>" for code, to in pairs)
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Lie def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(pairs)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    )
    target = document.get_new_xref()
    document.update_object(target, "<<>>")
    document.update_stream(target, table.encode())
    document.xref_set_key(document[0].get_fonts()[0][0], "ToUnicode", f"{target} 0 R")
    return bytes(document.tobytes())


def test_font_that_lies_about_its_letters_is_found_and_pixels_are_believed(read: Read) -> None:
    told = read(with_lying_font("Henrik Haddad", 3), ".pdf")
    text = " ".join(word.text for word in told.words)
    assert "layer_differs" in told.flags
    (surname,) = [word.box for word in told.words if "Haddad" in word.text]
    assert any(one.box.x0 < surname.x1 and surname.x0 < one.box.x1 for one in told.flagged)
    assert {one.flag for one in told.flagged} == {"layer_differs"}
    assert told.source is TextSource.RECOGNISED
    assert "Haddad" in text
    assert "Kdggdg" not in text


def test_name_covered_by_a_vector_patch_with_another_name_in_outlines_is_found(read: Read) -> None:
    document = letter(NAMES["holder"])
    page = document[0]
    shown = letter(NAMES["other"])[0].get_svg_image(text_as_path=True)
    outlines = pymupdf.open("svg", shown.encode()).convert_to_pdf()
    page.draw_rect(pymupdf.Rect(60, 150, 500, 180), color=(1, 1, 1), fill=(1, 1, 1))
    clip = pymupdf.Rect(60, 150, 500, 180)
    page.show_pdf_page(clip, pymupdf.open("pdf", outlines), 0, clip=clip)
    told = read(document.tobytes(), ".pdf")
    text = " ".join(word.text for word in told.words)
    assert "layer_differs" in told.flags
    assert told.source is TextSource.RECOGNISED
    assert NAMES["other"] in text
    assert NAMES["holder"].split()[1] not in text


def picture_of(name: str, clip: pymupdf.Rect) -> bytes:
    """A place of the same letter with another name, as a picture."""
    return bytes(letter(name)[0].get_pixmap(dpi=200, clip=clip, colorspace=pymupdf.csGRAY).tobytes("png"))


@pytest.mark.parametrize("with_patch", [True, False])
@pytest.mark.parametrize("clip", [pymupdf.Rect(60, 150, 500, 180), pymupdf.Rect(118, 152, 250, 178)])
def test_name_covered_by_a_picture_of_another_name_is_found(
    read: Read, clip: pymupdf.Rect, *, with_patch: bool
) -> None:
    document = letter(NAMES["holder"])
    page = document[0]
    if with_patch:
        page.draw_rect(clip, color=(1, 1, 1), fill=(1, 1, 1))
    page.insert_image(clip, stream=picture_of(NAMES["other"], clip))
    told = read(document.tobytes(), ".pdf")
    text = " ".join(word.text for word in told.words)
    assert {"layer_differs", "hidden_text"} & set(told.flags)
    assert NAMES["other"] in text
    assert NAMES["holder"].split()[1] not in text


def test_picture_beside_the_text_is_no_cover(read: Read) -> None:
    document = letter(NAMES["holder"])
    document[0].insert_image(pymupdf.Rect(60, 400, 500, 430), stream=picture_of("x", pymupdf.Rect(60, 150, 500, 180)))
    assert not {"layer_differs", "hidden_text"} & set(read(document.tobytes(), ".pdf").flags)


@pytest.mark.parametrize("layout", ["ko_rows", "ko_bilingual", "en_above", "ko_grid", "en_letter"])
def test_honest_page_raises_no_alarm(read: Read, layout: str) -> None:
    made = make_document("graduation_certificate", layout, 77, "digital")
    told = read(made.data, made.suffix)
    assert told.flags == ()
    assert told.source is TextSource.TEXT_LAYER


def word(text: str, confidence: float = 0.95) -> Word:
    return Word(text, BOX, confidence, 0)


def rereading(*texts: str, confidence: float = 0.95) -> Callable[[Box], Iterator[tuple[Word, ...]]]:
    return lambda _: iter([(word(text, confidence),) for text in texts])


@pytest.mark.parametrize(
    ("layer", "seen", "differs"),
    [
        ("홍길동", "홍길동", False),
        ("홍길동", "김철수", True),
        ("기계공학과", "기겨공학과", False),  # a stroke: the recogniser's
        ("Kovalenko", "Kovaienk0", False),
        ("2019-02-14", "2018-02-14", True),  # a figure is a word of its own
        ("Haddad", "Bellow", True),
        ("성명", "성명:홍길동", False),
        ("A0068405", "40068405", False),
        ("NGOs와", "NGOsS}", False),  # by a reader of Latin letters alone
        ("NGOs와", "Haddad", True),
        ("NGOs와", "정부와", True),
        (":", "x", False),
    ],
)
def test_words_are_compared_by_their_strokes(layer: str, seen: str, *, differs: bool) -> None:
    assert bool(shown_otherwise([word(layer)], [word(seen)], rereading(seen))) is differs


def test_word_that_reads_right_alone_is_believed() -> None:
    assert not shown_otherwise([word("홍길동")], [word("3ZS")], rereading("홍길동", "3ZS"))


def test_doubtful_reading_accuses_nobody() -> None:
    assert not shown_otherwise([word("홍길동")], [word("3ZS")], rereading("3ZS", confidence=0.5))


def test_old_layer_under_a_scan_is_neither_used_nor_held_against_it(read: Read) -> None:
    picture = letter("Henrik Haddad")[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY).tobytes("png")
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    page.insert_image(page.rect, stream=picture)
    page.insert_text((70, 170), "Name : Someone Else", fontsize=16, render_mode=3)
    told = read(document.tobytes(), ".pdf")
    assert told.source is TextSource.RECOGNISED
    assert told.flags == ()
    assert re.search("Henrik Haddad", " ".join(word.text for word in told.words))
