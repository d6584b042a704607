from __future__ import annotations

import hashlib
import html.parser
import json
import stat
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from core.domain.claim import Claim
from core.domain.desk import ResubmitRequest
from core.domain.field import Extraction, FieldName
from core.domain.page import AttachmentReading, Box, Page, PageStatus, Reading, TextSource
from core.errors import NotFoundError, UsageError
from tests.kit.desk import Bench
from tests.kit.held import approval, escalation, hold, rejection
from tests.kit.stages import ENGINE, a_field

PICTURE = b"\xff\xd8\xff picture of the page"
HOSTILE = '<script>alert(1)</script><a href="http://evil.example">x</a>\u202egpj.exe & "q"'


class Tags(html.parser.HTMLParser):
    """All tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def record(desk: Bench) -> int:
    """A record with a page picture, a field with its place, hostile texts everywhere, and a life."""
    blob, _ = desk.app.store.blobs.take(BytesIO(PICTURE), 1000)

    def read(dossier, control):
        page = Page(0, 1, PageStatus.READ, TextSource.RECOGNISED, 1000, 2000, picture=blob)
        return replace(dossier, reading=Reading((page,), (AttachmentReading(0, 1, 1, 0),), ENGINE))

    def extract(dossier, control):
        school = replace(a_field(FieldName.SCHOOL, HOSTILE), box=Box(0.1, 0.2, 0.5, 0.25))
        return replace(dossier, extraction=Extraction((school, a_field(FieldName.HOLDER_NAME, "홍길동")), ENGINE))

    desk.stages.ocr.run, desk.stages.extract.run = read, extract
    made = hold(desk, "<b>a\u202e&.pdf")
    desk.app.desk.set_claim(made, Claim(((FieldName.SCHOOL, HOSTILE),)))
    desk.drain()
    desk.app.desk.escalate(escalation(desk, made, note=HOSTILE, to=HOSTILE))
    desk.app.desk.decide(replace(approval(desk, made), internal_comment=HOSTILE))
    return made


def test_a_pack_holds_everything_with_a_hash_for_each_member(desk: Bench, record, tmp_path: Path) -> None:
    made = desk.app.desk.evidence_pack(record, tmp_path / "pack.zip")
    content = made.path.read_bytes()
    assert (made.sha256, made.size) == (hashlib.sha256(content).hexdigest(), len(content))
    with zipfile.ZipFile(made.path) as pack:
        names = pack.namelist()
        assert pack.testzip() is None
        members = {name: pack.read(name) for name in names}
    assert set(names) == {
        "index.html", "record.json", "history.json", "audit.json", "deliveries.json", "egress.json", "originals/01.pdf",
        "pages/01-001.jpg", "manifest.json",
    }  # fmt: skip
    assert made.members == len(names)
    manifest = json.loads(members.pop("manifest.json"))
    assert manifest == {
        "record": record, "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in members.items()},
    }  # fmt: skip
    original = desk.open(record).attachments[0]
    assert hashlib.sha256(members["originals/01.pdf"]).hexdigest() == original.sha256
    assert members["pages/01-001.jpg"] == PICTURE
    told = json.loads(members["record.json"])
    assert told["extraction"]["fields"][0]["value"] == HOSTILE
    assert told["judgement"]["policy"]["name"] == "test"
    assert [link["sha256"] for link in json.loads(members["audit.json"])] == [
        link.sha256 for link in desk.app.store.views.links(record)
    ]
    assert len(json.loads(members["history.json"])) == len(desk.app.desk.history(record))


def test_the_policy_that_judged_comes_along(desk: Bench, record, tmp_path: Path) -> None:
    """It is kept under its hash since it was first used, so a later policy does not take its place."""
    from core.domain.hold import Judgement, Outcome

    ref = desk.app.policy.ref
    judged = Judgement(Outcome.HOLD, desk.stages.approve.reasons, (), ref, ENGINE)
    desk.stages.approve.run = lambda dossier, control: replace(dossier, judgement=judged)
    other = hold(desk, "b.pdf")
    desk.app.desk.evidence_pack(other, tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        content = pack.read("policy.json")
    assert hashlib.sha256(content).hexdigest() == ref.sha256
    assert json.loads(content)["name"] == ref.name


def test_the_same_record_gives_the_same_bytes(desk: Bench, record, tmp_path: Path) -> None:
    first = desk.app.desk.evidence_pack(record, tmp_path / "a.zip")
    second = desk.app.desk.evidence_pack(record, tmp_path / "b.zip")
    assert first.sha256 == second.sha256
    desk.app.desk.decide(approval(desk, record))
    assert desk.app.desk.evidence_pack(record, tmp_path / "c.zip").sha256 != first.sha256


def test_the_page_shows_hostile_text_as_text_and_leads_nowhere(desk: Bench, record, tmp_path: Path) -> None:
    desk.app.desk.evidence_pack(record, tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        page = pack.read("index.html").decode()
    tags = Tags()
    tags.feed(page)
    assert {tag for tag, _ in tags.found} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "table", "tr", "th", "td", "pre", "code", "div",
        "p", "img", "span",
    }  # fmt: skip
    assert [attributes["src"] for tag, attributes in tags.found if tag == "img"] == ["pages/01-001.jpg"]
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on") or name == "href"]
    (policy,) = [attributes["content"] for tag, attributes in tags.found if tag == "meta" and "content" in attributes]
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page
    assert page.count("&lt;script&gt;") >= 4, "value, claim, note and comment"
    (cut,) = [attributes["style"] for tag, attributes in tags.found if attributes.get("class") == "cut"]
    assert cut == (
        "width:400px;height:100px;background-image:url(pages/01-001.jpg);background-size:1000px auto;"
        "background-position:-100px -400px"
    )


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_speaks_the_language_of_the_settings(desk: Bench, record, tmp_path: Path, language: str) -> None:
    from core.review.evidence import EvidencePacker

    packer = EvidencePacker(desk.app.store.views, desk.app.store.blobs.path, language)
    packer.write(record, tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        page = pack.read("index.html").decode()
    assert ("결정" in page, "Decisions" in page) == (language == "ko", language == "en")


def test_a_record_without_results_or_bytes_has_a_pack_too(desk: Bench, tmp_path: Path) -> None:
    (broken,) = desk.app.desk.take_in([_pipe(tmp_path)]).records
    pack = desk.app.desk.evidence_pack(broken, tmp_path / "pack.zip")
    with zipfile.ZipFile(pack.path) as opened:
        assert "originals" not in "".join(opened.namelist())


def _pipe(folder: Path) -> Path:
    import os

    os.mkfifo(folder / "pipe.pdf")
    return folder / "pipe.pdf"


def test_a_pack_is_for_its_owner_and_replaces_as_a_whole(desk: Bench, record, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / "pack.zip").write_bytes(b"old")
    desk.app.desk.evidence_pack(record, place / "pack.zip")
    assert stat.S_IMODE((place / "pack.zip").stat().st_mode) == 0o600
    assert [path.name for path in place.iterdir()] == ["pack.zip"]
    with pytest.raises(UsageError, match="cannot be written"):
        desk.app.desk.evidence_pack(record, tmp_path / "nowhere" / "pack.zip")
    with pytest.raises(NotFoundError):
        desk.app.desk.evidence_pack(99, place / "pack.zip")


def test_the_pack_of_a_record_that_was_handed_in_again_holds_the_files_and_words_of_all_versions(
    desk: Bench, tmp_path: Path
) -> None:
    record = hold(desk, "first.pdf")
    desk.app.desk.decide(rejection(desk, record))
    desk.app.desk.resubmit(ResubmitRequest(record, (desk.paper("second.pdf"),)))
    desk.drain()
    desk.app.desk.evidence_pack(record, tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as pack:
        names = set(pack.namelist())
        earlier = json.loads(pack.read("versions/1.json"))
        assert {"originals/01.pdf", "originals/02.pdf"} <= names
        assert pack.read("originals/01.pdf").endswith(b"first.pdf")
    assert [item["name"] for item in earlier["attachments"]] == ["first.pdf"]
