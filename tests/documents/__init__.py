"""Certificates of fictional people and schools, drawn for tests; `make_document` is the way in."""

from tests.documents.make import KINDS, LAYOUTS, NOISES, MadeDocument, make_document

__all__ = ["KINDS", "LAYOUTS", "NOISES", "MadeDocument", "make_document"]
