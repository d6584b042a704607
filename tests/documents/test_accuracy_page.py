"""The page with the misses of the accuracy benchmark."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.accuracy.cases import Case
from benchmarks.accuracy.judge import Verdict
from benchmarks.accuracy.report import html
from core.domain.field import Extraction, Field, FieldName, Source
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.page import Box, Engine, Page, PageStatus, Reading, TextSource
from core.domain.record import Claim, Dossier, ReadingOptions

ENGINE = Engine("reader", "1")


def a_picture(shade: int) -> bytes:
    data = io.BytesIO()
    Image.new("L", (200, 100), shade).save(data, "PNG")
    return data.getvalue()


def a_verdict(pictures: dict[tuple[int, int], bytes]) -> Verdict:
    """A name that was misread on the second of two pages."""
    pages = tuple(
        Page(0, number, PageStatus.READ, TextSource.RECOGNISED, 200, 100, picture=BlobHash(str(number) * 64))
        for number in (1, 2)
    )
    box = Box(0.1, 0.1, 0.5, 0.3)
    name = Field(FieldName.HOLDER_NAME, "Kim", "Kim", 0, 2, box, (), 0.9, (Source.RULE,), grounded=True)
    dossier = Dossier(
        RecordId(1),
        1,
        RunId(1),
        (),
        Claim(),
        ReadingOptions(),
        reading=Reading(pages, (), ENGINE),
        extraction=Extraction((name,), ENGINE),
    )
    case = Case("r1", Path("r1.pdf"), "plain", "clean", {FieldName.HOLDER_NAME: "Lim"}, Claim(), None)
    wrong = (FieldName.HOLDER_NAME,)
    return Verdict(case, False, (), wrong, ("low",), 2, 0.1, dossier, pictures)


@pytest.mark.parametrize(("kept", "shown"), [((1, 2), 1), ((2,), 1), ((1,), 0), ((), 0)])
def test_a_miss_is_shown_on_its_page_if_that_is_kept(kept, shown):
    page = html([a_verdict({(0, number): a_picture(80 * number) for number in kept})])
    assert page.count("data:image/jpeg") == shown
    assert "wanted &#x27;Lim&#x27;, found &#x27;Kim&#x27;" in page
