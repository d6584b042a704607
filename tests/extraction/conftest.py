from __future__ import annotations

import pytest

import resources
from core.extraction.stage import ExtractionStage
from core.extraction.types import DocumentTypes


@pytest.fixture(scope="session")
def types() -> DocumentTypes:
    return DocumentTypes.load(resources.path("document_types"))


@pytest.fixture(scope="session")
def extraction(types) -> ExtractionStage:
    return ExtractionStage(types)
