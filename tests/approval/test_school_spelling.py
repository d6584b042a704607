"""Schools in both scripts: the same, or another one."""

from __future__ import annotations

import pytest

from core.approval.school_spelling import says_same_school


@pytest.mark.parametrize(
    ("korean", "latin", "same"),
    [
        ("다솔대학교", "Dasol University", True),
        ("다솔대학교", "The University of Dasol", True),
        ("새벽과학대학교", "Saebyeok Science University", True),
        ("새벽과학기술대학교", "Saebyeok University of Science and Technology", True),
        ("한밭여자대학교", "Hanbat Women's University", True),
        ("푸른숲고등학교", "Pureunsup High School", True),
        ("국립새벽대학교", "Saebyeok University", False),
        ("다솔대학교", "Dasom University", False),
        ("다솔대학교", "Dasol College", False),
        ("다솔대학교", "Dasol Science University", False),
        ("새벽과학대학교", "Saebyeok Industrial University", False),
        ("새벽과학대학교", "Saebyeok University", False),
        ("다솔대학교", "University", False),
        ("다솔", "Dasol", False),
    ],
)
def test_a_school_in_both_scripts(korean, latin, same):
    assert says_same_school(korean, latin) is same
