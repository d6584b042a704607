from __future__ import annotations

import csv

import pytest

import resources
from core.approval import confidence, school_checks
from core.approval.policy_schools import UnknownSchool
from core.approval.schools import SchoolList, SchoolRow, Standing, is_one_misread_letter, read_rows, write_rows
from core.approval.stage import engine_with
from core.domain.hold import ReasonCode
from core.domain.page import TextSource
from core.errors import UsageError
from tests.approval.cases import evidence_of, field_of, with_words
from tests.documents.facts import HIGH_SCHOOLS_KO, SCHOOLS_EN
from tests.kit.pages import page_of

RECOGNISED = page_of("졸업증명서", "성명 : 홍길동", source=TextSource.RECOGNISED)

OURS = SchoolList(
    (
        SchoolRow("새벽대학교", ("Saebyeok University",)),
        SchoolRow("가온대학교"),
        SchoolRow("한서대학교"),
        SchoolRow("한세대학교"),
    )
)


@pytest.mark.parametrize(
    ("value", "standing", "name"),
    [
        ("새벽대학교", Standing.LISTED, "새벽대학교"),
        ("새 벽 대 학 교", Standing.LISTED, "새벽대학교"),
        ("saebyeok  university", Standing.LISTED, "새벽대학교"),
        ("새벽대학표", Standing.NEAR, "새벽대학교"),
        ("Saebycok University", Standing.NEAR, "새벽대학교"),
        ("새벽대교", Standing.NEAR, "새벽대학교"),
        ("저녁대학교", Standing.UNKNOWN, ""),
        ("나온대학교", Standing.NEAR, "가온대학교"),
        ("동온대학교", Standing.UNKNOWN, ""),  # no part in common but the place
        ("가", Standing.UNKNOWN, ""),
    ],
)
def test_a_name_is_looked_up(value, standing, name):
    found = OURS.find(value)
    assert (found.standing, found.name) == (standing, name)


@pytest.mark.parametrize(
    ("one", "other", "likely"),
    [
        ("새벽대학교", "새벽대학표", True),
        ("두물대학교", "누물대학교", True),
        ("동해대학교", "동의대학교", False),
        ("한국대학교", "한라대학교", False),
        ("wexleyuniversity", "wexleyumiversity", True),
        ("wexleyuniversity", "wexley", False),
        ("같다", "같다", False),
    ],
)
def test_what_one_misread_letter_can_do(one, other, likely):
    assert is_one_misread_letter(one, other) is likely


def test_the_list_that_comes_along_is_sound():
    rows = read_rows(resources.path("schools.csv"))
    keys = [key for row in rows for key in {row.name, *row.aliases}]
    assert len(rows) >= 200
    assert len(keys) == len(set(keys))
    ours = SchoolList(rows)
    assert ours.find("Seoul National University").name == "서울대학교"
    assert not [name for name in (*SCHOOLS_EN, *HIGH_SCHOOLS_KO) if ours.find(name).standing is not Standing.UNKNOWN]


@pytest.mark.parametrize(
    ("value", "claim", "unknown", "code"),
    [
        ("새벽대학교", None, "hold", None),
        ("저녁대학교", None, "ignore", None),
        ("저녁대학교", None, "hold", ReasonCode.SCHOOL_UNKNOWN),
        ("새벽대학표", None, "ignore", ReasonCode.SCHOOL_NEAR),
        ("새벽대학표", "새벽대학교", "ignore", ReasonCode.SCHOOL_NEAR),
        ("새벽대학표", "새벽대학표", "ignore", None),
        ("새벽대학표", "새벽대학표", "hold", ReasonCode.SCHOOL_UNKNOWN),
        (None, None, "hold", None),
    ],
)
def test_the_school_is_compared_with_the_list(policy, value, claim, unknown, code):
    rules = policy.schools.model_copy(update={"unknown": UnknownSchool(unknown)})
    mine = policy.model_copy(update={"schools": rules})
    evidence = evidence_of(mine, {"school": claim} if claim else None, page=RECOGNISED, schools=OURS, school=value)
    found = school_checks.school_listed(evidence)
    assert [item.code for item in found] == ([code] if code else [])
    for item in found:
        assert value in item.text("en")
        assert value in item.text("ko")
        assert "–" not in item.text("en") + item.text("ko")


@pytest.mark.parametrize(("places", "share", "held"), [(1, 0.95, True), (2, 0.95, False), (2, 0.7, True)])
def test_a_school_near_a_listed_one_asks_unless_two_places_say_it(policy, places, share, held):
    field = with_words(field_of("school", "새벽대학표", places=places), ("새벽대학표", share))
    evidence = evidence_of(policy, page=RECOGNISED, schools=OURS, school=field)
    assert bool(school_checks.school_listed(evidence)) is held


def test_a_text_layer_has_no_misread_letters(policy):
    assert not school_checks.school_listed(evidence_of(policy, schools=OURS, school="새벽대학표"))


@pytest.mark.parametrize(("school", "held"), [("가온대학교", False), ("한서대학교", True), ("저녁대학교", True)])
def test_a_listed_school_unlike_all_others_needs_less_confidence(policy, school, held):
    field = with_words(field_of("school", school), (school[:2], 0.7), (school[2:], 0.95))
    assert bool(confidence.confidence(evidence_of(policy, schools=OURS, school=field))) is held


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("school,code\na,1\n", "line 1"),
        ("name,aliases,code,more\na,b,c,d\n", "line 1"),
        ("name,aliases,code\na,b,c,d\n", "line 2"),
        ("name,aliases,code\n가나대학교,,\n,b,c\n", "line 3"),
        ('name,aliases,code\n"open', ""),
        (f"name\n{'가' * 201}\n", "line 2"),
    ],
)
def test_a_wrong_list_is_refused_with_file_and_line(tmp_path, text, line):
    place = tmp_path / "mine.csv"
    place.write_text(text, "utf-8")
    with pytest.raises(UsageError) as raised:
        read_rows(place)
    assert "mine.csv" in raised.value.text
    assert line in raised.value.text
    assert raised.value.code == "bad_schools"


def test_lists_go_together_and_name_their_content(tmp_path):
    write_rows(tmp_path / "one.csv", [SchoolRow("새벽대학교"), SchoolRow("가온대학교")])
    write_rows(tmp_path / "two.csv", [SchoolRow("가온대학교", ("Gaon",), "7")])
    both = SchoolList.load(tmp_path / "one.csv", tmp_path / "two.csv")
    assert both.find("Gaon").name == "가온대학교"
    assert (tmp_path / "two.csv").stat().st_mode & 0o077 == 0
    assert both.version != SchoolList.load(tmp_path / "one.csv").version
    assert both.version in engine_with(both).version
    assert len(engine_with(both).version) <= 64


def test_a_name_with_a_comma_survives(tmp_path):
    row = SchoolRow('School, of "Arts"', ("a", "b"), "x")
    write_rows(tmp_path / "one.csv", [row])
    assert read_rows(tmp_path / "one.csv") == (row,)
    assert next(csv.reader((tmp_path / "one.csv").read_text("utf-8").splitlines())) == ["name", "aliases", "code"]
