"""The rest of the desk in memory: the queue's filters, putting off, many at once, history, claims from a table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.domain.bulk import BulkAnswer, BulkOutcome, BulkRow, Seen
from core.domain.claim import Claim
from core.domain.claim_table import ClaimKey, ClaimMatch, ClaimOutcome, ClaimTable, ColumnUse
from core.domain.decision import Decision, DecisionRequest
from core.domain.events import RecordChanged
from core.domain.evidence import EvidencePack
from core.domain.field import FieldName
from core.domain.history import HistoryKind, HistoryRow
from core.domain.ids import RecordId
from core.domain.queue import BANDS, EscalateRequest, Escalation, Postponed, PostponeRequest, QueueCounts, RecordOrder
from core.domain.rows import RecordPage, RecordQuery, RecordRow
from core.domain.states import ProcessStatus
from core.errors import ConflictError, HoldpointError, NotFoundError, UsageError

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TABLE = ClaimTable(
    source="claims.csv",
    encoding="utf-8",
    delimiter=",",
    headers=("file", "name"),
    rows=(("1.pdf", "Kim Min-jun"),),
    lines=(2,),
    suggested=(ClaimKey.FILE, FieldName.HOLDER_NAME),
)


@dataclass
class FakeReview:
    """What `FakeDesk` answers beyond taking in, opening and deciding. `now` stands still until a test turns it."""

    rows_by_id: dict[RecordId, RecordRow] = field(default_factory=dict)
    claims: dict[RecordId, Claim] = field(default_factory=dict)
    queries: list[RecordQuery] = field(default_factory=list)
    postponed: list[PostponeRequest] = field(default_factory=list)
    escalated: list[EscalateRequest] = field(default_factory=list)
    packed: list[tuple[RecordId, Path]] = field(default_factory=list)
    last_in_queue: list[RecordId] = field(default_factory=list)
    table: ClaimTable = TABLE
    now: datetime = START + timedelta(days=1)
    tell: Callable[[RecordChanged], None] = field(init=False, repr=False)
    decide: Callable[[DecisionRequest], Decision] = field(init=False, repr=False)

    def row(self, record: RecordId) -> RecordRow:
        if record not in self.rows_by_id:
            raise NotFoundError(f"There is no record {record}.")
        return self.rows_by_id[record]

    def list(self, query: RecordQuery) -> RecordPage:
        self.queries.append(query)
        newest = query.order is RecordOrder.NEWEST
        rows = sorted(filter(self._fits(query), self.rows_by_id.values()), key=self._key(query.order), reverse=newest)
        order = [row.id for row in rows]
        rows = rows[order.index(RecordId(query.after)) + 1 :] if query.after in order else rows
        page = tuple(rows[: query.limit])
        return RecordPage(page, page[-1].id if len(rows) > query.limit else None)

    def _key(self, order: RecordOrder) -> Callable[[RecordRow], tuple[int, datetime, int]]:
        def key(row: RecordRow) -> tuple[int, datetime, int]:
            last = self.last_in_queue.index(row.id) + 1 if row.id in self.last_in_queue else 0
            match order:
                case RecordOrder.NEWEST:
                    return 0, START, row.id
                case RecordOrder.OLDEST:
                    return last, START, row.id
                case RecordOrder.DEADLINE:
                    return last, row.postponed_until or row.created_at, row.id

        return key

    def _fits(self, query: RecordQuery) -> Callable[[RecordRow], bool]:
        def fits(row: RecordRow) -> bool:
            off = row.postponed_until is not None and row.postponed_until > self.now
            low, high = (query.band.low, query.band.high) if query.band else (0.0, 1.0)
            return all(
                (
                    not query.statuses or row.status in query.statuses,
                    query.text.lower() in row.title.lower(),
                    not query.reasons or any(reason.code in query.reasons for reason in row.reasons),
                    not query.document_types or row.document_type in query.document_types,
                    query.created_before is None or row.created_at < query.created_before,
                    query.band is None or (row.confidence is not None and low <= row.confidence <= high),
                    query.escalated is None or (row.escalation is not None) is query.escalated,
                    query.postponed is Postponed.SHOWN or off is (query.postponed is Postponed.ONLY),
                )
            )

        return fits

    def queue_counts(self) -> QueueCounts:
        held = [row for row in self.rows_by_id.values() if row.status is ProcessStatus.HOLD]
        off = [row for row in held if row.postponed_until is not None and row.postponed_until > self.now]
        seen = [row for row in held if row not in off]
        codes = [code for row in seen for code in {reason.code for reason in row.reasons}]
        kinds = [row.document_type for row in seen if row.document_type]
        return QueueCounts(
            waiting=len(seen),
            postponed=len(off),
            escalated=sum(row.escalation is not None for row in seen),
            reasons=tuple((code, codes.count(code)) for code in dict.fromkeys(codes)),
            document_types=tuple((kind, kinds.count(kind)) for kind in dict.fromkeys(kinds)),
            bands=((BANDS[-1], len(seen)),) if seen else (),
            oldest=min((row.created_at for row in seen), default=None),
            next_due=min((row.postponed_until for row in off if row.postponed_until), default=None),
        )

    def history(self, record: RecordId) -> tuple[HistoryRow, ...]:
        row = self.row(record)
        return (HistoryRow(row.created_at, HistoryKind.TAKEN_IN, 0, note=row.source),)

    def plan_bulk(self, records: Sequence[Seen], answer: BulkAnswer) -> tuple[BulkRow, ...]:
        return tuple(self._planned(seen, answer) for seen in records)

    def _planned(self, seen: Seen, answer: BulkAnswer) -> BulkRow:
        row = self.rows_by_id.get(seen.record)
        if row is None:
            return BulkRow(seen.record, None, None, "not_found", f"There is no record {seen.record}.")
        if row.status is not ProcessStatus.HOLD:
            return BulkRow(seen.record, row, None, "not_held", f"Record {seen.record} is {row.status}.")
        if row.revision != seen.revision:
            return BulkRow(seen.record, row, None, "changed_meanwhile", "Somebody else changed this record.")
        request = DecisionRequest(
            row.id, row.version, row.revision, answer.verdict, answer.reason, answer.public_comment,
            answer.internal_comment, (), answer.kind,
        )  # fmt: skip
        return BulkRow(seen.record, row, request)

    def decide_many(self, requests: Sequence[DecisionRequest]) -> tuple[BulkOutcome, ...]:
        return tuple(self._one(request) for request in requests)

    def _one(self, request: DecisionRequest) -> BulkOutcome:
        try:
            return BulkOutcome(request.record, self.decide(request))
        except HoldpointError as error:
            facts = error.facts if isinstance(error, ConflictError) else ()
            return BulkOutcome(request.record, None, error.code, error.text, facts)

    def postpone(self, request: PostponeRequest) -> RecordRow:
        self.postponed.append(request)
        if request.until is None:
            self.last_in_queue.append(request.record)
        return self._put(request.record, request.revision, postponed_until=request.until)

    def escalate(self, request: EscalateRequest) -> RecordRow:
        self.escalated.append(request)
        escalation = Escalation(request.note, request.to, "me", self.now)
        return self._put(request.record, request.revision, escalation=escalation)

    def _put(self, record: RecordId, revision: int, **values: object) -> RecordRow:
        row = self.row(record)
        if row.revision != revision:
            raise ConflictError("Somebody else changed this record; look at it again.", code="changed_meanwhile")
        after = replace(row, revision=row.revision + 1, **values)
        self.rows_by_id[record] = after
        self.tell(RecordChanged(record, after.status, settled=True))
        return after

    def evidence_pack(self, record: RecordId, path: Path) -> EvidencePack:
        self.packed.append((record, path))
        content = f"record {self.row(record).id}".encode()
        path.write_bytes(content)
        return EvidencePack(path, hashlib.sha256(content).hexdigest(), len(content), 1)

    def read_claims(self, path: Path) -> ClaimTable:
        return replace(self.table, source=path.name)

    def match_claims(self, table: ClaimTable, uses: Sequence[ColumnUse]) -> tuple[ClaimMatch, ...]:
        if not any(isinstance(use, ClaimKey) for use in uses):
            raise UsageError("Say which column names the record.", code="no_key")
        return tuple(self._match(line, row, uses) for line, row in zip(table.lines, table.rows, strict=True))

    def _match(self, line: int, row: Sequence[str], uses: Sequence[ColumnUse]) -> ClaimMatch:
        key = next(value for value, use in zip(row, uses, strict=True) if isinstance(use, ClaimKey))
        claim = Claim(tuple((use, value) for value, use in zip(row, uses, strict=True) if isinstance(use, FieldName)))
        found = [one for one in self.rows_by_id.values() if one.source.endswith(f"/{key}") or str(one.id) == key]
        if len(found) != 1:
            code = "several" if found else "no_record"
            return ClaimMatch(line, key, None, "", Claim(), claim, code, f"{len(found)} records fit {key}.")
        return ClaimMatch(line, key, found[0].id, found[0].title, self.claims.get(found[0].id, Claim()), claim)

    def apply_claims(self, matches: Sequence[ClaimMatch]) -> tuple[ClaimOutcome, ...]:
        usable = [(match, match.record) for match in matches if match.record is not None and not match.code]
        for match, record in usable:
            self.claims[record] = match.after
        return tuple(ClaimOutcome(match.line, record) for match, record in usable)
