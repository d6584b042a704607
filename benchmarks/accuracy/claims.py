"""The same documents with other claims: none at all, and claims that are wrong in one letter that looks alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.accuracy.judge import Quiet, Verdict
from core.domain.claim import Claim
from core.domain.control import Stage
from core.domain.field import DATE_FIELDS, FieldName
from core.domain.hold import Outcome
from core.domain.record import Dossier

ALIKE = tuple(
    "0689 17 235 38 56 4 9 B8 O0 l1 I1 aou ceo nhu mn vy rt ij il fl gq kx wv UV OQ CG EF MN PR".split()  # noqa: SIM905
)
ALIKE_PARTS = tuple("ㅏㅑㅓ ㅓㅕㅏ ㅗㅛㅜ ㅜㅠㅡ ㅡㅜㅗ ㅣㅏㅓ ㅐㅔ ㅂㅁ ㄱㅋ ㄴㄷ ㄷㄹ ㅁㅇ ㅅㅈ ㅈㅊ ㅇㅎ".split())  # noqa: SIM905
_HANGUL = "가힣"
MOST = 24
"""False claims tried on one document, spread evenly over its fields."""


@dataclass(frozen=True)
class OtherClaims:
    """Judged again: how many without a claim, of those approved and wrongly so; the same for claims that are wrong."""

    without: int
    without_approved: int
    without_wrongly: tuple[str, ...]
    false: int
    false_approved: tuple[str, ...]

    @property
    def slipped(self) -> bool:
        """True if anything was approved that must not be."""
        return bool(self.without_wrongly or self.false_approved)

    def show(self) -> str:
        """For a person."""
        wrongly = len(self.without_wrongly)
        lines = [
            f"without any claim: {self.without} judged, {self.without_approved} approved, {wrongly} wrongly",
            f"claims wrong in one letter that looks alike: {self.false} judged, {len(self.false_approved)} approved",
        ]
        return "\n".join(
            [*lines, *(f"APPROVED WRONGLY: {name}" for name in (*self.without_wrongly, *self.false_approved))]
        )


def with_other_claims(verdicts: Sequence[Verdict], approve: Stage) -> OtherClaims:
    """Judge those documents again, as read, with other claims."""
    read = [(item, item.dossier) for item in verdicts if item.dossier is not None]
    bare = [(item, _approves(approve, dossier, Claim())) for item, dossier in read]
    flawed = tuple(item.case.name for item, approved in bare if approved and _must_hold_anyway(item))
    false = 0
    slipped: list[str] = []
    for item, dossier in read:
        claims = list(_false_claims(item))
        for claim, changed in claims[:: max(1, len(claims) // MOST)]:
            false += 1
            if _approves(approve, dossier, claim):
                slipped.append(f"{item.case.name} {changed}")
    return OtherClaims(len(bare), sum(approved for _, approved in bare), flawed, false, tuple(slipped))


def _approves(approve: Stage, dossier: Dossier, claim: Claim) -> bool:
    judgement = approve.run(replace(dossier, claim=claim, judgement=None), Quiet()).judgement
    return judgement is not None and judgement.outcome is Outcome.APPROVED


def _must_hold_anyway(item: Verdict) -> bool:
    flaw = item.case.must_hold
    return item.says_otherwise or bool(flaw and not flaw.startswith("claim"))


def _false_claims(item: Verdict) -> Iterator[tuple[Claim, str]]:
    """For each field a claim that is right but for one letter, at every letter that has one alike."""
    truth = {name: value for name, value in item.case.truth.items() if value and name is not FieldName.DOCUMENT_TYPE}
    for name, value in truth.items():
        for other in _changed(value):
            if name in DATE_FIELDS and not _is_day(other):
                continue
            yield Claim(tuple({**truth, name: other}.items())), name.value


def _changed(value: str) -> Iterator[str]:
    for at, letter in enumerate(value):
        yield from (value[:at] + other + value[at + 1 :] for other in _alike(letter) if other != letter)


def _alike(letter: str) -> Iterator[str]:
    """Letters that are easily taken for this one; a Hangul syllable with one part changed."""
    if _HANGUL[0] <= letter <= _HANGUL[1]:
        parts = unicodedata.normalize("NFD", letter)
        named = [unicodedata.name(part).split()[-1] for part in parts]
        for at, name in enumerate(named):
            for other in _jamo_like(name):
                yield unicodedata.normalize("NFC", parts[:at] + _as_part(parts[at], other) + parts[at + 1 :])
        return
    for group in ALIKE:
        if letter in group:
            yield from (other for other in group if other != letter)


def _jamo_like(name: str) -> Iterator[str]:
    for group in ALIKE_PARTS:
        names = [unicodedata.name(letter).split()[-1] for letter in group]
        if name in names:
            yield from (other for other in names if other != name)


def _as_part(part: str, name: str) -> str:
    """The same place of a syllable, filled with that letter; unchanged if no such letter may stand there."""
    kind = unicodedata.name(part).rsplit(" ", 1)[0]
    try:
        return unicodedata.lookup(f"{kind} {name}")
    except KeyError:
        return part


def _is_day(text: str) -> bool:
    parts = text.split("-")
    return len(parts) == 3 and "01" <= parts[1] <= "12" and "01" <= parts[2] <= "28"
