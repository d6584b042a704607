from __future__ import annotations

import pytest

from core.approval import cross_checks
from tests.approval.cases import evidence_of, rules


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"admission_date": "2022-02-20", "graduation_date": "2018-03-02"}, "graduation_date_before_admission_date"),
        ({"birth_date": "2019-01-01"}, "admission_date_before_birth_date"),
        ({"issue_date": "2021-03-05"}, "issue_date_before_graduation_date"),
        ({"admission_date": "2022-02-20"}, "graduation_date_before_admission_date"),
        ({"issue_date": "2022-02-20"}, None),
        ({"admission_date": None, "graduation_date": None}, None),
        ({"graduation_date": "not a date"}, None),
    ],
)
def test_dates_come_in_their_order(policy, values, rule):
    found = rules(cross_checks.date_order(evidence_of(policy, **values)))
    assert (rule in found) if rule else not found


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"issue_date": "2026-01-06"}, None),
        ({"issue_date": "2026-01-07"}, "issue_date_in_future"),
        ({"graduation_date": "2031-02-02"}, "graduation_date_in_future"),
        ({"issue_date": "1931-02-02"}, "issue_too_old"),
    ],
)
def test_nothing_lies_in_the_future(policy, values, rule):
    assert rules(cross_checks.issue_not_in_future(evidence_of(policy, **values))) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("birth", "rule"),
    [
        ("1999-05-03", None),
        ("2014-04-03", "age_at_admission"),
        ("2014-02-03", None),
        ("1926-05-03", "age_at_admission"),
        ("1899-05-03", "birth_too_early"),
        (None, None),
    ],
)
def test_the_holder_had_a_plausible_age(policy, birth, rule):
    assert rules(cross_checks.age_at_admission(evidence_of(policy, birth_date=birth))) == ([rule] if rule else [])


@pytest.mark.parametrize(("admission", "rule"), [("2010-03-02", None), ("2005-03-02", "study_length"), (None, None)])
def test_studies_take_a_plausible_time(policy, admission, rule):
    assert rules(cross_checks.study_length(evidence_of(policy, admission_date=admission))) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("degree", "graduation", "rule"),
    [
        ("공학사", "2011-02-25", "study_length"),
        ("Bachelor of Science", "2011-02-25", "study_length"),
        ("공학사", "2012-02-25", None),  # who comes from another school studies for two years
        ("공업전문학사", "2011-02-25", None),
        ("공학석사", "2011-02-25", None),
    ],
)
def test_no_bachelor_takes_a_year(policy, degree, graduation, rule):
    evidence = evidence_of(policy, admission_date="2010-03-02", graduation_date=graduation, degree=degree)
    assert rules(cross_checks.study_length(evidence)) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("제 2022-12345 호", None),
        ("제 2028-12345 호", "number_year"),
        ("GC-2021-99", "number_year"),
        ("1998/1234", "number_year"),
        ("A2021-77", None),
        ("1987-4432-1234", None),
        ("1987-4432-123", "number_year"),
        ("123456", None),
        (None, None),
    ],
)
def test_a_year_in_the_number_fits(policy, number, rule):
    assert rules(cross_checks.number_year(evidence_of(policy, document_number=number))) == ([rule] if rule else [])
