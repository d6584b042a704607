"""What left the machine about a record, as a table for a person."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from core.cli.progress import visible
from core.domain.egress import EgressRow, SentPage


def sent_table(rows: Sequence[EgressRow]) -> Table:
    """One line a call."""
    table = Table(
        box=None,
        pad_edge=False,
        header_style="bold",
        padding=(0, 2, 0, 0),
        title="left this machine",
        title_justify="left",
    )
    for name in ("when", "to", "model", "what", "masked", "bytes out / in", "tokens out / in", "cost", "outcome"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(
            row.started_at.isoformat(timespec="seconds"),
            Text(visible(row.endpoint)),
            Text(visible(row.model)),
            ", ".join(_page(page) for page in row.sent),
            ", ".join(f"{item.count} {item.kind.value.replace('_', ' ')}" for item in row.masked) or "–",
            f"{row.bytes_out} / {row.bytes_in}",
            f"{_count(row.tokens_in)} / {_count(row.tokens_out)}",
            f"{row.cost:.4f}".rstrip("0").rstrip("."),
            row.outcome.value,
        )
    return table


def _page(sent: SentPage) -> str:
    part = "beginning of " if sent.is_cut else ""
    return f"{part}{sent.kind.value} of page {sent.page} of file {sent.attachment + 1}"


def _count(number: int | None) -> str:
    return "–" if number is None else str(number)
