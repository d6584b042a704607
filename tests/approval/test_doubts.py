from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval import doubt_checks
from core.domain.field import Remark
from core.domain.hold import ReasonCode
from core.domain.page import TextSource, Word
from tests.approval.cases import codes, evidence_of, field_of, rules, with_words
from tests.kit.pages import page_of

SCAN = page_of("졸업증명서", source=TextSource.RECOGNISED)


@pytest.mark.parametrize(
    ("doubt", "code"),
    [
        ("ambiguous_date", ReasonCode.AMBIGUOUS),
        ("bad_date", ReasonCode.BAD_FORMAT),
        ("partial_date", ReasonCode.BAD_FORMAT),
        ("several_values", ReasonCode.AMBIGUOUS),
        ("odd_shape", ReasonCode.BAD_FORMAT),
        ("label_unread", ReasonCode.AMBIGUOUS),
        ("cut_off", ReasonCode.RULE_FAILED),
        ("head_differs", ReasonCode.RULE_FAILED),
        ("weak_type", ReasonCode.RULE_FAILED),
        ("mended", ReasonCode.RULE_FAILED),
        ("label_misread", None),
    ],
)
def test_doubts_of_the_reader(policy, doubt, code):
    found = doubt_checks.doubts(
        evidence_of(policy, graduation_date=field_of("graduation_date", "2022-02-20", doubts=(doubt,)))
    )
    assert codes(found) == ([code] if code else [])


@pytest.mark.parametrize(
    ("claimed", "other", "held"),
    [
        ("한밭대학교", "한받대학교", False),  # one letter, and the claim settles which
        ("한밭대학교", "동해대학교", True),
        ("한받대학교", "한받대학교", True),
        (None, "한받대학교", True),
    ],
)
def test_a_claim_settles_a_single_misread_letter(policy, claimed, other, held):
    field = field_of("school", "한밭대학교", doubts=("several_values",), others=(other,))
    claim = {"school": claimed} if claimed else None
    assert bool(doubt_checks.doubts(evidence_of(policy, claim, page=SCAN, school=field))) is held


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [
        ("graduation_date", "2020-02-21", "2020-02-24"),
        ("birth_date", "1999-05-03", "1998-05-03"),
        ("document_number", "2020-12345", "2020-12346"),
    ],
)
def test_no_claim_settles_which_of_two_figures_is_meant(policy, name, value, other):
    field = field_of(name, value, doubts=("several_values",), others=(other,))
    assert codes(doubt_checks.doubts(evidence_of(policy, {name: value}, page=SCAN, **{name: field}))) == [
        ReasonCode.AMBIGUOUS
    ]


@pytest.mark.parametrize(("share", "held"), [(1.0, True), (0.93, False)])
def test_nothing_is_misread_in_a_text_layer_but_in_a_picture_on_its_page(policy, share, held):
    field = with_words(
        field_of("school", "한밭대학교", doubts=("several_values",), others=("한받대학교",)), ("한밭대학교", share)
    )
    assert bool(doubt_checks.doubts(evidence_of(policy, {"school": "한밭대학교"}, school=field))) is held


@pytest.mark.parametrize("doubt", ["bad_date", "ambiguous_date", "partial_date"])
def test_no_claim_settles_an_unclear_date(policy, doubt):
    field = field_of("birth_date", "03/04/1999", doubts=(doubt,))
    assert doubt_checks.doubts(evidence_of(policy, {"birth_date": "03/04/1999"}, birth_date=field))


@pytest.mark.parametrize(("claimed", "held"), [("1999-04-03", False), ("1999-03-04", True), (None, True)])
def test_a_claim_settles_a_day_whose_order_one_other_date_tells(policy, claimed, held):
    field = field_of("birth_date", "1999-04-03", raw="03.04.1999", doubts=("day_order",))
    claim = {"birth_date": claimed} if claimed else {}
    assert bool(doubt_checks.doubts(evidence_of(policy, claim, birth_date=field))) is held


def covered(*words: tuple[str, bool]):
    """A school of which some words were touched."""
    field = field_of("school", "".join(text for text, _ in words), doubts=("covered",))
    return replace(field, words=tuple(Word(text, field.box, 0.95, 0, touched=touched) for text, touched in words))


def test_a_value_under_a_seal_is_asked_about_with_its_value(policy):
    found = doubt_checks.doubts(evidence_of(policy, school=covered(("동해", True), ("대학교", False))))
    assert codes(found) == [ReasonCode.COVERED]
    assert all("동해대학교" in found[0].text(language) for language in ("en", "ko"))


def test_a_claim_that_says_the_same_settles_what_lay_over_a_value(policy):
    field = covered(("동해", True), ("대학교", False))
    assert doubt_checks.doubts(evidence_of(policy, {"school": "동해대학교"}, school=field)) == ()
    assert doubt_checks.doubts(evidence_of(policy, {"school": "동의대학교"}, school=field))


def test_a_seal_over_what_every_such_value_has_asks_nothing(policy):
    assert doubt_checks.doubts(evidence_of(policy, school=covered(("동해", False), ("대학교", True)))) == ()


@pytest.mark.parametrize(("code", "rule"), [("stray_date", ["stray_date"]), ("something_else", [])])
def test_doubts_that_stand_at_no_value(policy, code, rule):
    evidence = evidence_of(policy)
    evidence = replace(evidence, extraction=replace(evidence.extraction, remarks=(Remark(code),)))
    assert rules(doubt_checks.doubts(evidence)) == rule


@pytest.mark.parametrize(("share", "places", "held"), [(0.85, 1, False), (0.75, 1, True), (0.75, 2, False)])
def test_a_claim_settles_no_word_that_a_seal_left_hardly_readable(policy, share, places, held):
    field = field_of("holder_name", "홍길동", doubts=("covered",), places=places)
    word = Word("홍길동", field.box, share, 0, touched=True)
    covered = replace(field, words=(word,), confidence=share)
    found = doubt_checks.doubts(evidence_of(policy, {"holder_name": "홍길동"}, holder_name=covered))
    assert codes(found) == ([ReasonCode.COVERED] if held else [])


def test_a_mended_letter_is_told_as_it_was_read_and_settled_by_the_claim(policy):
    field = field_of("major", "건축학과", raw="건측학과", doubts=("mended",))
    (asked,) = doubt_checks.doubts(evidence_of(policy, major=field))
    assert all("건측학과" in asked.text(language) and "건축학과" in asked.text(language) for language in ("en", "ko"))
    assert doubt_checks.doubts(evidence_of(policy, {"major": "건축학과"}, major=field)) == ()
    assert doubt_checks.doubts(evidence_of(policy, {"major": "건측학과"}, major=field))
