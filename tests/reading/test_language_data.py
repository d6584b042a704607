"""Which language data is there, and which model reads what."""

from __future__ import annotations

import pytest

from core.reading.child.recogniser import data_folder, languages, line_data_folder


def test_second_models_are_no_further_languages() -> None:
    assert languages() == ("eng", "kor")


@pytest.mark.parametrize(("language", "has_two"), [("kor", True), ("eng", False), ("kor+eng", False)])
def test_single_lines_of_hangul_are_read_by_another_model_than_pages(language: str, *, has_two: bool) -> None:
    assert (line_data_folder(language) != data_folder()) == has_two


def test_the_two_models_of_hangul_differ() -> None:
    one, other = (folder / "kor.traineddata" for folder in (data_folder(), line_data_folder("kor")))
    assert one.read_bytes() != other.read_bytes()
