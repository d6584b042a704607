"""What a language model brings: agreement with the rules, values right, seconds a document, and what would be approved.

    python -m benchmarks.language_model --base-url http://127.0.0.1:11434/v1 --model NAME [--count 40] [--json FILE]
        [--folder FOLDER]

With --folder, its documents (a truth.jsonl names them, as for benchmarks.accuracy) go through the real chain, every so
manieth up to the count. Without, they are drawn (as a perfect reader would read them), one in four with a false claim.
The key, if the server wants one, comes from HOLDPOINT_MODEL_KEY or the keyring.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import resources
from benchmarks.accuracy.cases import from_folder
from benchmarks.accuracy.judge import Quiet, dossier_of, wired
from core.approval.policy import Policy
from core.approval.stage import ApprovalStage
from core.clock import SystemClock
from core.domain.claim import Claim
from core.domain.control import Control
from core.domain.field import Extraction, Field, FieldName, Source
from core.domain.hold import Outcome
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.model import FieldModel, ModelAnswer, ModelRequest
from core.domain.normal import same_value
from core.domain.record import Attachment, Dossier, ReadingOptions
from core.domain.states import StageName
from core.errors import HoldpointError
from core.extraction.stage import ExtractionStage
from core.extraction.types import DocumentTypes
from core.language_model.keys import Keys
from core.language_model.ledger import StoredLedger
from core.language_model.reader import LanguageModel
from core.settings import ModelSettings
from core.store.store import Store
from tests.documents import KINDS, LAYOUTS, make_document


@dataclass(frozen=True)
class Paper:
    """A document as read. truth: what it shows (None: not that field); must_hold: why, None if nothing is wrong."""

    dossier: Dossier
    truth: dict[str, str | None]
    must_hold: str | None

    @classmethod
    def drawn(cls, number: int, seed: int) -> Self:
        """As a perfect reader would read it."""
        plans = [(kind, layout) for kind in KINDS for layout in LAYOUTS[kind]]
        kind, layout = plans[number % len(plans)]
        flaw = "claim_differs:holder_name" if number % 4 == 3 else ""
        made = make_document(kind, layout, seed * 1_000_003 + number, "none", flaw=flaw)
        attachment = Attachment(0, "a.pdf", BlobHash("ab" * 32), 1, "application/pdf", Path("a.pdf"))
        claim = Claim(tuple((FieldName(name), value) for name, value in made.claim.items()))
        record = (RecordId(number + 1), 1, RunId(number + 1))
        dossier = Dossier(*record, (attachment,), claim, ReadingOptions(), reading=made.reading)
        return cls(dossier, made.truth, made.must_hold)


@dataclass
class Heard:
    """Passes the model on and keeps what it said."""

    model: FieldModel
    answer: ModelAnswer | None = None

    def read(self, request: ModelRequest, control: Control) -> ModelAnswer:
        self.answer = self.model.read(request, control)
        return self.answer


@dataclass
class Figures:
    seconds: list[float] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, object]:
        times = self.seconds or [0.0]
        return {
            "seconds_median": statistics.median(times),
            "seconds_max": max(times),
            "fields": dict(self.fields),
            "records": dict(self.records),
        }


def main() -> int:
    options = _options()
    clock = SystemClock()
    approving = ApprovalStage(Policy.load(resources.path("policies/default.toml")), clock)
    judges = Judges(DocumentTypes.load(resources.path("document_types")), approving)
    settings = ModelSettings(
        enabled=True,
        base_url=options.base_url,
        name=options.model,
        seconds=options.seconds,
        allow_plain_http=True,
        daily_calls=10_000,
    )
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder), lambda _event: None)
        ledger = StoredLedger(store.work, settings, clock)
        model = LanguageModel(
            settings, ledger, clock, find_key=lambda: Keys().find(settings.endpoint), picture=lambda _blob: None
        )
        figures = Figures()
        for number, paper in enumerate(_papers(options), start=1):
            _one(figures, paper, judges, Heard(model))
            print(f"\r{number} of {options.count}", end="", file=sys.stderr)
        dialect = ledger.dialect().words
        store.close()
    _show(figures, dialect)
    if options.json:
        options.json.write_text(json.dumps({"model": options.model, "dialect": dialect, **figures.as_json()}, indent=1))
    return 1 if figures.records["approved wrongly"] or figures.records["approved by the model's doing"] else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60, help="for one answer")
    parser.add_argument("--folder", type=Path, help="of documents with a truth.jsonl")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _papers(options: argparse.Namespace) -> Iterator[Paper]:
    """Drawn ones, or those of the folder, read by the real reader."""
    if options.folder is None:
        yield from (Paper.drawn(number, options.seed) for number in range(options.count))
        return
    cases = list(from_folder(options.folder))
    every = max(1, len(cases) // options.count)
    with tempfile.TemporaryDirectory() as place, wired(Path(place)) as (app, stages):
        for case in cases[::every][: options.count]:
            dossier = stages[StageName.OCR].run(dossier_of(case, app), Quiet())
            yield Paper(dossier, {name.value: case.truth.get(name) for name in FieldName}, case.must_hold)


@dataclass(frozen=True)
class Judges:
    types: DocumentTypes
    approving: ApprovalStage


def _one(figures: Figures, paper: Paper, judges: Judges, model: Heard) -> None:
    types, approving = judges.types, judges.approving
    alone = ExtractionStage(types).run(paper.dossier, Quiet())
    started = time.perf_counter()
    try:
        both = ExtractionStage(types, model).run(paper.dossier, Quiet())
    except HoldpointError as error:
        figures.records[f"failed: {error.code}"] += 1
        return
    figures.seconds.append(time.perf_counter() - started)
    found = both.extraction
    assert found is not None
    if model.answer is None or model.answer.trouble:
        figures.records[f"no answer: {model.answer.trouble if model.answer else '-'}"] += 1
    else:
        _count_fields(figures, paper, found, model.answer)
    approved = {
        name: _is_approved(approving.run(judged, Quiet()))
        for name, judged in (("by rules alone", alone), ("with the model", both))
    }
    for name, is_approved in approved.items():
        figures.records[f"approved {name}"] += is_approved
    is_wrong = paper.must_hold is not None or not all(_is_true(paper, item) for item in found.fields)
    figures.records["approved wrongly"] += approved["with the model"] and is_wrong
    figures.records["approved by the model's doing"] += approved["with the model"] and not approved["by rules alone"]


def _is_approved(judged: Dossier) -> bool:
    return judged.judgement is not None and judged.judgement.outcome is Outcome.APPROVED


def _is_true(paper: Paper, found: Field) -> bool:
    truth = paper.truth[found.name.value]
    return truth is not None and same_value(found.name, found.value, truth)


def _count_fields(figures: Figures, paper: Paper, extraction: Extraction, answer: ModelAnswer) -> None:
    said = {item.field: item.value for item in answer.values}
    notes = {item.field for item in extraction.remarks}
    for name in FieldName:
        truth, value, read = paper.truth[name.value], said.get(name), extraction.get(name)
        if truth is not None:
            figures.fields["shown by the documents"] += 1
            figures.fields["said rightly"] += value is not None and same_value(name, value, truth)
            figures.fields["said wrongly"] += value is not None and not same_value(name, value, truth)
        elif value is not None:
            figures.fields["said of what is not shown"] += 1
        if value is None:
            continue
        how = "dropped: stands nowhere" if name in notes else _how(read.sources, read.doubts) if read else "dropped"
        if read and Source.RULE in read.sources:
            how = f"{how} (rules {'right' if _is_true(paper, read) else 'wrong'})"
        figures.fields[f"beside the rules: {how}"] += 1


def _how(sources: tuple[Source, ...], doubts: tuple[str, ...]) -> str:
    told = {
        "sources_disagree": "differs, on the page",
        "model_ungrounded": "differs, stands nowhere",
        "model_only": "alone",
    }
    return next((text for code, text in told.items() if code in doubts), "agrees" if Source.MODEL in sources else "-")


def _show(figures: Figures, dialect: str) -> None:
    print(f"\nway of asking: {dialect}")
    told = figures.as_json()
    print(f"seconds a document: median {told['seconds_median']:.2f}, longest {told['seconds_max']:.2f}")
    for title, counts in (("fields", figures.fields), ("records", figures.records)):
        print(title)
        for name, number in sorted(counts.items()):
            print(f"  {name:45}{number:6}")


if __name__ == "__main__":
    sys.exit(main())
