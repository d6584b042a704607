"""Examples for the service's own document: what is asked and what is answered, as it looks."""

from __future__ import annotations

from typing import Any, Final

Example = dict[str, Any]

_ACCEPTED: Final[Example] = {"record": 12, "job_status": "PENDING", "is_new": True}
_RECORD: Final[Example] = {
    "record": 12,
    "version": 1,
    "revision": 9,
    "job_status": "DONE",
    "process_status": "hold",
    "reference": "case-4711",
    "source": "certificate.pdf",
    "process_error": None,
    "document_type": "graduation_certificate",
    "fields": {
        "school": {
            "value": "Example University",
            "page": 1,
            "box": [0.12, 0.31, 0.48, 0.34],
            "confidence": 0.61,
            "grounded": True,
            "sources": ["rules"],
        }
    },
    "hold_reasons": [
        {
            "code": "low_confidence",
            "stage": "approve",
            "field": "school",
            "text": "School was read with 61 % confidence; 70 % is required",
        }
    ],
    "escalated": False,
    "postponed_until": None,
    "due": "2026-02-01T08:00:00Z",
    "stages": [
        {
            "stage": "ocr",
            "attempt": 1,
            "status": "done",
            "queued_at": "2026-01-05T09:00:00+00:00",
            "started_at": "2026-01-05T09:00:01+00:00",
            "finished_at": "2026-01-05T09:00:03+00:00",
            "seconds": 2.1,
            "error": None,
            "own_settings": {},
            "paused": False,
            "outdated": False,
            "inputs": None,
            "result": None,
        }
    ],
    "attachments": [{"name": "certificate.pdf", "sha256": "9f86d081884c7d65", "pages": 1, "pages_read": 1}],
    "created_at": "2026-01-05T09:00:00Z",
    "changed_at": "2026-01-05T09:00:04Z",
}
_RECORDS: Final[Example] = {
    "records": [
        {
            "record": 12,
            "version": 1,
            "revision": 9,
            "job_status": "DONE",
            "process_status": "hold",
            "stage": "approve",
            "reference": "case-4711",
            "source": "certificate.pdf",
            "document_type": "graduation_certificate",
            "error_code": None,
            "hold_reasons": ["low_confidence"],
            "created_at": "2026-01-05T09:00:00Z",
            "changed_at": "2026-01-05T09:00:04Z",
        }
    ],
    "next": None,
}
_HISTORY: Final[Example] = {
    "record": 12,
    "history": [
        {
            "at": "2026-01-05T09:00:00Z",
            "kind": "taken_in",
            "version": 1,
            "actor": "service",
            "details": ["certificate.pdf"],
            "policy": None,
            "engines": [],
            "audit": None,
        }
    ],
}
_CLAIM: Final[Example] = {"holder_name": "Jane Example", "issue_date": "2024-03-02"}
_DUE: Final[Example] = {"due": "2026-12-01"}
_DECIDE: Final[Example] = {"verdict": "reject", "reason": "poor_image", "public_comment": "Please scan it again."}
_DECISION: Final[Example] = {
    "decision": 3,
    "record": 12,
    "version": 1,
    "verdict": "reject",
    "reason": "poor_image",
    "kind": "RETRY",
    "public_comment": "Please scan it again.",
    "actor": "service",
    "at": "2026-01-05T09:10:00Z",
    "supersedes": None,
}
_STAGE: Final[Example] = {"chain": True, "settings": {"page_limit": 0, "languages": ["kor", "eng"]}}
_RERUN_LINE: Final[Example] = {
    "record": 12,
    "version": 1,
    "runs": ["extract", "approve"],
    "makes_version": False,
    "outdated": ["extract", "approve"],
    "approved_by_person": False,
    "locked": [],
    "code": "",
    "text": "",
}
_RERUN_MANY: Final[Example] = {
    "stage": "extract",
    "chain": True,
    "selection": {"status": ["hold"], "search": ""},
    "dry_run": True,
}
_RERUNS: Final[Example] = {
    "records": 1,
    "run": 1,
    "new_versions": 0,
    "decided": 0,
    "approved_by_person": 0,
    "runs": {"extract": 1, "approve": 1},
    "outdated": {"extract": 1, "approve": 1},
    "left_out": {},
    "lines": [_RERUN_LINE],
}
_PAUSE: Final[Example] = {"record": None, "stage": "approve", "note": "The policy is being looked at."}
_PAUSES: Final[Example] = {
    "pauses": [{**_PAUSE, "since": "2026-01-05T09:00:00+00:00", "actor": "service"}],
    "waiting": 4,
}
_DELIVERIES: Final[Example] = {
    "deliveries": [
        {
            "delivery": 31,
            "webhook_id": "msg_3f1c",
            "record": 12,
            "version": 1,
            "sequence": 1,
            "endpoint": "backend",
            "event": "record.held",
            "state": "waiting",
            "created_at": "2026-01-05T09:00:04Z",
            "due_at": "2026-01-05T09:05:10Z",
            "sent_at": None,
            "code": "status_500",
            "attempts": [
                {
                    "number": 1,
                    "started_at": "2026-01-05T09:00:05Z",
                    "finished_at": "2026-01-05T09:00:06Z",
                    "outcome": "unavailable",
                    "status": 500,
                    "code": "status_500",
                }
            ],
        }
    ],
    "next": None,
}
_RECOVER: Final[Example] = {"since": "2026-01-05T09:00:00Z", "endpoint": "backend"}
_QUEUED: Final[Example] = {"queued": 7, "overtaken": 1}
_ENDPOINT: Final[Example] = {
    "endpoint": "backend",
    "url": "https://api.example.org/holdpoint",
    "state": "on",
    "failures": 0,
    "failing_since": None,
    "paused_until": None,
    "off_at": None,
    "off_code": None,
    "confirmed_at": "2026-01-05T09:00:06Z",
}
_ENDPOINTS: Final[Example] = {"endpoints": [_ENDPOINT]}
_HEALTH: Final[Example] = {"status": "ready"}
METRICS: Final = """# HELP holdpoint_records Records by process status.
# TYPE holdpoint_records gauge
holdpoint_records{status="hold"} 4
"""
_PROBLEM: Final[Example] = {
    "type": "urn:holdpoint:queue_full",
    "title": "Too many",
    "status": 429,
    "code": "queue_full",
    "detail": "Too many records wait already; try again later.",
}
BY_MODEL: Final[dict[str, Example]] = {
    "Accepted": _ACCEPTED,
    "RecordModel": _RECORD,
    "RecordList": _RECORDS,
    "HistoryModel": _HISTORY,
    "ClaimAsked": _CLAIM,
    "DueAsked": _DUE,
    "DecisionAsked": _DECIDE,
    "DecisionModel": _DECISION,
    "StageAsked": _STAGE,
    "RerunLineModel": _RERUN_LINE,
    "RerunsAsked": _RERUN_MANY,
    "RerunsModel": _RERUNS,
    "PauseAsked": _PAUSE,
    "PausesModel": _PAUSES,
    "DeliveryList": _DELIVERIES,
    "RecoverAsked": _RECOVER,
    "QueuedModel": _QUEUED,
    "EndpointObject": _ENDPOINT,
    "EndpointList": _ENDPOINTS,
    "Health": _HEALTH,
    "ProblemModel": _PROBLEM,
}
"""By the name of the model."""
