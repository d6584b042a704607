from __future__ import annotations

import pytest

import resources
from core.approval.policy import Policy
from core.approval.stage import ApprovalStage
from core.extraction.stage import ExtractionStage
from core.extraction.types import DocumentTypes
from tests.kit.clock import HandClock


@pytest.fixture(scope="session")
def policy() -> Policy:
    return Policy.load(resources.path("policies/default.toml"))


@pytest.fixture(scope="session")
def types() -> DocumentTypes:
    return DocumentTypes.load(resources.path("document_types"))


@pytest.fixture(scope="session")
def extraction(types) -> ExtractionStage:
    return ExtractionStage(types)


@pytest.fixture
def approval(policy) -> ApprovalStage:
    return ApprovalStage(policy, HandClock())
