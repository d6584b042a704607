"""Documents with their truth: from a folder with a truth.jsonl, or drawn by the tests' generator."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.domain.claim import Claim
from core.domain.field import FieldName
from core.intake.claims import read_record_file
from tests.documents import KINDS, LAYOUTS, NOISES, make_document

CLAIM_FILE = "record.json"


@dataclass(frozen=True)
class Case:
    """One record: its file, what it says (None: not shown), what is claimed, why it must be held (or None)."""

    name: str
    path: Path
    family: str
    noise: str
    truth: dict[FieldName, str | None]
    claim: Claim
    must_hold: str | None


def from_folder(folder: Path) -> Iterator[Case]:
    """The records that `folder/truth.jsonl` names."""
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        place = folder / told["folder"]
        claim = read_record_file(place / CLAIM_FILE).claim if (place / CLAIM_FILE).exists() else Claim()
        truth = {FieldName(name): value for name, value in told["fields"].items()}
        yield Case(told["folder"], place / told["file"], told["family"], told["noise"], truth, claim, told["must_hold"])


def generated(count: int, folder: Path, seed: int) -> Iterator[Case]:
    """That many drawn documents: kinds, layouts and noises in turn, one in three flawed, one in four without claim."""
    plans = [(kind, layout) for kind in KINDS for layout in LAYOUTS[kind]]
    rng = random.Random(seed)
    for number in range(count):
        kind, layout = plans[number % len(plans)]
        noise = NOISES[(number // len(plans) + number) % len(NOISES)]
        flaw = _flaw(kind, layout, rng) if rng.random() < 1 / 3 else ""
        made = make_document(kind, layout, seed * 100_003 + number, noise, flaw=flaw)
        path = folder / f"{number:05}{made.suffix}"
        path.write_bytes(made.data)
        claimed = bool(flaw.startswith("claim")) or rng.random() < 0.75
        claim = Claim(tuple((FieldName(name), value) for name, value in made.claim.items())) if claimed else Claim()
        truth = {FieldName(name): value for name, value in made.truth.items()}
        yield Case(path.stem, path, f"{kind[:10]}/{layout}", noise, truth, claim, made.must_hold)


def _flaw(kind: str, layout: str, rng: random.Random) -> str:
    made = make_document(kind, layout, 0, "none")
    flaws = ["issued_in_future", "instruction_text", "unclear_dates", "strange_kind"]
    flaws += ["claim_differs:holder_name", "claim_differs:school"]
    if made.truth["admission_date"] and made.truth["graduation_date"]:
        flaws += ["graduated_before_admission", "claim_differs:graduation_date", "claim_differs:admission_date"]
    if made.truth["birth_date"]:
        flaws.append("claim_differs:birth_date")
    return rng.choice(flaws)
