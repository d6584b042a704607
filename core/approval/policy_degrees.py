"""The part of a policy that knows what a degree demands."""

from __future__ import annotations

import re

from pydantic import Field

from core.approval.policy_parts import Strict


class DegreeRules(Strict):
    """degree: what a value must hold to be one. no_university: schools that give none.

    youngest_admission: the age in years from which one may study for a degree. shortest_study: the years that it takes
    at least.
    """

    degree: re.Pattern[str] = re.compile("(?!)")
    no_university: re.Pattern[str] = re.compile("(?!)")
    youngest_admission: int = Field(default=0, ge=0, le=30)
    shortest_study: float = Field(default=0.0, ge=0, le=10)
