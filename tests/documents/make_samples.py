"""Makes `resources/samples`: `python -m tests.documents.make_samples`. The same command gives the same files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.documents.make import make_document

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
RECORDS = (
    # folder, kind, layout, seed, noise, flaw, is there a claim
    ("01-graduation-approved", "graduation_certificate", "ko_rows", 3, "digital", "", True),
    ("02-enrolment-letter", "enrolment_certificate", "en_letter", 5, "digital", "", True),
    ("03-transcript-scan", "transcript", "ko_grid", 4, "scan", "", True),
    ("04-diploma", "diploma", "en_plain", 2, "digital", "", False),
    ("05-graduation-two-languages", "graduation_certificate", "ko_bilingual", 6, "office", "", True),
    ("06-enrolment-turned", "enrolment_certificate", "ko_above", 7, "turned", "", True),
    ("07-claim-differs", "graduation_certificate", "en_grid", 1, "digital", "claim_differs:birth_date", True),
    ("08-dates-in-wrong-order", "graduation_certificate", "ko_rows", 8, "scan", "graduated_before_admission", False),
    ("09-diploma-photo", "diploma", "ko_plain", 9, "photo", "", True),
    ("10-text-for-machines", "transcript", "en_rows", 2, "digital", "instruction_text", True),
)


def main() -> None:
    """Write every sample anew."""
    shutil.rmtree(SAMPLES, ignore_errors=True)
    for folder, kind, layout, seed, noise, flaw, claimed in RECORDS:
        made = make_document(kind, layout, seed, noise, flaw=flaw)
        place = SAMPLES / folder
        place.mkdir(parents=True)
        (place / f"{kind}{made.suffix}").write_bytes(made.data)
        if claimed:
            text = json.dumps({"claim": made.claim}, ensure_ascii=False, indent=2)
            (place / "record.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
