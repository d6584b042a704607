from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import pytest

import core
import desktop.ui
import resources
from core.approval.names import CheckName
from core.domain.decision import DecisionReason, Verdict
from core.domain.field import FieldName, Source
from core.domain.hold import HoldReason, ReasonCode
from core.domain.states import ProcessStatus, StageName, StageStatus
from core.intake.claims import read_record_file
from desktop.ui import words as w
from desktop.ui.errors import KOREAN
from desktop.ui.judged import CHECK, DOUBT
from desktop.ui.phrases import Phrase, Said
from desktop.ui.theme import DARK, LIGHT, Theme
from desktop.ui.words import Tone, Words


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def said() -> list[Said]:
    """Every phrase of the window, wherever its table stands."""
    for module in pkgutil.walk_packages(desktop.ui.__path__, "desktop.ui."):
        importlib.import_module(module.name)
    return [phrase for table in Said.__subclasses__() for phrase in table]


def test_all_tables_of_phrases_are_found():
    tables = {type(phrase).__name__ for phrase in said()}
    assert tables >= {"Phrase", "KeyPhrase", "SettingsPhrase", "ClaimsPhrase", "WelcomePhrase"}


@pytest.mark.parametrize("phrase", said(), ids=lambda phrase: f"{type(phrase).__name__}.{phrase.name}")
def test_every_phrase_is_said_in_both_languages_with_the_same_blanks(phrase):
    english, korean = phrase.english, phrase.korean
    assert english.strip()
    assert korean.strip()
    assert blanks(english) == blanks(korean)
    assert "!" not in english + korean
    assert blanks(phrase.singular) <= blanks(english)


TABLES = (
    (ProcessStatus, w.STATUS),
    (StageStatus, w.STAGE_STATUS),
    (StageName, w.STAGE),
    (Source, w.SOURCE),
    (Verdict, w.VERDICT),
    (DecisionReason, w.DECISION_REASON),
)


@pytest.mark.parametrize(("kind", "table"), TABLES)
def test_every_state_has_its_words_icon_and_tone(kind: type[StrEnum], table):
    assert set(table) == set(kind)
    for entry in table.values():
        assert all(entry[:2])
        if len(entry) > 2:
            assert resources.path(f"icons/ui/{entry[2]}.svg").is_file()
            assert entry[3] in Tone


def test_states_that_differ_differ_in_shape_too():
    shapes = [(entry[2], entry[0]) for entry in w.STATUS.values()]
    assert len({shape for shape, _ in shapes}) == len(shapes)


def test_fields_and_types_are_said_in_both_languages():
    for name in FieldName:
        assert Words("en").field(name) != Words("ko").field(name)
    assert Words("ko").document_type("diploma") == "졸업장"
    assert Words("en").document_type("research_award") == "Research award"
    assert Words("en").document_type_id("졸업장") == Words("ko").document_type_id("Diploma") == "diploma"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_can_be_read_on_its_ground(theme: Theme):
    pairs = [*theme.tones.values(), (theme.on_accent, theme.accent), (theme.accent, theme.selected)]
    pairs += [
        (text, ground) for text in (theme.text, theme.muted) for ground in (theme.ground, theme.surface, theme.hover)
    ]
    pairs += [(text, theme.surface) for text, _ in theme.tones.values()]
    for text, ground in pairs:
        assert contrast(text, ground) >= 4.5, (text, ground)


CORE = Path(core.__file__).parent


def error_codes() -> Iterator[str]:
    """Every code that an error or a refusal of the core may carry, as its source says."""
    for path in CORE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg="code", value=ast.Constant(value=str(code))):
                    yield code
                case ast.Assign(targets=[ast.Name(id="default_code")], value=ast.Constant(value=str(code))):
                    yield code
                case ast.Return(
                    value=ast.Tuple(elts=[ast.Constant(value=str(code)), ast.Constant() | ast.JoinedStr()])
                ) if path.parent.name == "review":  # code and text of what many at once leave out
                    yield code
                case ast.Call(func=ast.Name(id="Refusal"), args=[_, ast.Constant(value=str(code)), *_]):
                    yield code


@pytest.mark.parametrize("code", sorted(set(error_codes())))
def test_every_error_is_said_in_korean_and_keeps_the_cores_own_text_in_english(code):
    assert code in KOREAN, f"say {code} in Korean in desktop/ui/errors.py"
    assert Words("ko").error(code, "text") == KOREAN[code]
    assert Words("en").error(code, "text") == "text"


def test_an_error_nobody_has_words_for_is_shown_as_the_core_says_it():
    assert Words("ko").error("brand_new", "What happened.") == "What happened."
    assert Words("ko").error("", "") == ""
    assert Words("en").error("internal", "") == Phrase.INTERNAL_ERROR.english


def doubt_codes() -> Iterator[str]:
    types = tomllib.loads(resources.path("document_types/types.toml").read_text(encoding="utf-8"))
    kinds = {kind["id"] for kind in types["type"]}
    for path in [*(CORE / "extraction").glob("*.py"), CORE / "domain" / "dates.py"]:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            match node:
                case ast.AnnAssign(value=ast.Constant(value=str(code))) if re.fullmatch("[a-z_]+", code):
                    yield from {code} - kinds


@pytest.mark.parametrize("code", sorted(set(doubt_codes())))
def test_every_doubt_of_a_reader_has_words(code):
    assert code in DOUBT, f"say {code} in both languages in desktop/ui/judged.py"
    assert Words("en").doubt(code) != Words("ko").doubt(code)


def test_every_check_and_every_question_has_words():
    unsaid = {name.value for name in CheckName} - set(CHECK)
    assert not unsaid, f"say {unsaid} in both languages in desktop/ui/judged.py"
    for code in ReasonCode:
        reason = HoldReason(code, StageName.APPROVE, FieldName.SCHOOL, (("detail_en", "a"), ("detail_ko", "b")))
        assert Words("en").question(reason) != Words("ko").question(reason)


def test_every_document_type_that_ships_has_a_name():
    types = tomllib.loads(resources.path("document_types/types.toml").read_text(encoding="utf-8"))
    assert set(w.DOCUMENT_TYPE) >= {kind["id"] for kind in types["type"]}


BAD_CLAIMS = (
    "{",
    '{"claim": 1}',
    '{"claim": {"nonsense": "x"}}',
    '{"claim": {"school": 5}}',
    '{"claim": 1, "claim": 2}',
    '{"due": "soon"}',
)


@pytest.mark.parametrize("content", [*BAD_CLAIMS, "x" * 2_000_000, None], ids=range(8))
def test_what_is_wrong_with_a_claim_file_is_said_in_korean(tmp_path, content):
    path = tmp_path / "record.json"
    if content is not None:
        path.write_text(content)
    problem = read_record_file(path).claim.problem
    assert problem
    for said_so in (
        Words("ko").claim_problem(problem),
        Words("ko").question(HoldReason(ReasonCode.CLAIM_INVALID, StageName.APPROVE, None, (("problem", problem),))),
    ):
        assert not set(re.findall("[A-Za-z]{2,}", said_so)) - {
            "record",
            "json",
            "JSON",
            "kB",
            "claim",
            "nonsense",
            "school",
            "due",
        }
    assert Words("en").claim_problem(problem) == problem


def test_why_a_page_was_not_read_is_said_in_korean():
    params = (("page", "2"), ("name", "증명.pdf"), ("problem", "The page took too long."))
    reason = HoldReason(ReasonCode.PAGE_UNREAD, StageName.APPROVE, None, (*params, ("problem_code", "page_timeout")))
    assert Words("ko").question(reason) == f"증명.pdf 2쪽을 읽지 못했습니다: {KOREAN['page_timeout']}"
    assert "took too long" in Words("en").question(reason)
    assert "took too long" in Words("ko").question(replace(reason, params=params)), "as older results have it"
