from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.cli.commands import cli
from core.errors import UsageError
from core.readers import registry
from core.readers.keys import reader_keys, server_of, variable
from core.readers.trial import try_recogniser
from core.settings import Settings
from tests.language_model import stub
from tests.language_model.stub import serving
from tests.language_model.test_keys import Safe
from tests.readers.clova_stub import complains, field, reads
from tests.readers.kit import outfit

_RIGHT = [
    field("재학증명서", 370, 70, 260, 60, ends=True),
    field("Jane", 250, 330, 80, 40),
    field("Example", 340, 330, 120, 40, ends=True),
]


def test_the_made_up_page_is_read_by_tesseract(tmp_path: Path) -> None:
    with registry.opened("tesseract", outfit(tmp_path)) as recogniser:
        report = try_recogniser(recogniser, 30)
    assert (report.right, report.asked, report.is_good) == (4, 4, True)


def test_what_is_wrong_is_in_the_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable("clova"), "secret")
    with serving(reads(_RIGHT), complains("0002"), stub.body(b"no")) as server:
        made = outfit(tmp_path, clova={"invoke_url": server.url})
        with registry.opened("clova", made) as recogniser:
            found = [try_recogniser(recogniser, 5) for _ in range(3)]
    assert [(report.right, report.problem_code) for report in found] == [
        (3, ""),
        (0, "reader_key"),
        (0, "reader_nonsense"),
    ]


def test_a_key_belongs_to_one_server() -> None:
    keyring = Safe()
    reader_keys("clova", keyring).store("https://a.example", "abc")
    assert reader_keys("clova", keyring).find("https://a.example").text == "abc"
    assert not reader_keys("clova", keyring).find("https://b.example").text
    assert not reader_keys("other", keyring).find("https://a.example").text


def test_a_server_must_be_set_before_its_key(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        server_of("clova", Settings(data_dir=tmp_path))
    with pytest.raises(UsageError):
        server_of("tesseract", Settings(data_dir=tmp_path))


def test_the_command_tests_and_tries(tmp_path: Path) -> None:
    sample = next((Path(__file__).parents[2] / "resources" / "samples").glob("01*/*.pdf"))
    place = ["--data-dir", str(tmp_path / "data")]
    assert CliRunner().invoke(cli, ["reader", "test", "tesseract", *place]).exit_code == 0
    told = CliRunner().invoke(cli, ["reader", "try", "tesseract", str(sample), *place])
    assert told.exit_code == 0
    assert "line" in told.stdout
    assert CliRunner().invoke(cli, ["reader", "test", "clova", *place]).exit_code == 1
