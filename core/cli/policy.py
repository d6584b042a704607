"""What the `policy` commands do: check a policy file, tell its schema, and explain a record by the present policy."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

import resources
from core.approval.evidence import Evidence
from core.approval.explain import CheckExplained, Explanation, ValueExplained, explain
from core.approval.names import CheckName
from core.approval.policy import Policy, schema
from core.approval.policy_notes import notes
from core.bootstrap import DEFAULT_POLICY, Application
from core.cli.output import print_json, say
from core.cli.progress import visible
from core.cli.session import language, opened
from core.domain.hold import PolicyRef
from core.domain.ids import RecordId, RunId
from core.domain.record import Attachment, Dossier
from core.domain.rows import RecordDetail
from core.errors import UsageError
from core.extraction.types import DocumentTypes

OK: Final = 0


def check(file: Path | None, *, as_json: bool) -> int:
    """See `holdpoint policy check`."""
    place = file or resources.path(DEFAULT_POLICY)
    policy = Policy.load(place)
    missing = [name.value for name in CheckName if name not in policy.checks.run]
    by_api = [verdict.value for verdict in policy.decisions.by_api]
    kinds = DocumentTypes.load(resources.path("document_types")).types
    found = notes(policy, Policy.load(resources.path(DEFAULT_POLICY)), [kind.id for kind in kinds])
    if as_json:
        told: dict[str, object] = {"file": str(place), "policy": _ref(policy.ref), "checks_left_out": missing}
        print_json({**told, "decisions_by_api": by_api, "notes": list(found)})
        return OK
    sys.stdout.write(f"{visible(str(place))} is sound: {visible(policy.name)} {visible(policy.version)}\n")
    sys.stdout.write(f"sha256 {policy.ref.sha256}\n")
    for note in found:
        say(note)
    say(f"decisions by API: {', '.join(by_api) or 'none'}")
    return OK


def print_schema() -> int:
    """See `holdpoint policy schema`."""
    sys.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")
    return OK


def explain_record(record: int, data_dir: Path | None, *, as_json: bool, version: int | None) -> int:
    """See `holdpoint policy explain`."""
    with opened(data_dir) as app:
        detail = app.desk.open(RecordId(record), version)
        found = explain(_evidence(app, detail))
        if as_json:
            print_json(_object(app, detail, found))
        else:
            _print(app, detail, found)
    return OK


def _evidence(app: Application, detail: RecordDetail) -> Evidence:
    if detail.reading is None or detail.extraction is None:
        raise UsageError(f"Record {detail.row.id} was not read yet; there is nothing to explain.")
    attachments = tuple(
        Attachment(
            index=item.index,
            name=item.name,
            sha256=item.sha256,
            size=item.size,
            media_type=item.media_type,
            path=Path(),
            duplicate_of=item.duplicate_of,
        )
        for item in detail.attachments
    )
    dossier = Dossier(
        record=detail.row.id,
        version=detail.version,
        run=RunId(0),
        attachments=attachments,
        claim=detail.claim,
        options=app.reading_options,
        reading=detail.reading,
        extraction=detail.extraction,
    )
    return Evidence(dossier, detail.reading, detail.extraction, app.policy, app.clock.now().date(), app.schools)


def _ref(ref: PolicyRef) -> dict[str, str]:
    return {"name": ref.name, "version": ref.version, "sha256": ref.sha256}


def _object(app: Application, detail: RecordDetail, found: Explanation) -> dict[str, object]:
    then = detail.judgement
    return {
        "record": detail.row.id,
        "version": detail.version,
        "policy": _ref(app.policy.ref),
        "judged_by": _ref(then.policy) if then else None,
        "outcome_then": then.outcome.value if then else None,
        "outcome_now": _outcome(found),
        "decisions_by_api": [verdict.value for verdict in app.policy.decisions.by_api],
        "checks": [
            {
                "check": item.check.value,
                "outcome": _word(item),
                "wants": item.wants,
                "questions": [reason.text(language(app.settings)) for reason in item.questions],
            }
            for item in found.checks
        ],
        "fields": {item.field.value: _field_object(item) for item in found.values},
    }


def _field_object(item: ValueExplained) -> dict[str, object]:
    return {
        "value": item.value,
        "confidence": round(item.confidence, 4),
        "floor": item.floor,
        "grounded": item.grounded,
        "confirmed": item.confirmed,
        "places": item.places,
        "doubts": list(item.doubts),
    }


def _outcome(found: Explanation) -> str:
    return "hold" if found.holds else "approved"


def _word(item: CheckExplained) -> str:
    if not item.runs:
        return "not run"
    return "asks" if item.questions else "passed"


def _print(app: Application, detail: RecordDetail, found: Explanation) -> None:
    console = Console(file=sys.stdout, highlight=False)
    for line in _head(app, detail, found):
        console.print(Text(visible(line)))
    checks = _table("check", "outcome", "what it wants, and what it asks")
    for item in found.checks:
        questions = [visible(reason.text(language(app.settings))) for reason in item.questions]
        checks.add_row(item.check.value, _word(item), Text("\n→ ".join((item.wants, *questions))))
    fields = _table("field", "value", "read with", "floor", "found again", "claim", "places", "doubts")
    for value in found.values:
        claim = {None: "–", True: "agrees", False: "differs"}[value.confirmed]
        fields.add_row(
            value.field.value,
            Text(visible(value.value)),
            f"{value.confidence:.0%}",
            f"{value.floor:.0%}",
            "yes" if value.grounded else "no",
            claim,
            str(value.places),
            ", ".join(value.doubts),
        )
    console.print()
    console.print(checks)
    console.print()
    console.print(fields)


def _head(app: Application, detail: RecordDetail, found: Explanation) -> list[str]:
    ref = app.policy.ref
    lines = [f"record {detail.row.id}, version {detail.version}: {_outcome(found)} by {ref.name} {ref.version}"]
    then = detail.judgement
    if then is None:
        lines.append("It was not judged before.")
    elif then.policy != ref:
        lines.append(
            f"It was judged by another policy, {then.policy.name} {then.policy.version}: {then.outcome.value}."
        )
    else:
        lines.append(f"The same policy judged it before: {then.outcome.value}.")
    verdicts = ", ".join(verdict.value for verdict in app.policy.decisions.by_api) or "none"
    lines.append(f"Decisions that it allows by API: {verdicts}.")
    return lines


def _table(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(name, overflow="fold")
    return table
