"""Full-text search: the one place that knows SQLite's FTS5 (PostgreSQL: an index with pg_trgm's operators on the text).

The index holds trigrams, so any piece of three letters or more is found wherever it stands, in any script. A piece of
two is found as the beginning of the trigrams that hold it. The text is folded before: composed, case-folded, one space
at most, and none between Hangul syllables, which documents space as they like ("졸 업 증 명 서").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, bindparam, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from core.domain.ids import RecordId
from core.domain.page import Reading
from core.store.review_tables import RecordTextTable
from core.store.tables import table_of

MAX_TEXT: Final = 300_000
"""Letters of one record that are searched, about a hundred full pages."""
_TAIL: Final = "\n\n"
"""Ends every text, so that its last two letters begin a trigram too."""
_MOST_GRAMS: Final = 2_000
_LAST_LETTER: Final = "\U0010ffff"
_NO_TEXT: Final = re.compile(r"[\0\ud800-\udfff]")
"""What no database holds: NUL, and halves of letters."""
_SPACES: Final = re.compile(r"[^\S\n]+")
_BETWEEN: Final = re.compile(
    r"(?<=[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]) (?=[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3])"
)
_TEXT: Final = table_of(RecordTextTable)
_GET: Final = select(_TEXT.c.text).where(_TEXT.c.record_id == bindparam("record"))
_ADD: Final = insert(_TEXT)
_PUT: Final = update(_TEXT).where(_TEXT.c.record_id == bindparam("record")).values(text=bindparam("words"))
_DROP: Final = delete(_TEXT).where(_TEXT.c.record_id == bindparam("record"))
_INDEX: Final = text("INSERT INTO record_search (rowid, text) VALUES (:record, :words)")
_UNINDEX: Final = text("INSERT INTO record_search (record_search, rowid, text) VALUES ('delete', :record, :words)")
_MATCH: Final = text("SELECT rowid FROM record_search WHERE record_search MATCH :match LIMIT :most")
_GRAMS: Final = text("SELECT term FROM record_gram WHERE term >= :low AND term < :high LIMIT :most")


def folded(*parts: str) -> str:
    """Text as it is searched, a line for each part."""
    lines = "\n".join(part for part in parts if part)
    plain = unicodedata.normalize("NFKC", _NO_TEXT.sub("", lines).casefold())
    return _BETWEEN.sub("", _SPACES.sub(" ", plain))


def text_read(reading: Reading) -> str:
    """All words of a reading, a line for each line of the pages."""
    lines: list[str] = []
    for page in reading.pages:
        last = None
        for word in page.words:
            if word.line == last:
                lines[-1] += f" {word.text}"
            else:
                lines.append(word.text)
            last = word.line
    return "\n".join(lines)


class SqlSearch:
    """Keeps the text of each record and the index over it, in the same transaction.

    Not by triggers: a database that is not trusted blindly (`trusted_schema=OFF`) may use no virtual table in them.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, record: RecordId, *parts: str) -> None:
        """The first text of a record."""
        words = folded(*parts)[:MAX_TEXT] + _TAIL
        connection = self._session.connection()
        connection.execute(_ADD, {"record_id": record, "text": words})
        connection.execute(_INDEX, {"record": record, "words": words})

    def extend(self, record: RecordId, *parts: str) -> None:
        """Add lines, those that are in the text already left out: writing the index again costs more than looking."""
        connection = self._session.connection()
        before = connection.execute(_GET, {"record": record}).scalar_one()
        known = before.removesuffix(_TAIL)
        new = [line for line in folded(*parts).split("\n") if line not in known]
        if not new:
            return
        words = "\n".join((known, *new))[:MAX_TEXT] + _TAIL
        connection.execute(_UNINDEX, {"record": record, "words": before})
        connection.execute(_PUT, {"record": record, "words": words})
        connection.execute(_INDEX, {"record": record, "words": words})

    def forget_all(self, records: Iterable[RecordId]) -> None:
        """Take the texts of records out. The index's older parts hold them until it is merged: see `wiping`."""
        connection = self._session.connection()
        for record in records:
            words = connection.execute(_GET, {"record": record}).scalar()
            if words is not None:
                connection.execute(_UNINDEX, {"record": record, "words": words})
                connection.execute(_DROP, {"record": record})


def terms_of(query: str) -> tuple[str, ...]:
    """The pieces of which each must be found."""
    words = (word for piece in query.split() for word in folded(piece).split())
    return tuple(dict.fromkeys(words))


def candidates(session: Session, terms: Iterable[str], most: int) -> tuple[RecordId, ...] | None:
    """Records that hold all the terms, in no order; None if there are more than `most` or the index cannot tell."""
    matches = [match for term in terms if (match := _match(session, term)) is not None]
    if not matches:
        return None
    together = " AND ".join(f"({match})" for match in matches)
    found = session.scalars(_MATCH, {"match": together, "most": most + 1}).all()
    return None if len(found) > most else tuple(RecordId(record) for record in found)


def _match(session: Session, term: str) -> str | None:
    """The term in the index's own words; None for a single letter, which stands almost everywhere."""
    if len(term) > 2:  # noqa: PLR2004 - trigrams
        return _quoted(term)
    if len(term) < 2:  # noqa: PLR2004 - as above
        return None
    grams = session.scalars(_GRAMS, {"low": term, "high": term + _LAST_LETTER, "most": _MOST_GRAMS}).all()
    return " OR ".join(_quoted(gram) for gram in grams) or _quoted(term)


def _quoted(piece: str) -> str:
    return '"' + piece.replace('"', '""') + '"'


def holds(record: ColumnElement[int], terms: Iterable[str]) -> list[ColumnElement[bool]]:
    """Conditions that the text of that record holds each term, for where so many do that looking is quicker."""
    return [
        select(_TEXT.c.record_id)
        .where(_TEXT.c.record_id == record, func.instr(_TEXT.c.text, term) > 0)
        .correlate_except(_TEXT)
        .exists()
        for term in terms
    ]
