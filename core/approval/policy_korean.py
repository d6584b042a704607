"""The part of a policy that knows Korean names and degrees."""

from __future__ import annotations

import re

from pydantic import Field

from core.approval.policy_parts import Share, Strict


class KoreanRules(Strict):
    """Letters of Korean family and given names, the fewest of a name and most of a given one; the form of degrees.

    begins_no_given: family names with which no usual given name begins: a name of two letters that starts with one
    has lost none. short_floor: the confidence that it needs; other_short_floor: that others of two letters need.
    """

    families: str
    double_families: tuple[str, ...]
    given: str
    shortest: int = Field(default=3, ge=2, le=4)
    begins_no_given: str = ""
    short_floor: Share = 1.0
    other_short_floor: Share = 1.0
    longest_given: int = Field(default=4, ge=2, le=8)
    degrees: re.Pattern[str]
