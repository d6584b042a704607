"""Two runs beside each other: what got better, what got worse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

SHOWN = (
    ("fields_right_share", "fields right", "{:+.3f}"),
    ("documents_right", "all right", "{:+.0f}"),
    ("approved_rightly", "approved", "{:+.0f}"),
    ("approved_wrongly", "WRONGLY", "{:+.0f}"),
    ("held_needlessly", "needless", "{:+.0f}"),
    ("seconds_per_page", "s/page", "{:+.2f}"),
)


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """The difference of two runs' figures, as `--json` writes them."""
    lines = [f"{'new minus old':34}" + "".join(f"{head:>13}" for _, head, _ in SHOWN)]
    for group in ("by_noise", "by_family"):
        names = sorted({*old[group], *new[group]})
        lines += [_row(name, old[group].get(name), new[group].get(name)) for name in names]
        lines.append("")
    lines.append(_row("all", old["all"], new["all"]))
    return "\n".join([*lines, "", *_changes(old, new)])


def _row(name: str, old: Mapping[str, float] | None, new: Mapping[str, float] | None) -> str:
    if old is None or new is None:
        return f"{name:34}  only in the {'new' if old is None else 'old'} run"
    return f"{name:34}" + "".join(f"{form.format(new[key] - old[key]):>13}" for key, _, form in SHOWN)


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Documents that stand otherwise than before."""
    before = {item["name"]: item for item in old["documents"]}
    for item in new["documents"]:
        was = before.get(item["name"])
        if was is None:
            continue
        if was["approved"] != item["approved"]:
            now = "now approved" if item["approved"] else f"now held ({', '.join(item['reasons'])})"
            wrongly = f" ALTHOUGH {item['must_hold']}" if item["must_hold"] and item["approved"] else ""
            yield f"{item['name']}: {now}{wrongly}"
        missed, misses = ({*of["missing"], *of["wrong"]} for of in (was, item))
        if gained := sorted(missed - misses):
            yield f"{item['name']}: now right: {', '.join(gained)}"
        if lost := sorted(misses - missed):
            yield f"{item['name']}: no longer right: {', '.join(lost)}"
