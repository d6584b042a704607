"""Benchmarks by name."""

from __future__ import annotations

import importlib.util

import pytest

from devtools import bench
from devtools.console import ROOT


@pytest.mark.parametrize("name", bench.BENCHMARKS)
def test_every_benchmark_can_be_started_and_is_explained(name):
    assert importlib.util.find_spec(f"benchmarks.{name}") is not None
    assert f"\n## {name}: " in (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("arguments", [[], ["unheard-of"]])
def test_without_a_known_name_they_are_listed(arguments, capsys):
    assert bench.bench(arguments) == 2
    assert "dev.py bench start" in capsys.readouterr().err
