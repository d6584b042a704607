"""Identifiers. Numbers are given by the store and never used again, even after a record is erased."""

from __future__ import annotations

from typing import NewType

RecordId = NewType("RecordId", int)
SubmissionId = NewType("SubmissionId", int)
RunId = NewType("RunId", int)
DecisionId = NewType("DecisionId", int)
EgressId = NewType("EgressId", int)
AuditId = NewType("AuditId", int)
DeliveryId = NewType("DeliveryId", int)
EventId = NewType("EventId", int)
BlobHash = NewType("BlobHash", str)
"""SHA-256 of the bytes, lower-case hexadecimal."""
