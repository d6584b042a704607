"""What docs/readers.md says is done here, word for word."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import MappingProxyType, ModuleType

import pytest

from core.domain.recogniser import Material, Recogniser
from core.readers import registry
from core.readers.checked import checked
from tests.readers.contract import TASK, CountingControl, RecogniserContract
from tests.readers.kit import outfit
from tests.readers.samples import page_picture

_PAGE = Path(__file__).parents[2] / "docs" / "readers.md"
_PROGRAM = """\
import sys
data = sys.stdin.buffer.read()
if not data.startswith(b"\\xff\\xd8\\xff") or b"JFIF" not in data[:20]:
    sys.exit(1)
print("0.1\\t0.1\\t0.2\\t0.15\\t0.9\\t0\\tKim")
print("0.25\\t0.1\\t0.4\\t0.15\\t0.8\\t0\\tMinjun")
"""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recogniser:
    """The page's recogniser, put where the page says."""
    module_text, line = re.findall(r"```python\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)
    module = ModuleType("core.readers.program")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(module_text, "core/readers/program.py", "exec"), module.__dict__)  # noqa: S102 - our own page
    added = eval("{" + line + "}", module.__dict__)  # noqa: S307 - as above
    monkeypatch.setattr(registry, "MAKERS", MappingProxyType({**registry.MAKERS, **added}))
    program = tmp_path / "reader.py"
    program.write_text(_PROGRAM, encoding="utf-8")
    monkeypatch.setenv("HOLDPOINT_READER_PROGRAM", f"{sys.executable} {program}")
    made: Recogniser = registry.MAKERS["program"](outfit(tmp_path))
    return made


class TestThePagesReader(RecogniserContract):
    @pytest.fixture
    def recogniser(self, reader: Recogniser) -> Recogniser:  # type: ignore[override]
        return reader

    @pytest.fixture
    def good(self) -> Material:
        return page_picture()


@pytest.mark.usefixtures("reader")
def test_the_registry_opens_it_by_its_name(tmp_path: Path) -> None:
    with registry.opened("program", outfit(tmp_path)) as found:
        words = checked(found.recognise(page_picture(), TASK, CountingControl()), page_picture()).words
    assert [word.text for word in words] == ["Kim", "Minjun"]


def test_without_its_program_it_says_what_to_do(
    reader: Recogniser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOLDPOINT_READER_PROGRAM")
    assert reader.usable().is_usable
    assert "HOLDPOINT_READER_PROGRAM" in registry.MAKERS["program"](outfit(tmp_path)).usable().problem


def test_the_example_takes_fifty_lines() -> None:
    example = re.findall(r"```python\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)[0]
    assert len([line for line in example.splitlines() if line.strip()]) <= 50
