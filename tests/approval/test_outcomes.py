"""Both stages together on documents as drawn: right ones pass, flaws are held, nothing invented gets through."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.claim import Claim
from core.domain.field import Extraction, FieldName
from core.domain.hold import Outcome, ReasonCode
from core.domain.page import TextSource
from core.errors import InputError
from tests.documents import KINDS, LAYOUTS, make_document
from tests.kit.pages import Quiet, dossier_of, page_of, reading_of

PLANS = [(kind, layout) for kind in KINDS for layout in LAYOUTS[kind]]


@pytest.fixture
def judged(extraction, approval):
    def run(reading, claim=None):
        return approval.run(extraction.run(dossier_of(reading, claim), Quiet()), Quiet())

    return run


@pytest.mark.parametrize(("kind", "layout"), PLANS)
@pytest.mark.parametrize("claimed", [True, False])
def test_a_flawless_document_is_approved(judged, kind, layout, claimed):
    made = make_document(kind, layout, 4, "none")
    judgement = judged(made.reading, made.claim if claimed else None).judgement
    assert (judgement.outcome, judgement.reasons) == (Outcome.APPROVED, ())


@pytest.mark.parametrize(("kind", "layout"), PLANS)
@pytest.mark.parametrize(
    "flaw",
    [
        "issued_in_future",
        "instruction_text",
        "unclear_dates",
        "strange_kind",
        "claim_differs:holder_name",
        "claim_differs:school",
    ],
)
def test_every_flaw_is_held(judged, kind, layout, flaw):
    made = make_document(kind, layout, 5, "none", flaw=flaw)
    assert judged(made.reading, made.claim).judgement.outcome is Outcome.HOLD


@pytest.mark.parametrize("layout", LAYOUTS["graduation_certificate"])
def test_graduation_before_admission_is_held(judged, layout):
    made = make_document("graduation_certificate", layout, 6, "none", flaw="graduated_before_admission")
    judgement = judged(made.reading).judgement
    assert "graduation_date_before_admission_date" in {dict(item.params).get("rule") for item in judgement.reasons}


@pytest.mark.parametrize(
    ("one", "other"),
    [("admission_date", "graduation_date"), ("graduation_date", "issue_date"), ("birth_date", "admission_date")],
)
def test_swapped_dates_are_held_even_if_a_reader_grounds_them(extraction, approval, one, other):
    made = make_document("graduation_certificate", "ko_rows", 7, "none")
    dossier = extraction.run(dossier_of(made.reading), Quiet())
    first, second = dossier.extraction.get(FieldName(one)), dossier.extraction.get(FieldName(other))
    swapped = {one: replace(second, name=first.name), other: replace(first, name=second.name)}
    fields = tuple(swapped.get(field.name.value, field) for field in dossier.extraction.fields)
    spoilt = replace(dossier, extraction=Extraction(fields, dossier.extraction.engine))
    assert approval.run(spoilt, Quiet()).judgement.outcome is Outcome.HOLD


def test_reasons_read_well_in_both_languages(judged):
    made = make_document("graduation_certificate", "ko_rows", 6, "none", flaw="graduated_before_admission")
    for reason in judged(made.reading, {"holder_name": "김철수", "degree": "박사"}).judgement.reasons:
        assert "–" not in reason.text("en") + reason.text("ko")
        assert reason.text("en") != reason.text("ko")


def test_the_judgement_names_its_policy(judged, policy):
    assert judged(make_document("diploma", "en_plain", 1, "none").reading).judgement.policy == policy.ref


def test_stages_ask_for_the_one_before(extraction, approval):
    with pytest.raises(InputError):
        extraction.run(dossier_of(None), Quiet())
    with pytest.raises(InputError):
        approval.run(dossier_of(reading_of(page_of("졸업증명서"))), Quiet())


def test_an_unusable_claim_holds_a_flawless_document(extraction, approval):
    dossier = dossier_of(make_document("diploma", "en_plain", 1, "none").reading)
    dossier = replace(dossier, claim=Claim(problem="record.json is larger than 64 kB"))
    judgement = approval.run(extraction.run(dossier, Quiet()), Quiet()).judgement
    assert [reason.code for reason in judgement.reasons] == [ReasonCode.CLAIM_INVALID]


WORDS = st.sampled_from(
    [
        "졸업증명서",
        "졸 업 증 명 서",
        "성명",
        "성명 :",
        "홍길동",
        "김철수",
        "생년월일",
        "1999. 3. 2.",
        "03/04/2001",
        "학교 :",
        "동해대학교",
        "동해대학교 총장",
        "학과",
        "통계학과",
        "학위",
        "이학사",
        "입학일",
        "2018-03-02",
        "졸업일자 :",
        "2022년 2월 20일",
        "발급일",
        "2022-03-01",
        "제 2022-12345 호",
        "|",
        "_",
        ":",
        "증명합니다.",
        "Name :",
        "Maria Lopez",
        "Certificate of Graduation",
        "This is to certify that",
        "has graduated from",
        "born on",
        "May 3, 1990",
        "University",
        "President,",
        "Degree",
        "Bachelor of Arts",
        "No.",
        "위 사람은",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=1, max_size=14), st.floats(0.2, 1.0), st.booleans())
def test_no_heap_of_words_gets_a_value_approved_that_does_not_stand_there(judged_once, lines, confidence, recognised):
    source = TextSource.RECOGNISED if recognised else TextSource.TEXT_LAYER
    page = page_of(*("   ".join(line) for line in lines), confidence=confidence, source=source)
    dossier = judged_once(reading_of(page))
    if dossier.judgement.outcome is Outcome.APPROVED:
        for field in dossier.extraction.fields:
            assert stands_on(page, field)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PLANS),
    st.integers(0, 40),
    st.dictionaries(st.sampled_from(list(FieldName)), st.text(min_size=1, max_size=20), min_size=1),
)
def test_invented_values_are_never_approved(reground, plan, seed, invented):
    """A reader that invents values cannot make them look found: grounding is done again from the page."""
    dossier = reground(make_document(*plan, seed, "none").reading, invented)
    if dossier.judgement.outcome is Outcome.APPROVED:
        for field in dossier.extraction.fields:
            assert stands_on(dossier.reading.pages[0], field)


@pytest.fixture(scope="module")
def judged_once(extraction, policy):
    from core.approval.stage import ApprovalStage
    from tests.kit.clock import HandClock

    approval = ApprovalStage(policy, HandClock())
    return lambda reading: approval.run(extraction.run(dossier_of(reading), Quiet()), Quiet())


@pytest.fixture(scope="module")
def reground(extraction, policy, types):
    from core.approval.stage import ApprovalStage
    from core.extraction.grounding import is_grounded
    from tests.kit.clock import HandClock

    approval = ApprovalStage(policy, HandClock())

    def run(reading, invented):
        dossier = extraction.run(dossier_of(reading), Quiet())
        fields = [replace(field, value=invented.get(field.name, field.value)) for field in dossier.extraction.fields]
        fields = [replace(field, grounded=is_grounded(field, reading.pages, types)) for field in fields]
        spoilt = replace(dossier, extraction=Extraction(tuple(fields), dossier.extraction.engine))
        return approval.run(spoilt, Quiet())

    return run


def stands_on(page, field) -> bool:
    """Written anew for this test: the value's letters (a date's numbers) are among those of the words in its box."""
    box = field.box
    inside = [
        word.text
        for word in page.words
        if box.x0 <= (word.box.x0 + word.box.x1) / 2 <= box.x1 and box.y0 <= (word.box.y0 + word.box.y1) / 2 <= box.y1
    ]
    text = unicodedata.normalize("NFKC", "".join(inside)).lower()  # figures of full width say the same
    seen = "".join(letter for letter in text if letter.isalnum())
    if field.name is FieldName.DOCUMENT_TYPE:
        return bool(seen)
    if field.name.value.endswith("_date"):
        year, _, day = field.value.split("-")
        return year in seen and str(int(day)) in seen
    return "".join(letter for letter in field.value.lower() if letter.isalnum()) in seen
