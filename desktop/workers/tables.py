"""Tables of claims: a file, or lines that were copied out of a spreadsheet."""

from __future__ import annotations

import tempfile
from pathlib import Path

from core.domain.claim_table import ClaimTable
from core.domain.desk import Desk
from desktop.table_messages import ReadClaims, ReadCopiedClaims

COPIED = "clipboard.tsv"


def read_claims(desk: Desk, ask: ReadClaims | ReadCopiedClaims) -> ClaimTable:
    """The table, read by the desk.

    Raises:
        InputError: it is none.
    """
    if isinstance(ask, ReadClaims):
        return desk.read_claims(ask.path)
    with tempfile.TemporaryDirectory(prefix="holdpoint-paste-") as folder:
        path = Path(folder) / COPIED
        path.write_text(ask.text, encoding="utf-8", newline="")
        return desk.read_claims(path)
