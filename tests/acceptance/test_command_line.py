from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.kit.invariants import broken
from tests.kit.papers import certificate

CLAIM = {
    "holder_name": "한가람",
    "birth_date": "1998-02-02",
    "school": "새벽대학교",
    "graduation_date": "2021-02-19",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    return made


def record_folder(folder: Path, name: str, claim: dict[str, str], number: int = 1) -> Path:
    made = folder / name
    made.mkdir()
    certificate(made / "certificate.pdf", number)
    (made / "record.json").write_text(json.dumps({"claim": claim}))
    return made


def test_folder_of_folders_makes_records_that_are_approved_or_held(holdpoint, folder: Path) -> None:
    record_folder(folder, "right", CLAIM)
    record_folder(folder, "wrong", {**CLAIM, "birth_date": "1998-02-03", "holder_name": "한가람"}, number=13)
    done = holdpoint("process", folder, "--json")
    assert done.code == 0, done.stderr
    right, wrong = done.objects
    assert (right["source"], wrong["source"]) == (str(folder / "right"), str(folder / "wrong"))
    assert right["process_status"] == "approved", right["hold_reasons"]
    assert wrong["process_status"] == "hold"
    differs = [reason for reason in wrong["hold_reasons"] if reason["code"] == "claim_differs"]
    assert any("1998-02-03" in reason["text"] and reason["field"] == "birth_date" for reason in differs)
    assert right["fields"]["holder_name"]["value"] == "한가람"
    assert [stage["stage"] for stage in right["stages"]] == ["ocr", "extract", "approve"]


def test_stages_run_one_by_one_give_what_a_chained_run_gives(holdpoint, folder: Path, tmp_path: Path) -> None:
    paper = certificate(folder / "one.pdf", scan=True)
    (chained,) = holdpoint("process", paper, "--json", data=tmp_path / "chained").objects
    single = tmp_path / "single"
    (first,) = holdpoint("process", paper, "--json", "--no-chain", data=single).objects
    assert (first["process_status"], len(first["stages"])) == ("pending", 1)
    for stage in ("extract", "approve"):
        (last,) = holdpoint("process", paper, "--json", "--stage", stage, "--no-chain", data=single).objects
    timeless = ("source", "version", "process_status", "document_type", "fields", "hold_reasons", "attachments")
    assert {key: last[key] for key in timeless} == {key: chained[key] for key in timeless}


def test_decide_and_rerun_through_the_command_line(holdpoint, folder: Path) -> None:
    record_folder(folder, "a", {**CLAIM, "school": "다른대학교"})
    (held,) = holdpoint("process", folder, "--json").objects
    number = held["record"]
    refused = holdpoint("decide", number, "reject")
    assert (refused.code, "reason" in refused.stderr) == (2, True)
    done = holdpoint("decide", number, "approve", "--set", "school=다른 대학교", "--json")
    (approved,) = done.objects
    assert approved["process_status"] == "approved"
    assert approved["fields"]["school"] == {
        **approved["fields"]["school"],
        "value": "다른대학교",
        "sources": ["person"],
        "grounded": False,
    }
    (again,) = holdpoint("rerun", number, "--stage", "ocr", "--json").objects
    assert (again["version"], again["process_status"]) == (2, "hold")
    (shown,) = holdpoint("show", number, "--version", "1", "--json").objects
    assert shown["process_status"] == "approved"


def test_wrong_use_exits_with_two(holdpoint, tmp_path: Path) -> None:
    for args in (
        ("process", tmp_path / "nothing.pdf"),
        ("show", 99),
        ("rerun", 1, "--stage", "nonsense"),
        ("process",),
        ("decide", 1, "perhaps"),
    ):
        done = holdpoint(*args)
        assert (done.code, done.stdout) == (2, ""), args
        assert done.stderr


def test_the_same_file_twice_is_held_and_names_the_first_record(holdpoint, folder: Path) -> None:
    paper = certificate(folder / "a.pdf")
    (first,) = holdpoint("process", paper, "--json").objects
    (second,) = holdpoint("process", paper, "--json").objects
    reasons = [reason for reason in second["hold_reasons"] if reason["code"] == "duplicate"]
    assert str(first["record"]) in reasons[0]["text"]


def test_pages_left_out_are_counted_and_hold(holdpoint, folder: Path) -> None:
    (found,) = holdpoint("process", certificate(folder / "long.pdf", pages=5), "--json").objects
    assert found["attachments"][0] | {"sha256": ""} == {"name": "long.pdf", "sha256": "", "pages": 5, "pages_read": 2}
    assert "pages_left_out" in {reason["code"] for reason in found["hold_reasons"]}


def bad_files(folder: Path) -> dict[str, str]:
    """File name to the error code it must get; None where a hold will do too."""
    good = certificate(folder / "good.pdf").read_bytes()
    files = {
        "empty.pdf": (b"", "empty_file"),
        "truncated.pdf": (good[: len(good) // 3], None),
        "text.pdf": ("이것은 글입니다\n".encode(), "unsupported_type"),
        "picture.jpg": (good, None),  # a PDF under a picture's name is read for what it is
        "half.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), None),
        "noise.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), None),
        "-o leading dash.pdf": (good + b"\n%1", "ok"),
        "new\nline.pdf": (good + b"\n%2", "ok"),
        "right\u202eto left fdp.exe": (good + b"\n%3", "ok"),
        ("가" * 83 + ".pdf"): (good + b"\n%4", "ok"),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    return {name: code for name, (_, code) in files.items()}


def test_bad_files_get_clear_errors_and_the_rest_goes_on(holdpoint, folder: Path, tmp_path: Path) -> None:
    expected = bad_files(folder)
    os.mkfifo(folder / "pipe.pdf")
    expected["pipe.pdf"] = "no_regular_file"
    done = holdpoint("process", "--json", "--", *(folder / name for name in expected), folder / "good.pdf")
    assert done.code == 1
    found = {Path(item["source"]).name: item for item in done.objects}
    assert set(found) == {*expected, "good.pdf"}
    for name, code in expected.items():
        item = found[name]
        if code == "ok":
            assert item["process_status"] in {"approved", "hold"}, (name, item["process_error"])
        elif code is not None:
            assert item["process_error"]["code"] == code, name
            assert item["process_error"]["text"].count(" ") > 3
        else:
            assert item["process_status"] in {"failed", "hold"}, name
    assert found["good.pdf"]["process_status"] in {"approved", "hold"}
    assert broken(tmp_path / "data") == []


def test_everything_written_is_for_its_owner_alone(holdpoint, folder: Path, tmp_path: Path) -> None:
    holdpoint("process", certificate(folder / "a.pdf"))
    for path in (tmp_path / "data").rglob("*"):
        mode = stat.S_IMODE(path.lstat().st_mode)
        assert mode & 0o077 == 0, f"{path} is {mode:o}"


def test_no_value_of_a_document_reaches_the_log(holdpoint, folder: Path, tmp_path: Path) -> None:
    record_folder(folder, "a", {**CLAIM, "school": "다른대학교"})
    holdpoint("process", folder)
    logs = b"".join(path.read_bytes() for path in (tmp_path / "data" / "logs").iterdir())
    assert logs
    for secret in ("한가람", "새벽대학교", "1998", "다른대학교"):
        assert secret.encode() not in logs


def test_doctor_tells_engines_and_a_sound_database(holdpoint) -> None:
    done = holdpoint("doctor", "--json")
    assert done.code == 0, done.stdout + done.stderr
    found = {item["what"]: item for item in map(json.loads, done.stdout.splitlines())}
    assert found["database health"]["value"] == "sound"
    assert found["tesserocr"]["good"]
