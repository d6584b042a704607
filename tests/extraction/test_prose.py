"""Certificates and diplomas that say what they say in sentences, or in lines of their own without labels."""

from __future__ import annotations

from dataclasses import replace

from tests.kit.pages import extract, page_of, value_of


def test_words_kept_together_by_the_file_are_words_of_their_own(extraction):
    page = page_of("Diploma", "hereby confers upon", "Ángel~Whitfield", "the degree of Bachelor~of~Arts in History")
    words = tuple(replace(word, text=word.text.replace("~", "\u00a0")) for word in page.words)
    found = extract(extraction, replace(page, words=words))
    assert (value_of(found, "holder_name"), value_of(found, "degree")) == ("Ángel Whitfield", "Bachelor of Arts")
    assert all(field.grounded for field in found.fields)
