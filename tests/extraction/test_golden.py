from __future__ import annotations

import pytest

from core.domain.field import FieldName
from tests.documents import KINDS, LAYOUTS, make_document
from tests.kit.pages import Quiet, dossier_of

CASES = [(kind, layout, seed) for kind in KINDS for layout in LAYOUTS[kind] for seed in (1, 2, 3)]


@pytest.mark.parametrize(("kind", "layout", "seed"), CASES)
def test_drawn_documents_are_understood_to_the_letter(extraction, kind, layout, seed):
    made = make_document(kind, layout, seed, "none")
    fields = extraction.run(dossier_of(made.reading), Quiet()).extraction.fields
    assert {field.name.value: field.value for field in fields} == {k: v for k, v in made.truth.items() if v is not None}
    assert all(field.grounded and not field.doubts for field in fields)


def test_the_same_seed_draws_the_same_document():
    one, other = (make_document("diploma", "ko_plain", 7, "digital") for _ in range(2))
    assert one == other


def test_every_field_says_where_it_was_read(extraction):
    made = make_document("graduation_certificate", "ko_rows", 1, "none")
    for field in extraction.run(dossier_of(made.reading), Quiet()).extraction.fields:
        assert (field.attachment, field.page) == (0, 1)
        assert field.box is not None
        assert field.words
        assert all(field.box.x0 <= word.box.x0 and word.box.x1 <= field.box.x1 for word in field.words)


def test_progress_is_told_page_by_page(extraction):
    control = Quiet()
    extraction.run(dossier_of(make_document("diploma", "ko_plain", 1, "none").reading), control)
    assert control.reports == [(0, 1), (1, 1)]
    assert FieldName.HOLDER_NAME
