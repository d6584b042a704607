"""The policy: one readable file, checked on loading, known by the hash of its canonical form."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from core.approval.names import CheckName
from core.approval.policy_degrees import DegreeRules
from core.approval.policy_disclaimers import Disclaimer, ValidityRules
from core.approval.policy_korean import KoreanRules
from core.approval.policy_lines import line_of
from core.approval.policy_parts import Share
from core.approval.policy_parts import Strict as _Strict
from core.approval.policy_schools import SchoolRules
from core.domain.decision import Verdict
from core.domain.field import FieldName
from core.domain.hold import PolicyRef
from core.errors import UsageError


class ReadingRules(_Strict):
    """What of the reading holds a record.

    edge: nearer than this share of a picture's side, a word read with edge_floor stands at its edge. shape: the least
    and the most that a page's shorter side is of its longer one.
    """

    hold_pages_left_out: bool
    hold_flags: tuple[str, ...]
    hold_duplicates: bool
    hold_type_differs: bool = True
    edge: Share = 0.0
    edge_floor: Share = 1.0
    shape: tuple[Share, Share] = (0.0, 1.0)


class ClaimRules(_Strict):
    """What a claim is worth."""

    required: bool
    confirmed_floor: Share
    confirmed_twice_floor: Share = 0.5
    confirmed_date_floor: Share
    near_letters: int = Field(ge=0, le=2)
    said_twice_floor: Share


class NumberRules(_Strict):
    """The usual form of a document's number, with its year; the floor for such, and for one whose year fits.

    What the form's group `school` finds has to begin the school's name.
    letter: the forms of which a letter may have been read as a figure, and letter_floor theirs.
    plain: what else a number may look like, without needing more than any. regular, regular_floor: numbers of plain
    groups, and theirs. other_floor: of all other numbers.
    """

    form: re.Pattern[str]
    floor: Share
    year_floor: Share = 0.8
    letter: re.Pattern[str] = re.compile("(?!)")
    letter_floor: Share = 0.0
    plain: re.Pattern[str] = re.compile("")
    regular: re.Pattern[str] = re.compile("(?!)")
    regular_floor: Share = 1.0
    other_floor: Share = 0.0

    @field_validator("form")
    @classmethod
    def _has_year(cls, form: re.Pattern[str]) -> re.Pattern[str]:
        if "year" not in form.groupindex:
            raise ValueError("the form has no group (?P<year>...)")
        return form


class CodeRules(_Strict):
    """agreed_floor: the confidence that a value needs with which a barcode or QR code of the page agrees."""

    agreed_floor: Share = 0.5


class DoubtRules(_Strict):
    """Which of the reader's doubts hold a record.

    covered_floor: below it, a word that something lay over is doubted even if the claim says the same.
    doubted_floor: confidence that a value with any other doubt needs, unless something else says the same.
    """

    always: tuple[str, ...]
    unless_claimed: tuple[str, ...]
    covered_floor: Share = 0.0
    doubted_floor: Share = 0.0


class ModelRules(_Strict):
    """required: hold a record that the language model, if one is switched on, could not read."""

    required: bool = True


class InstructionRules(_Strict):
    """Expressions that address a machine, over a page's text with single spaces (`spaced`) or none (`compact`).

    near: phrases of which a share of `near_share` letters is enough.
    """

    spaced: tuple[re.Pattern[str], ...]
    compact: tuple[re.Pattern[str], ...]
    near: tuple[str, ...] = ()
    near_share: Share = 0.8


class ShapeRules(_Strict):
    """What must, and what must not, be found in a field's value."""

    must: dict[FieldName, re.Pattern[str]] = Field(alias="is")
    must_not: dict[FieldName, re.Pattern[str]] = Field(alias="is_not")


class LetterRules(_Strict):
    """What recognised Latin letters need."""

    latin_floor: Share
    romanised_floor: Share


class NameRules(_Strict):
    """Well-known names in Latin letters, and the floor of each of them.

    accented: names, without accents, that are mostly printed with some.
    """

    known_floor: Share = 1.0
    known: tuple[str, ...] = ()
    accented: tuple[str, ...] = ()


class RomanisationRules(_Strict):
    """surnames: usual spellings of Korean family names in small Latin letters, beside the regular ones."""

    surnames: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class KnownRules(_Strict):
    """What makes a value's words telling or not; see `core.approval.confidence`.

    date_floor: a month's name read worse than this lies under something that its figures may lie under as well.
    """

    floor: Share
    date_floor: Share = 0.0
    near_floor: Share = 0.0
    frames: dict[FieldName, re.Pattern[str]]
    words: dict[FieldName, tuple[str, ...]]
    phrases: dict[FieldName, tuple[str, ...]]


class DateRules(_Strict):
    """Bounds in years, but `future_days` and `shortest_bachelor` in days. numbered_floor: of such an issue date."""

    youngest_admission: int = Field(ge=0, le=30)
    oldest_admission: int = Field(ge=10, le=120)
    earliest_birth: int = Field(ge=1850, le=2100)
    future_days: int = Field(ge=0, le=31)
    longest_study: int = Field(ge=1, le=60)
    shortest_bachelor: int = Field(default=0, ge=0, le=3_650)
    oldest_issue: int = Field(ge=1850, le=2100)
    numbered_floor: Share = 1.0


class DecisionRules(_Strict):
    """by_api: which decisions another program may file over HTTP; none of them without the service's own switch."""

    by_api: tuple[Verdict, ...] = ()


class CheckRules(_Strict):
    """Which checks run, in this order."""

    run: tuple[CheckName, ...]

    @property
    def wanted(self) -> tuple[CheckName, ...]:
        """Those, and first the one that no policy can leave out: what was not fully read is never approved."""
        return self.run if CheckName.PAGES_READ in self.run else (CheckName.PAGES_READ, *self.run)


class TypeRules(_Strict):
    """What a kind of document must carry. `always_hold`: every one goes to a person.

    required_any: groups of fields, of each of which one is enough.
    """

    id: str
    required: tuple[FieldName, ...]
    required_any: tuple[tuple[FieldName, ...], ...] = ()
    always_hold: bool = False


class Policy(_Strict):
    """Everything that decides between approving and holding."""

    name: str = Field(min_length=1)
    version: str = Field(min_length=1)
    reading: ReadingRules
    claim: ClaimRules
    floors: dict[FieldName, Share]
    numbers: NumberRules
    codes: CodeRules = CodeRules()
    doubts: DoubtRules
    model: ModelRules = ModelRules()
    schools: SchoolRules = SchoolRules()
    dates: DateRules
    instructions: InstructionRules
    disclaimer: tuple[Disclaimer, ...] = ()
    validity: ValidityRules = ValidityRules()
    stand_ins: dict[FieldName, re.Pattern[str]] = Field(default_factory=dict)
    degrees: DegreeRules = DegreeRules()
    shapes: ShapeRules
    letters: LetterRules
    names: NameRules = NameRules()
    korean: KoreanRules
    known: KnownRules
    romanisation: RomanisationRules = RomanisationRules()
    decisions: DecisionRules = DecisionRules()
    checks: CheckRules
    type: tuple[TypeRules, ...] = Field(min_length=1)

    @field_validator("floors")
    @classmethod
    def _complete(cls, floors: dict[FieldName, float]) -> dict[FieldName, float]:
        missing = [name.value for name in FieldName if name not in floors]
        if missing:
            raise ValueError(f"no floor for {missing[0]}")
        return floors

    @field_validator("type")
    @classmethod
    def _once(cls, rules: tuple[TypeRules, ...]) -> tuple[TypeRules, ...]:
        twice = next((item.id for item in rules if [other.id for other in rules].count(item.id) > 1), None)
        if twice is not None:
            raise ValueError(f"{twice} stands there twice")
        return rules

    @classmethod
    def load(cls, path: Path) -> Policy:
        """Read and check a policy file.

        Raises:
            UsageError: it cannot be read or is not valid; the text names file, line and key.
        """
        text = ""
        try:
            text = path.read_text("utf-8-sig")  # some editors begin a file with a byte order mark
            return cls.model_validate(tomllib.loads(text))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise UsageError(f"Policy {path} cannot be read: {error}", code="bad_policy") from error
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            line = line_of(text, first["loc"])
            raise UsageError(f"Policy {path}, line {line}: {key}: {first['msg']}", code="bad_policy") from error

    @cached_property
    def canonical(self) -> bytes:
        """The one form that the hash is of: JSON, keys sorted, no spaces; comments do not count."""
        plain = self.model_dump(mode="json")
        return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @classmethod
    def from_canonical(cls, content: bytes) -> Policy:
        """The policy again from its canonical form.

        Raises:
            ValueError: it is none.
        """
        return cls.model_validate_json(content, by_alias=False, by_name=True)

    @cached_property
    def ref(self) -> PolicyRef:
        """Name, version and the SHA-256 of the canonical form."""
        return PolicyRef(self.name, self.version, hashlib.sha256(self.canonical).hexdigest())

    def of_type(self, type_id: str | None) -> TypeRules | None:
        """The rules for that kind of document, or None."""
        return next((rules for rules in self.type if rules.id == type_id), None)


def schema() -> dict[str, Any]:
    """The JSON schema of a policy file, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Policy.model_json_schema()}
