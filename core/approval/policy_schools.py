"""The part of a policy that knows schools."""

from __future__ import annotations

import re
from enum import StrEnum

from core.approval.policy_parts import Share, Strict


class UnknownSchool(StrEnum):
    """What becomes of a record whose school is not on the master list."""

    IGNORE = "ignore"
    HOLD = "hold"


class SchoolRules(Strict):
    """unknown: what a school means that is not listed. listed_floor: the confidence that a listed name needs.

    once_floor: of a Korean name that is not listed and stands in one place alone. letterhead: what a line is that
    names a school and nothing else. kind: what does not tell schools apart (university, 대학교).
    """

    unknown: UnknownSchool = UnknownSchool.IGNORE
    listed_floor: Share = 0.5
    once_floor: Share = 0.0
    letterhead: re.Pattern[str] = re.compile("(?!)")
    kind: re.Pattern[str] = re.compile("(?!)")
