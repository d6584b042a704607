from __future__ import annotations

from dataclasses import replace

import pytest

from core.approval import confidence
from core.domain.hold import ReasonCode
from tests.approval.cases import codes, evidence_of, field_of, with_words


@pytest.mark.parametrize(
    ("share", "claim", "places", "held"),
    [
        (0.95, None, 1, False),
        (0.87, None, 1, True),
        (0.85, None, 2, False),
        (0.75, None, 2, True),
        (0.50, {"holder_name": "홍 길 동"}, 1, False),
        (0.40, {"holder_name": "홍길동"}, 1, True),
        (0.40, {"holder_name": "홍길동"}, 2, False),
        (0.20, {"holder_name": "홍길동"}, 2, True),
        (0.85, {"holder_name": "홍길순"}, 1, True),
    ],
)
def test_confidence_and_what_may_stand_in_for_it(policy, share, claim, places, held):
    field = with_words(field_of("holder_name", "홍길동", places=places), ("홍길동", share))
    found = confidence.confidence(evidence_of(policy, claim, holder_name=field))
    assert codes(found) == ([ReasonCode.LOW_CONFIDENCE] if held else [])


@pytest.mark.parametrize(
    ("name", "value", "words", "held"),
    [
        ("document_number", "제2019-10842호", (("제", 0.58), ("2019-10842", 0.95), ("호", 0.2)), False),
        ("document_number", "2019-10842호", (("2019-10842호", 0.58),), True),
        ("school", "동해대학교", (("동해", 0.95), ("대학교", 0.40)), False),
        ("school", "동해대학교", (("동해대", 0.40), ("학교", 0.95)), True),
        ("school", "Hanbit University", (("Hanbit", 0.95), ("University|", 0.59)), False),
        ("school", "Hanbit University", (("Hanbit", 0.80), ("University", 0.96)), True),
        ("school", "Hanbit University", (("Hanbit", 0.95), ("University", 0.40)), True),
        ("major", "Marine Biology", (("Marine", 0.60), ("Biology", 0.60)), False),
        ("major", "Marine Biclogy", (("Marine", 0.90), ("Biclogy", 0.86)), True),
        ("major", "정치외교학과", (("정", 0.9), ("치", 0.9), ("외교학과", 0.6)), False),
        ("major", "경영학과", (("경영학과", 0.6),), True),  # one letter makes it 경제학과
        ("major", "정치외고학과", (("정치외고학과", 0.8),), True),
        ("degree", "Bachelor of Science", (("Bachelor", 0.9), ("of", 0.6), ("Science", 0.7)), False),
        ("degree", "공학사", (("공", 0.7), ("학사", 0.95)), True),
        ("birth_date", "1989-04-15", (("15", 0.9), ("Apr", 0.6), ("1989", 0.9)), False),
        ("birth_date", "1989-06-15", (("15", 0.9), ("Jun", 0.6), ("1989", 0.9)), True),  # or Jul, or Jan
        ("birth_date", "1989-04-15", (("1989", 0.9), ("년", 0.3), ("4월", 0.9), ("15", 0.9), ("일", 0.3)), False),
        ("birth_date", "1989-04-15", (("1989년", 0.9), ("4월", 0.5), ("15일", 0.9)), True),
        ("holder_name", "홍길동", (("홍", 0.8), ("길동", 0.95)), True),
    ],
)
def test_only_words_that_tell_values_apart_must_be_read_well(policy, name, value, words, held):
    field = with_words(field_of(name, value), *words)
    found = confidence.confidence(evidence_of(policy, **{name: field}))
    assert codes(found) == ([ReasonCode.LOW_CONFIDENCE] if held else [])


def test_a_date_that_the_claim_confirms_was_not_misread(policy):
    field = with_words(field_of("birth_date", "1999-05-03"), ("1999-05-03", 0.25))
    assert confidence.confidence(evidence_of(policy, birth_date=field))
    assert confidence.confidence(evidence_of(policy, {"birth_date": "1999-05-03"}, birth_date=field)) == ()
    assert confidence.confidence(evidence_of(policy, {"birth_date": "1999-05-08"}, birth_date=field))


@pytest.mark.parametrize(("name", "held"), [("Chloe Lindavist", True), ("홍길동", False)])
def test_latin_names_need_more_confidence(policy, name, held):
    field = with_words(field_of("holder_name", name), (name, 0.92))
    assert bool(confidence.confidence(evidence_of(policy, holder_name=field))) is held


@pytest.mark.parametrize(
    ("number", "share", "held"),
    [
        ("40042497", 0.95, True),  # A0042497
        ("Al 2013-48829호", 0.95, True),
        ("AO058455", 0.95, True),
        ("40042497", 0.98, False),
        ("20242497", 0.91, False),
        ("학사-2022-60388", 0.91, False),
        ("1063-7416-4267", 0.80, False),
        ("UN-15279-2022", 0.80, False),
        ("BD-402917", 0.95, False),
        ("BD-402917", 0.94, True),
        ("B0-402917", 0.95, True),
        ("02022-40291", 0.95, True),  # D2022-40291
        ("2022-68-12345", 0.95, True),
    ],
)
def test_a_number_that_looks_like_none_needs_most_confidence(policy, number, share, held):
    field = with_words(field_of("document_number", number), (number, share))
    assert bool(confidence.confidence(evidence_of(policy, document_number=field))) is held


@pytest.mark.parametrize(
    ("name", "share", "held"),
    [
        ("Sofia Sharma", 0.92, False),
        ("Sofia Sharma", 0.80, True),
        ("Sofia Sharna", 0.92, True),
        ("Priya Sharma", 0.92, False),
    ],
)
def test_a_name_of_well_known_names_needs_less_confidence(policy, name, share, held):
    field = with_words(field_of("holder_name", name), *((word, share) for word in name.split()))
    assert bool(confidence.confidence(evidence_of(policy, holder_name=field))) is held


@pytest.mark.parametrize(
    ("name", "held"),
    [("Oliver Hansen", True), ("Oliver Larsen", False), ("Oliver Kowalska", False), ("Oliver Nowak", True)],
)
def test_a_known_name_that_a_letter_turns_into_another_one_vouches_for_nothing(policy, name, held):
    rules = policy.names.model_copy(
        update={"known": ("Oliver", "Hansen", "Nansen", "Larsen", "Kowalska", "Kowalski", "Nowak", "Nowa")}
    )
    field = with_words(field_of("holder_name", name), *((word, 0.92) for word in name.split()))
    given = evidence_of(policy.model_copy(update={"names": rules}), holder_name=field)
    assert bool(confidence.confidence(given)) is held


@pytest.mark.parametrize(("name", "held"), [("Anneke Miller", True), ("Anneke Fischer", False)])
def test_a_known_name_that_may_be_what_is_left_of_an_accented_one_vouches_for_nothing(policy, name, held):
    field = with_words(field_of("holder_name", name), *((word, 0.92) for word in name.split()))
    assert bool(confidence.confidence(evidence_of(policy, holder_name=field))) is held


@pytest.mark.parametrize(("major", "held"), [("석품영양학과", True), ("식품영양학과", False), ("해양물류학과", False)])
def test_a_major_that_is_nearly_a_well_known_one_needs_more_confidence(policy, major, held):
    field = with_words(field_of("major", major), (major, 0.93))
    assert bool(confidence.confidence(evidence_of(policy, major=field))) is held


@pytest.mark.parametrize(
    ("number", "share", "held"),
    [
        ("제 2022-12345 호", 0.95, False),
        ("제 2022-12345 호", 0.85, False),
        ("제 2022-12345 호", 0.82, False),
        ("제 2022-12345 호", 0.79, False),
        ("제 2022-12345 호", 0.77, True),
        ("제 2021-12345 호", 0.85, True),
        ("UR-2022-12345", 0.85, False),
        ("2022/GS/12345", 0.85, False),
        ("20220305-0012", 0.85, False),
        ("20210305-0012", 0.89, True),
        ("KD2022-12345", 0.89, False),
        ("KD2022-12345", 0.87, True),
        ("2022-68-12345", 0.85, True),
        ("202203-00123", 0.85, False),
        ("202103-00123", 0.89, True),
        ("제 12345 호", 0.85, False),
        ("A0012345", 0.85, False),
        ("A0012345", 0.70, True),
        ("AQ012345", 0.85, True),
        ("40012345", 0.85, True),
    ],
)
def test_a_number_that_fits_its_year_needs_less_confidence(policy, number, share, held):
    field = with_words(field_of("document_number", number), (number, share))
    assert bool(confidence.confidence(evidence_of(policy, document_number=field))) is held


@pytest.mark.parametrize(
    ("school", "share", "held"),
    [("서림대학교", 0.85, False), ("서림대학교", 0.75, True), ("소림대학교", 0.92, True), (None, 0.92, True)],
)
def test_a_degree_s_number_has_to_begin_with_the_school_s_name(policy, school, share, held):
    number = "서림대2022(박)0552"
    field = with_words(field_of("document_number", number), (number, share))
    told = evidence_of(policy, document_number=field, school=school) if school else None
    told = told or evidence_of(policy, document_number=field)
    assert ("document_number" in [item.field for item in confidence.confidence(told)]) is held


@pytest.mark.parametrize(
    ("number", "share", "held"),
    [("제 2022-12345 호", 0.65, False), ("제 2022-12345 호", 0.55, True), ("제 2021-12345 호", 0.65, True)],
)
def test_an_issue_date_whose_year_the_number_shows_needs_less_confidence(policy, number, share, held):
    field = with_words(field_of("issue_date", "2022-03-05"), ("2022-03-05", share))
    found = confidence.confidence(evidence_of(policy, document_number=number, issue_date=field))
    assert ("issue_date" in [item.field for item in found]) is held


@pytest.mark.parametrize(
    ("school", "places", "held"),
    [("담산여자대학교", 1, True), ("담산여자대학교", 2, False), ("Kingsmere University", 1, False)],
)
def test_an_unlisted_korean_school_said_once_needs_more_confidence(policy, school, places, held):
    field = replace(with_words(field_of("school", school), (school, 0.92)), places=places)
    assert bool(confidence.confidence(evidence_of(policy, school=field))) is held


@pytest.mark.parametrize(
    ("name", "share", "claimed", "held"),
    [
        ("RYU, Jurgen", 0.99, None, True),
        ("Anna-Jose Marquez", 0.99, None, True),
        ("RYU, Jurgen", 0.95, "RYU, Jurgen", False),
        ("RYU, Jurgen", 1.0, None, False),  # a text layer knows its accents
        ("John Smith", 0.95, None, False),
    ],
)
def test_a_name_that_likely_lost_its_accents_needs_the_claim(policy, name, share, claimed, held):
    field = with_words(field_of("holder_name", name), (name, share))
    given = evidence_of(policy, {"holder_name": claimed} if claimed else None, holder_name=field)
    assert bool(confidence.confidence(given)) is held


@pytest.mark.parametrize(
    ("shares", "held"),
    [((0.86, 0.95), False), ((0.84, 0.95), True), ((0.95, 0.92), True), ((0.86, 0.92), True)],
)
def test_beside_a_well_known_name_the_other_one_has_to_be_read_well(policy, shares, held):
    words = zip(("Priya", "Lindqvarn"), shares, strict=True)
    field = with_words(field_of("holder_name", "Priya Lindqvarn"), *words)
    assert bool(confidence.confidence(evidence_of(policy, holder_name=field))) is held


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ((("Min-seo", 0.91), ("Brennan", 0.97)), False),
        ((("Min-seo", 0.89), ("Brennan", 0.97)), True),
        ((("Benjamin-Dorothy", 0.87), ("Whitlock", 0.95)), False),
        ((("Benjamin-Castell", 0.87), ("Whitlock", 0.95)), True),
        ((("Min-seo", 0.91), ("Castell", 0.91)), True),
    ],
)
def test_words_of_a_latin_name_are_judged_one_by_one(policy, words, held):
    value = " ".join(text for text, _ in words)
    field = with_words(field_of("holder_name", value), *words)
    assert bool(confidence.confidence(evidence_of(policy, holder_name=field))) is held


@pytest.mark.parametrize(("other", "held"), [("Hong Gildong", False), ("Hong Kilsoon", True)])
def test_a_spelling_in_the_other_script_beside_a_name_stands_for_a_second_place(policy, other, held):
    field = with_words(field_of("holder_name", "홍길동", others=(other,)), ("홍길동", 0.84))
    assert bool(confidence.confidence(evidence_of(policy, holder_name=field))) is held


@pytest.mark.parametrize(
    ("value", "share", "held"),
    [
        ("제 2022-G12345 호", 0.82, False),
        ("제 2022-612345 호", 0.87, True),
        ("제 2022-612345 호", 0.89, False),
        ("제 2022-12345 호", 0.79, False),
        ("제 22-1234 호", 0.80, False),
    ],
)
def test_a_serial_that_may_begin_with_a_letter_needs_more(policy, value, share, held):
    field = with_words(field_of("document_number", value), (value, share))
    assert bool(confidence.confidence(evidence_of(policy, document_number=field))) is held


@pytest.mark.parametrize(("month", "is_asked"), [(0.5, True), (0.65, False)])
def test_month_that_was_hardly_read_tells_of_the_figures_beside_it(policy, month, is_asked):
    field = with_words(field_of("birth_date", "1985-10-03"), ("October", month), ("3,", 0.95), ("1985", 0.95))
    found = confidence.confidence(evidence_of(policy, birth_date=field))
    assert bool(found) is is_asked


def test_title_that_was_hardly_read_is_none(policy):
    field = with_words(field_of("document_type", "diploma"), ("졸|업", 0.13), ("증서", 0.9))
    claim = {"document_type": "diploma"}
    assert codes(confidence.confidence(evidence_of(policy, claim, document_type=field))) == [ReasonCode.LOW_CONFIDENCE]


@pytest.mark.parametrize(
    ("doubts", "share", "others", "held"),
    [
        (("label_misread",), 0.84, (None, 1), True),  # its usual form and its year speak for no figure of the rest
        (("space_unsure",), 0.84, (None, 1), True),
        (("a doubt that no policy lists",), 0.84, (None, 1), True),
        (("label_misread",), 0.90, (None, 1), False),
        (("label_misread",), 0.84, ({"document_number": "GC-2011-84562"}, 1), False),
        (("label_misread",), 0.84, (None, 2), False),
        ((), 0.84, (None, 1), False),
    ],
)
def test_a_doubted_value_that_nothing_else_names_is_read_well(policy, doubts, share, others, held):
    claim, places = others
    number = field_of("document_number", "GC-2011-84562", places=places, doubts=doubts)
    number = with_words(number, ("GC-2011-84562", share))
    issued = field_of("issue_date", "2011-03-02")
    found = confidence.confidence(evidence_of(policy, claim, document_number=number, issue_date=issued))
    assert codes(found) == ([ReasonCode.LOW_CONFIDENCE] if held else [])


@pytest.mark.parametrize("number", ["제 2025 - 0421 호", "T-980453", "AT201771648"])
def test_numbers_with_spaced_dashes_and_of_letters_and_figures_have_a_form(policy, number):
    field = with_words(field_of("document_number", number), (number, 0.95))
    assert not confidence.confidence(evidence_of(policy, document_number=field))
