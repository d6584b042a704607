"""Benchmarks by name."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import benchmarks
from devtools import bench
from devtools.console import ROOT


@pytest.mark.parametrize("name", bench.BENCHMARKS)
def test_every_benchmark_is_explained(name):
    assert f"\n## {name}: " in (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


def test_every_benchmark_finds_what_it_uses():
    """They are not run here: what they import from the product may have moved."""
    names = {found.name for found in pkgutil.walk_packages(benchmarks.__path__, "benchmarks.")}
    assert {f"benchmarks.{name}" for name in bench.BENCHMARKS} <= names
    for name in names:
        importlib.import_module(name)


@pytest.mark.parametrize("arguments", [[], ["unheard-of"]])
def test_without_a_known_name_they_are_listed(arguments, capsys):
    assert bench.bench(arguments) == 2
    assert "dev.py bench start" in capsys.readouterr().err
