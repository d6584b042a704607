"""`python -m benchmarks.accuracy FOLDER` or `--generate N`: fields right, approved rightly and wrongly, held.

FOLDER holds a truth.jsonl with one line a record: folder, file, family, noise, fields (ISO dates, null where the
page has none), must_hold (why it may not be approved, or null); the record's folder holds the file and perhaps a
record.json with the claim. Ends with 1 if anything was approved wrongly.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import tempfile
from itertools import islice
from pathlib import Path

from benchmarks.accuracy.cases import from_folder, generated
from benchmarks.accuracy.claims import OtherClaims, with_other_claims
from benchmarks.accuracy.compare import compare
from benchmarks.accuracy.judge import Verdict, replay, run, wired
from benchmarks.accuracy.report import html
from benchmarks.accuracy.table import figures, show
from core.domain.states import StageName


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="a folder with a truth.jsonl")
    parser.add_argument("--generate", type=int, metavar="N", help="draw N documents instead")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="only the first documents")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures there")
    parser.add_argument("--compare", type=Path, metavar="OLD.json", help="tell the difference to figures of before")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page with the misses as they look")
    parser.add_argument("--misses", action="store_true", help="list every document with a miss (prints field values)")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep cases and readings there, to try rules on")
    parser.add_argument("--replay", type=Path, metavar="FILE", nargs="+", help="judge again what --keep kept there")
    parser.add_argument(
        "--other-claims", action="store_true", help="judge all again without claims and with false ones"
    )
    given = parser.parse_args()
    if sum(item is not None for item in (given.folder, given.generate, given.replay)) != 1:
        parser.error("give a folder, --generate N or --replay FILE")
    with tempfile.TemporaryDirectory() as scratch:
        verdicts = _verdicts(given, Path(scratch))
        print(show(verdicts))
        others = _other_claims(verdicts, Path(scratch)) if given.other_claims else None
    if given.misses:
        for item in verdicts:
            _print_misses(item)
    if given.compare:
        print("\n" + compare(json.loads(given.compare.read_text("utf-8")), _as_json(verdicts)))
    if given.html:
        given.html.write_text(html(verdicts), "utf-8")
    if given.json:
        given.json.write_text(json.dumps(_as_json(verdicts), ensure_ascii=False, indent=1), "utf-8")
    if given.keep:
        given.keep.write_bytes(pickle.dumps([(item.case, item.dossier and item.dossier.reading) for item in verdicts]))
    return int(any(item.approved_wrongly for item in verdicts) or bool(others and others.slipped))


def _verdicts(given: argparse.Namespace, place: Path) -> list[Verdict]:
    if given.replay:
        kept = [item for file in given.replay for item in pickle.loads(file.read_bytes())]  # noqa: S301 - our own file
        return list(replay(islice(kept, given.limit), place))
    cases = from_folder(given.folder) if given.folder else generated(given.generate, place, given.seed)
    return list(run(islice(cases, given.limit), place))


def _other_claims(verdicts: list[Verdict], place: Path) -> OtherClaims:
    with wired(place) as (_, stages):
        others = with_other_claims(verdicts, stages[StageName.APPROVE])
    print("\n" + others.show())
    return others


def _print_misses(item: Verdict) -> None:
    case = item.case
    for name in (*item.missing, *item.wrong):
        extraction = item.dossier.extraction if item.dossier else None
        field = extraction.get(name) if extraction else None
        found = f"{field.value!r} ({field.confidence:.2f} {field.doubts})" if field else "nothing"
        print(f"{case.name} {case.family} {case.noise} {name}: wanted {case.truth[name]!r}, found {found}")
    if item.held_needlessly:
        print(f"{item.case.name} {item.case.family} {item.case.noise} held: {', '.join(item.reasons)}")


def _as_json(verdicts: list[Verdict]) -> dict[str, object]:
    noises = sorted({item.case.noise for item in verdicts})
    families = sorted({item.case.family for item in verdicts})
    return {
        "all": figures(verdicts),
        "by_noise": {name: figures([item for item in verdicts if item.case.noise == name]) for name in noises},
        "by_family": {name: figures([item for item in verdicts if item.case.family == name]) for name in families},
        "documents": [
            {
                "name": item.case.name,
                "approved": item.approved,
                "must_hold": item.case.must_hold,
                "missing": item.missing,
                "wrong": item.wrong,
                "reasons": item.reasons,
            }
            for item in verdicts
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
