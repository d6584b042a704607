"""The part of a policy that knows schools."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic import field_validator

from core.approval.policy_parts import Share, Strict


class UnknownSchool(StrEnum):
    """What becomes of a record whose school is not on the master list."""

    IGNORE = "ignore"
    HOLD = "hold"


class SchoolRules(Strict):
    """unknown: what a school means that is not listed. listed_floor: the confidence that a listed name needs.

    once_floor: of a Korean name that is not listed and stands in one place alone. letterhead: what a line is that
    names a school and nothing else. office: how a line begins that names an office of a school, and that as its group
    `name`, without spaces. kind: what does not tell schools apart (university, 대학교).
    """

    unknown: UnknownSchool = UnknownSchool.IGNORE
    listed_floor: Share = 0.5
    once_floor: Share = 0.0
    letterhead: re.Pattern[str] = re.compile("(?!)")
    office: re.Pattern[str] = re.compile("(?P<name>(?!))")
    kind: re.Pattern[str] = re.compile("(?!)")

    @field_validator("office")
    @classmethod
    def _names(cls, form: re.Pattern[str]) -> re.Pattern[str]:
        if "name" not in form.groupindex:
            raise ValueError("the form has no group (?P<name>...)")
        return form
