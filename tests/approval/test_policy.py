from __future__ import annotations

import pytest

import resources
from core.approval.policy import Policy
from core.approval.policy_notes import notes
from core.domain.decision import Verdict
from core.errors import UsageError

DEFAULT = resources.path("policies/default.toml")


def written(tmp_path, old, new):
    text = DEFAULT.read_text("utf-8")
    assert old in text
    place = tmp_path / "mine.toml"
    place.write_text(text.replace(old, new, 1), "utf-8")
    return place


def test_the_hash_is_of_the_meaning_not_of_the_text(tmp_path):
    ours = Policy.load(DEFAULT)
    commented = Policy.load(written(tmp_path, 'name = "default"', '# a comment\n\nname   = "default"'))
    changed = Policy.load(written(tmp_path, "holder_name = 0.90", "holder_name = 0.91"))
    assert ours.ref == commented.ref
    assert ours.ref.sha256 != changed.ref.sha256
    assert (ours.ref.name, ours.ref.version, len(ours.ref.sha256)) == ("default", ours.version, 64)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("holder_name = 0.90", "holder_name = 90", "floors.holder_name"),
        ("holder_name = 0.90", "holder = 0.90", "floors"),
        ("birth_date = 0.75", "", "floors"),
        ("(?P<year>", "(?:", "numbers.form"),
        ("hold_duplicates = true", 'hold_duplicates = "maybe"', "reading.hold_duplicates"),
        ("future_days = 1", "future_dayz = 1", "dates.future_d"),
        ('"pages_read"', '"pages_red"', "checks.run"),
        ('required = ["holder_name"', 'required = ["holder"', "type.0.required"),
        ('name = "default"', 'name = ""', "name"),
        ('version = "2026.35"', "", "version"),
        ("compact = [", "compact = [ '(', ", "instructions.compact"),
        ('id = "diploma"', 'id = "transcript"', "type: Value error, transcript"),
        ("by_api = []", 'by_api = ["aprove"]', "decisions.by_api.0"),
        ("by_api = []", 'by_api = "approve"', "decisions.by_api"),
        ("by_api = []", "by_apy = []", "decisions.by_apy"),
    ],
)
def test_a_wrong_policy_is_refused_with_file_and_key(tmp_path, old, new, key):
    with pytest.raises(UsageError) as raised:
        Policy.load(written(tmp_path, old, new))
    assert "mine.toml" in raised.value.text
    assert key in raised.value.text
    assert raised.value.code == "bad_policy"


def test_a_policy_that_is_no_toml_is_refused(tmp_path):
    place = tmp_path / "mine.toml"
    place.write_text("name = ", "utf-8")
    with pytest.raises(UsageError, match=r"mine\.toml"):
        Policy.load(place)


def test_a_policy_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"none\.toml"):
        Policy.load(tmp_path / "none.toml")


def test_nobody_decides_by_api_unless_the_policy_says_so(tmp_path):
    assert Policy.load(DEFAULT).decisions.by_api == ()
    allowing = Policy.load(written(tmp_path, "by_api = []", 'by_api = ["reject"]'))
    assert allowing.decisions.by_api == (Verdict.REJECT,)
    assert allowing.ref.sha256 != Policy.load(DEFAULT).ref.sha256
    older = written(tmp_path, "[decisions]\nby_api = []", "")
    assert Policy.load(older).decisions.by_api == ()


def test_a_byte_order_mark_does_no_harm(tmp_path):
    place = tmp_path / "mine.toml"
    place.write_text(DEFAULT.read_text("utf-8"), "utf-8-sig")
    assert Policy.load(place).ref == Policy.load(DEFAULT).ref


KINDS = ("graduation_certificate", "enrolment_certificate", "transcript", "diploma")


def test_the_built_in_policy_gives_nothing_to_note():
    assert notes(Policy.load(DEFAULT), Policy.load(DEFAULT), KINDS) == ()


@pytest.mark.parametrize(
    ("old", "new", "noted"),
    [
        (
            'id = "diploma"',
            'id = "diplom"',
            ("kinds of document left out: diploma", "kinds of document that nothing knows: diplom"),
        ),
        (
            '"ambiguous_date", ',
            '"ambigous_date", ',
            ("doubts left out: ambiguous_date", "doubts that nothing knows: ambigous_date"),
        ),
        ('"hidden_text", ', "", ("marks of a page left out: hidden_text",)),
        ('"pages_read", ', "", ("checks left out: pages_read",)),
    ],
)
def test_what_is_likely_not_meant_is_noted(tmp_path, old, new, noted):
    assert notes(Policy.load(written(tmp_path, old, new)), Policy.load(DEFAULT), KINDS) == noted
