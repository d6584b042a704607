"""The schema and the page about the policy keep up with the policy."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest

import resources
from core.approval.names import CheckName
from core.approval.policy import schema
from core.approval.policy_lines import line_of

DOCS = Path(__file__).parents[2] / "docs"
FILE = """\
# a comment
name = "x"
dotted.key = 1

[reading]  # more
flags = [
    "a",
]

["a b"]
"이" = 1

[[type]]
required = []

[[type]]
required = []
"""
DEFAULT = resources.path("policies/default.toml").read_text("utf-8")


def test_the_schema_in_the_documents_is_the_present_one():
    told = json.loads((DOCS / "policy.schema.json").read_text("utf-8"))
    assert told == schema(), "remake it: holdpoint policy schema > docs/policy.schema.json"


def test_the_default_policy_fits_its_schema():
    jsonschema.validate(tomllib.loads(DEFAULT), schema())


def test_every_setting_and_check_is_explained():
    page = (DOCS / "policy.md").read_text("utf-8")
    sections = {name: part for name, part in tomllib.loads(DEFAULT).items() if isinstance(part, dict)}
    keys = [
        f"{section}.{key}" for section, part in sections.items() for key in part if section not in ("floors", "checks")
    ]
    missing = [key for key in (*keys, *CheckName) if f"`{key}`" not in page]
    assert not missing
    explained = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert [name for name in explained if name in set(CheckName)] == [name.value for name in CheckName]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("name",), 2),
        (("reading", "flags"), 6),
        (("reading", "flags", 1), 6),
        (("reading", "missing"), 5),
        (("a b", "이"), 11),
        (("type", 1, "required"), 17),
        (("type", 1, "required", 0), 17),
        (("type", 1, "more"), 16),
        (("dotted", "key"), 3),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_places_have_lines(place, line):
    tomllib.loads(FILE)
    assert line_of(FILE, place) == line
