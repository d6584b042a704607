"""Settings of a single run: whether they can be used here, and the policies that they name, kept by their hashes."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from pathlib import Path

from core.approval.policy import Policy
from core.domain.hold import PolicyRef
from core.domain.ids import BlobHash
from core.domain.run_settings import RunSettings
from core.errors import EngineError, UsageError
from core.settings import Settings, with_changes
from core.store.store import Store


class RunRules:
    """What a run's own settings may say; they keep to the same bounds as the program's."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self.policy = cache(self._policy)

    def check(self, run: RunSettings) -> None:
        """Refuse what cannot be used.

        Raises:
            UsageError: a value is out of its bounds, no model is set up, or the policy is not kept here.
        """
        plain = {"page_limit": run.page_limit, "languages": run.languages, "recogniser": run.recogniser}
        with_changes(self._settings, {name: value for name, value in plain.items() if value is not None})
        if run.model and not self._settings.model.name:
            raise UsageError("No language model is set up; name one under [model] first.", code="no_model")
        if run.policy is not None:
            self.policy(run.policy.sha256)

    def keep(self, policy: Policy) -> PolicyRef:
        """Keep a policy under its hash, so that it can be shown and used whatever becomes of its file."""
        content = policy.canonical
        if not self._path(policy.ref.sha256).exists():
            self._store.blobs.take(io.BytesIO(content), len(content))
        return policy.ref

    def keep_file(self, path: Path) -> PolicyRef:
        """Read a policy file and keep it.

        Raises:
            UsageError: it is no valid policy; the text names line and key.
        """
        return self.keep(Policy.load(path))

    def _path(self, sha256: str) -> Path:
        return self._store.blobs.path(BlobHash(sha256))

    def _policy(self, sha256: str) -> Policy:
        if len(sha256) != len("0" * 64) or not sha256.isalnum():
            raise UsageError("A policy is named by its SHA-256.", code="unknown_policy")
        unknown = UsageError(f"No policy {sha256[:12]} is kept here; give its file.", code="unknown_policy")
        try:
            content = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise unknown from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise EngineError(f"The kept policy {sha256[:12]} is damaged.", code="damaged_policy")
        try:
            return Policy.from_canonical(content)
        except ValueError:  # it is whole, and another kind of file: somebody named a document
            raise unknown from None
