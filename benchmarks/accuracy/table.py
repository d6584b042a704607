"""Verdicts as a table for a person and as figures for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from benchmarks.accuracy.judge import Verdict

HEAD = (
    f"{'':34}{'docs':>5}{'fields right':>14}{'all right':>10}{'approved':>9}{'WRONGLY':>9}{'needless':>10}{'s/page':>8}"
)


def figures(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """Counts and shares of a group of verdicts."""
    fields = sum(item.fields for item in verdicts)
    honest = sum(item.case.must_hold is None for item in verdicts)
    needless = sum(item.held_needlessly for item in verdicts)
    return {
        "documents": len(verdicts),
        "fields": fields,
        "fields_right": sum(item.fields_right for item in verdicts),
        "fields_right_share": sum(item.fields_right for item in verdicts) / max(1, fields),
        "documents_right": sum(item.is_right for item in verdicts),
        "approved_rightly": sum(item.approved and not item.approved_wrongly for item in verdicts),
        "approved_wrongly": sum(item.approved_wrongly for item in verdicts),
        "could_be_approved": honest,
        "held_needlessly": needless,
        "held_needlessly_share": needless / max(1, honest),
        "seconds_per_page": sum(item.seconds for item in verdicts) / max(1, sum(item.pages for item in verdicts)),
    }


def show(verdicts: Sequence[Verdict]) -> str:
    """The table: per noise, per family, all."""
    lines = [HEAD]
    for by in (lambda item: item.case.noise, lambda item: item.case.family):
        lines += _group(verdicts, by)
        lines.append("")
    lines.append(_row("all", verdicts))
    reasons = Counter(reason for item in verdicts if item.held_needlessly for reason in item.reasons)
    lines += [
        "",
        "reasons of needless holds: " + ", ".join(f"{name} {count}" for name, count in reasons.most_common(14)),
    ]
    for item in verdicts:
        if item.approved_wrongly:
            wrong = ", ".join(item.wrong) or item.case.must_hold
            lines.append(f"APPROVED WRONGLY: {item.case.name} {item.case.family} {item.case.noise}: {wrong}")
    return "\n".join(lines)


def _group(verdicts: Sequence[Verdict], by: Callable[[Verdict], str]) -> list[str]:
    names = dict.fromkeys(by(item) for item in verdicts)
    return [_row(name, [item for item in verdicts if by(item) == name]) for name in sorted(names)]


def _row(name: str, verdicts: Sequence[Verdict]) -> str:
    told = figures(verdicts)
    return (
        f"{name:34}{told['documents']:5.0f}{told['fields_right']:7.0f} {told['fields_right_share']:6.3f}"
        f"{told['documents_right']:10.0f}{told['approved_rightly']:9.0f}{told['approved_wrongly']:9.0f}"
        f"{told['held_needlessly']:4.0f}/{told['could_be_approved']:<5.0f}{told['seconds_per_page']:8.2f}"
    )
