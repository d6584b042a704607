from __future__ import annotations

import csv
import io

import pytest

from core.intake.claim_file import read_table
from core.spreadsheet import SafeCsv

PAYLOADS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1",
    "\x00=1", "＝1", "＋1", "－1", "＠1", '";=1', '"\n=1', "a\n=1", "a\r\n=1", "a\t=1", 'a","=1', "a;=1",
    "|calc", "%0A=1", "\ufeff=1",
    "'=1", '=HYPERLINK("http://x")', "\u202e=1", "\x1b[31m=1",
]  # fmt: skip


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_begins_as_a_formula_however_the_file_is_split(payload: str, delimiter: str) -> None:
    stream = io.StringIO()
    table = SafeCsv(stream, ("a", "b", "c"), mark=False)
    table.write((1, payload, "after"))
    text = stream.getvalue()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert (len(rows), len(rows[1]), rows[1][2]) == (2, 3, "after")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        for cell in row:
            bare = cell.lstrip()
            assert bare[:1] not in {*"=+-@＝＋－＠"}, (payload, cell)
    assert text.count("\n") == 2, "a line for each row"


def test_plain_text_stays_as_it_is() -> None:
    stream = io.StringIO()
    SafeCsv(stream, ("이름",)).write(('홍길동, "a" & <b>',))
    assert stream.getvalue() == '\ufeff"이름"\r\n"홍길동, ""a"" & <b>"\r\n'


def test_what_we_write_we_read_again(tmp_path) -> None:
    path = tmp_path / "claims.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        SafeCsv(stream, ("file", "name")).write(("-o.pdf", "=Kim"))
    assert read_table(path).rows == (("-o.pdf", "=Kim"),)
