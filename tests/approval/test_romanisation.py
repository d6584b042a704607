from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.approval import doubt_checks, field_checks, name_checks
from core.approval.romanisation import in_two_scripts, is_korean, matches, same_name
from core.approval.schools import SchoolList, SchoolRow
from core.domain.hold import ReasonCode
from tests.approval.cases import evidence_of, field_of


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("홍길동", "HONG GILDONG"),
        ("홍길동", "Hong Gil-dong"),
        ("홍길동", "Gildong Hong"),
        ("홍길동", "Hong, Gil Dong"),
        ("홍길동", "HONGGILDONG"),
        ("홍길동", "Hong Kil-tong"),
        ("김민수", "KIM MIN SU"),
        ("김민수", "Min-Soo Kim"),
        ("이영희", "Lee Young-hee"),
        ("이영희", "Yi Yeong-hui"),
        ("이영희", "Rhee Younghi"),
        ("박지성", "Park Ji-Sung"),
        ("최은우", "Choi Eunwoo"),
        ("정우성", "Jung Woo Sung"),
        ("정우성", "CHEONG USEONG"),
        ("노무현", "Roh Moo-hyun"),
        ("유재석", "Yoo Jae-suk"),
        ("류현진", "Ryu Hyun-jin"),
        ("허준호", "Hur Joon-ho"),
        ("임윤아", "Lim Yoona"),
        ("서현", "Suh Hyun"),
        ("남궁민", "Namkoong Min"),
        ("남궁민", "Nam Gung Min"),
        ("선우은숙", "Sunwoo Eun-sook"),
        ("황보 관", "Hwangbo Kwan"),
        ("김연아", "Kim Yuna"),
        ("안철수", "Ahn Cheol-soo"),
    ],
)
def test_usual_spellings_match(policy, korean, latin):
    surnames = policy.romanisation.surnames
    assert matches(korean, latin, surnames)
    assert same_name(latin, korean, surnames)


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("홍길동", "KIM GILDONG"),
        ("홍길동", "Hong Gil-soon"),
        ("홍길동", "Hong Gil"),
        ("홍길동", "Hong Gildongs"),
        ("김민수", "Kim Min-seo"),
        ("김민수", "Lee Min-su"),
        ("이영희", "Lee Young-ho"),
        ("박지성", "Park"),
        ("박지성", ""),
        ("박지성", "123"),
        ("", "Park"),
        ("Hong", "Hong"),
    ],
)
def test_other_names_do_not(policy, korean, latin):
    assert not matches(korean, latin, policy.romanisation.surnames)


@pytest.mark.parametrize(
    ("name", "korean"),
    [
        ("HONG GILDONG", True),
        ("Park Ji-ho", True),
        ("Min-seo Choi", True),
        ("Namgung Min", True),
        ("HONC GILDONG", False),
        ("HONG GILDQNG", False),
        ("Chloe Lindavist", False),
        ("Oscar Femandes", False),
        ("Hong", False),
        ("", False),
    ],
)
def test_romanised_names_are_told_from_others(policy, name, korean):
    assert is_korean(name, policy.romanisation.surnames) is korean


@given(st.text(max_size=12), st.text(max_size=30))
def test_no_text_breaks_the_comparison(policy, one, other):
    same_name(one, other, policy.romanisation.surnames)


def test_scripts_are_told_apart():
    assert in_two_scripts("홍길동", "Hong")
    assert not in_two_scripts("홍길동", "홍길순")
    assert not in_two_scripts("홍길동", "홍Hong")


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("Hong Gil-dong", ReasonCode.SCRIPT_MATCHES),
        ("Kim Min-su", ReasonCode.SCRIPT_DIFFERS),
        ("홍길순", ReasonCode.CLAIM_DIFFERS),
    ],
)
def test_another_script_is_always_asked_about_and_says_what_it_is_worth(policy, claim, code):
    found = field_checks.claim_agrees(evidence_of(policy, {"holder_name": claim}))
    assert [item.code for item in found] == [code]
    for language in ("en", "ko"):
        assert "홍길동" in found[0].text(language)
        assert claim in found[0].text(language)


def test_a_school_in_another_script_is_told_by_the_list(policy):
    schools = SchoolList((SchoolRow("동해대학교", ("Donghae University",)), SchoolRow("Other University")))
    for claim, code in (
        ("Donghae University", ReasonCode.SCRIPT_MATCHES),
        ("Other University", ReasonCode.SCRIPT_DIFFERS),
        ("Unknown University", ReasonCode.SCRIPT_DIFFERS),
    ):
        found = field_checks.claim_agrees(evidence_of(policy, {"school": claim}, schools=schools))
        assert [item.code for item in found] == [code]


@pytest.mark.parametrize(("other", "held"), [("HONG GILDONG", False), ("KIM MINSU", True)])
def test_names_in_both_scripts_on_a_document_must_be_one(policy, other, held):
    field = field_of("holder_name", "홍길동", doubts=("several_values",), others=(other,))
    evidence = evidence_of(policy, holder_name=field)
    found = name_checks.names_in_two_scripts(evidence)
    assert bool(found) is held
    assert bool(doubt_checks.doubts(evidence)) is held
    for item in found:
        assert "홍길동" in item.text("ko")
        assert other in item.text("en")


@pytest.mark.parametrize(
    ("latin", "is_one"),
    [
        ("Jang Ha-neul", True),
        ("CHANG Mina", True),
        ("Kim Min-seo", True),
        ("Noah Whitlock", False),
        ("Jang Xlbert", False),
    ],
)
def test_a_usual_family_name_and_korean_syllables_are_a_korean_name(policy, latin, is_one):
    assert is_korean(latin, policy.romanisation.surnames) is is_one
