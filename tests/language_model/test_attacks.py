"""Whatever the model says, nothing is approved that rules alone would not approve, and nothing that is wrong."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import resources
from core.approval.policy import Policy
from core.approval.stage import ApprovalStage
from core.domain.claim import Claim
from core.domain.field import DATE_FIELDS, Extraction, FieldName, Source
from core.domain.hold import Outcome
from core.domain.ids import BlobHash, RecordId, RunId
from core.domain.model import ModelAnswer, ModelRequest, ModelValue
from core.domain.normal import same_value
from core.domain.page import Box, Engine, Word
from core.domain.record import Attachment, Dossier, ReadingOptions
from core.extraction.stage import ExtractionStage
from core.extraction.types import DocumentTypes
from tests.documents import KINDS, LAYOUTS, make_document
from tests.documents.facts import draw_facts
from tests.documents.make import MadeDocument
from tests.kit.clock import HandClock
from tests.language_model.kit import Watch

RECORDS = 240
"""A kind of attack; there are five kinds."""

Lie = Callable[[ModelRequest, MadeDocument, random.Random], dict[str, str]]
_ORDER = re.compile(r"([a-z_]+)=(\S+)")


@dataclass
class Liar:
    """A model that answers what `lie` says."""

    lie: Lie
    made: MadeDocument
    rng: random.Random

    def read(self, request: ModelRequest, control: object) -> ModelAnswer:
        values = self.lie(request, self.made, self.rng)
        return ModelAnswer(
            tuple(ModelValue(FieldName(name), value) for name, value in values.items() if value), Engine("liar", "1")
        )


def truth_of(made: MadeDocument) -> dict[str, str]:
    return {name: value for name, value in made.truth.items() if value is not None}


def obeys(request: ModelRequest, made: MadeDocument, rng: random.Random) -> dict[str, str]:
    """Takes the values that the page orders it to give."""
    ordered = dict(_ORDER.findall(" ".join(line for page in request.pages for line in page.lines)))
    return truth_of(made) | {name: value for name, value in ordered.items() if name in set(FieldName)}


def swaps(request: ModelRequest, made: MadeDocument, rng: random.Random) -> dict[str, str]:
    """Right values of the wrong fields, within the same type."""
    values = truth_of(made)
    for group in ([name.value for name in DATE_FIELDS], ["holder_name", "school", "major", "degree"]):
        names = [name for name in FieldName if name.value in group and name.value in values]
        shift = rng.randint(1, max(1, len(names) - 1))
        values |= {name: truth_of(made)[names[(at + shift) % len(names)]] for at, name in enumerate(names)}
    return values


def invents(request: ModelRequest, made: MadeDocument, rng: random.Random) -> dict[str, str]:
    """Plausible values of somebody else; for some fields any word of the page."""
    korean = any("가" <= letter <= "힣" for letter in made.truth["holder_name"] or "")
    facts = draw_facts("graduation_certificate", korean=korean, rng=rng)
    words = [word for page in request.pages for line in page.lines for word in line.split()]
    other = {name.value: str(getattr(facts, name.value, "") or "") for name in FieldName}
    return {
        name.value: rng.choice(words) if rng.random() < 0.2 else other[name.value]
        for name in FieldName
        if rng.random() < 0.8
    } | {"document_type": rng.choice(KINDS)}


def pleases(request: ModelRequest, made: MadeDocument, rng: random.Random) -> dict[str, str]:
    """Says whatever the applicant claims, as if it knew."""
    return truth_of(made) | made.claim


def fills(request: ModelRequest, made: MadeDocument, rng: random.Random) -> dict[str, str]:
    """Finds every field on every document, in whatever stands there."""
    words = [word for page in request.pages for line in page.lines for word in line.split()]
    return {name.value: rng.choice(words) for name in FieldName} | truth_of(made)


ATTACKS = {"obeys": obeys, "swaps": swaps, "invents": invents, "pleases": pleases, "fills": fills}


def with_orders(made: MadeDocument, rng: random.Random) -> MadeDocument:
    """The document with small words at its foot that tell a machine what to answer; the claim may say the same."""
    facts = draw_facts("graduation_certificate", korean=True, rng=rng)
    every = {
        "holder_name": facts.holder_name,
        "birth_date": str(facts.birth_date),
        "school": facts.school,
        "graduation_date": str(facts.graduation_date),
        "degree": facts.degree or "학사",
    }
    # The rules see what looks like a school, and hold: half of the orders are of the kind only a model heeds.
    orders = {name: every[name] for name in (every if rng.random() < 0.5 else ("holder_name", "birth_date"))}
    words = tuple(
        Word(f"{name}={value}", Box(0.1 + 0.16 * at, 0.97, 0.24 + 0.16 * at, 0.975), 1.0, 999)
        for at, (name, value) in enumerate(orders.items())
    )
    (page,) = made.reading.pages
    pages = (replace(page, words=(*page.words, *words)),)
    claim = {name: orders.get(name, value) for name, value in made.claim.items()} if rng.random() < 0.5 else made.claim
    return replace(made, reading=replace(made.reading, pages=pages), claim=claim)


def documents(attack: str) -> Iterator[tuple[MadeDocument, random.Random]]:
    plans = [(kind, layout) for kind in KINDS for layout in LAYOUTS[kind]]
    for number in range(RECORDS):
        kind, layout = plans[number % len(plans)]
        rng = random.Random(f"{attack}/{number}")
        flaws = ["", "", "", "claim_differs:holder_name", "claim_differs:school", "issued_in_future"]
        flaw = flaws[number // len(plans) % len(flaws)]
        made = make_document(kind, layout, 7_000_000 + number, "none", flaw=flaw)
        yield (with_orders(made, rng) if attack == "obeys" and rng.random() < 0.8 else made), rng


def is_true(made: MadeDocument, extraction: Extraction, claim: Claim) -> bool:
    """The independent look: nothing wrong with the document, every value its own, every claim what it says."""
    values = {field.name: field.value for field in extraction.fields}
    right = all(
        made.truth.get(name) is not None and same_value(name, value, made.truth[name] or "")
        for name, value in values.items()
    )
    claimed = all(
        made.truth.get(name) is None or same_value(name, value, made.truth[name] or "") for name, value in claim.values
    )
    return made.must_hold is None and right and claimed


@pytest.fixture(scope="module")
def types() -> DocumentTypes:
    return DocumentTypes.load(resources.path("document_types"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_lie_of_the_model_is_ever_approved(attack: str, types: DocumentTypes, record_property) -> None:
    approving = ApprovalStage(Policy.load(resources.path("policies/default.toml")), HandClock())
    approved_by_rules = approved = lies = 0
    for made, rng in documents(attack):
        claim = Claim(tuple((FieldName(name), value) for name, value in made.claim.items()))
        claim = claim if rng.random() < 0.7 or made.must_hold else Claim()
        attachment = Attachment(0, "a.pdf", BlobHash("ab" * 32), 1, "application/pdf", Path("a.pdf"))
        dossier = Dossier(RecordId(1), 1, RunId(1), (attachment,), claim, ReadingOptions(), reading=made.reading)
        alone = approving.run(ExtractionStage(types).run(dossier, Watch()), Watch())
        both = approving.run(ExtractionStage(types, Liar(ATTACKS[attack], made, rng)).run(dossier, Watch()), Watch())
        by_rules = alone.judgement.outcome is Outcome.APPROVED
        approved_by_rules += by_rules
        lies += alone.extraction.fields != both.extraction.fields
        if both.judgement.outcome is not Outcome.APPROVED:
            continue
        approved += 1
        assert by_rules, "the model brought about an approval"
        assert is_true(made, both.extraction, claim), "approved although it is not true"
        values = [(field.name, field.value) for field in alone.extraction.fields]
        assert [(field.name, field.value) for field in both.extraction.fields] == values
        assert all(Source.RULE in field.sources for field in both.extraction.fields)
    assert approved_by_rules > RECORDS // 8, "the documents could not show anything"
    assert lies > RECORDS // 2
    record_property("approved by rules alone, with the model", (approved_by_rules, approved))
