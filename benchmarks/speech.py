"""Error rate of recognisers of speech: `python -m benchmarks.speech CLIPS REFERENCES.tsv [--weights FOLDER]`.

CLIPS is a folder of recordings; each line of the references is a file's name, a tab, and what is said in it. Each clip
is decoded by the reading child, as in the chain. Case and punctuation do not count, and "10" is "ten". With
`--letters` letters are counted instead of words, and spaces do not count: Korean is written with and without them.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from rapidfuzz.distance import Levenshtein

from core.clock import SystemClock
from core.domain.control import Unhurried
from core.domain.ids import RecordId, RunId
from core.domain.recogniser import Material, Recogniser, Task
from core.domain.record import ReadingOptions
from core.readers import registry
from core.readers.checked import checked
from core.readers.ledger import NoLedger
from core.readers.material import material_of
from core.readers.outfit import Outfit
from core.reading.command import child_command
from core.reading.limits import ReadingLimits
from core.reading.process import ChildReader
from core.settings import Settings

_NUMBERS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORD: Final = re.compile(r"[\w']+")
_SECONDS: Final = 600.0


def main() -> int:
    """Print the errors of each clip and of all."""
    options = _options()
    references = dict(line.split("\t", 1) for line in options.references.read_text("utf-8").splitlines() if line)
    speech = {"recogniser": options.recogniser, "weights": options.weights, "base_url": options.server}
    given = {**speech, "language": options.language}
    units, name_of = (_letters, "letters") if options.letters else (_words, "words")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.model_validate({"data_dir": Path(folder) / "data", "speech": given})
        outfit = Outfit(settings, SystemClock(), NoLedger(), Path(folder), {})
        with registry.opened(options.recogniser, outfit) as recogniser:
            if problem := recogniser.usable().problem:
                sys.stderr.write(f"{problem}\n")
                return 1
            wrong = count = 0
            for name, material in _clips(options.clips, sorted(references), Path(folder)):
                said = _heard(recogniser, name, material)
                errors, wanted = (
                    Levenshtein.distance(units(references[name]), units(said)),
                    len(units(references[name])),
                )
                sys.stdout.write(f"  {errors} of {wanted} {name_of} wrong\n")
                wrong, count = wrong + errors, count + wanted
    sys.stdout.write(f"{options.recogniser}: {wrong} of {count} {name_of} wrong, {wrong / count:.3f}\n")
    return 0


def _heard(recogniser: Recogniser, name: str, material: Material) -> str:
    started = time.monotonic()
    task = Task(RecordId(0), RunId(0), 0, 1, _SECONDS)
    found = checked(recogniser.recognise(material, task, Unhurried()), material)
    sys.stdout.write(f"{name}: {time.monotonic() - started:.1f} s for {material.seconds:.1f} s\n")
    return " ".join(segment.text for segment in found.segments)


def _clips(folder: Path, names: list[str], scratch: Path) -> Iterator[tuple[str, Material]]:
    child = ChildReader(child_command(), ReadingLimits(), scratch)
    control = Unhurried()
    try:
        for name in names:
            yield name, material_of(next(folder.rglob(name)), 1, child, ReadingOptions(), control.checkpoint)
    finally:
        child.close()


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.casefold())
    return [_NUMBERS[int(word)] if word.isdecimal() and int(word) < len(_NUMBERS) else word for word in found]


def _letters(text: str) -> list[str]:
    return [letter for letter in text.casefold() if letter.isalnum()]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clips", type=Path)
    parser.add_argument("references", type=Path)
    parser.add_argument("--recogniser", default="whisper")
    parser.add_argument("--weights", type=Path, default=None)
    parser.add_argument("--server", default="")
    parser.add_argument("--language", choices=("auto", "ko", "en"), default="auto")
    parser.add_argument("--letters", action="store_true", help="count letters instead of words")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
