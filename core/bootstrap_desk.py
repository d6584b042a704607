"""The composition root's desk: made for somebody, on a unit of work of the store's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.bootstrap_again import RunRules
from core.delivery.sending import Sending
from core.domain.ids import RunId
from core.domain.ports import Clock
from core.domain.work import Work
from core.events import EventBus
from core.intake.claim_table import ClaimImport
from core.intake.intake import Intake
from core.intake.resubmission import Resubmission
from core.review.again import Rerunning
from core.review.bulk import Bulk
from core.review.decide import Deciding
from core.review.desk import LocalDesk
from core.review.evidence import EvidencePacker
from core.review.many import RerunningMany
from core.review.pausing import Pausing
from core.review.postpone import Postponing
from core.review.standing import Standing
from core.review.starting import Starter
from core.settings import Settings
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Desks:
    """Makes desks on one store. cancel: stops a run that is in progress. rules: of a run's own settings."""

    settings: Settings
    store: Store
    bus: EventBus
    clock: Clock
    cancel: Callable[[RunId], None]
    rules: RunRules

    def of(self, reviewer: str, work: Work | None = None) -> LocalDesk:
        """What the window, the command line and the service stand on.

        Args:
            reviewer: in whose name everything is done at it.
            work: what writes; the store's own if not given.
        """
        store, clock = self.store, self.clock
        work = work or store.work
        deciding = Deciding(work, clock, reviewer)
        starter = Starter(clock, reviewer, self.rules.check)
        rerunning = Rerunning(work, clock, starter, self.cancel)
        intake = Intake(work, store.blobs, clock)
        return LocalDesk(
            place=str(self.settings.data_dir),
            clock=clock,
            intake=intake,
            resubmission=Resubmission(work, intake.attach, clock, reviewer),
            deciding=deciding,
            bulk=Bulk(store.views.rows, deciding),
            standing=Standing(work, clock, reviewer),
            postponing=Postponing(work, clock, reviewer),
            rerunning=rerunning,
            many=RerunningMany(work, store.rerun_states, starter),
            pausing=Pausing(work, clock, reviewer),
            keep_policy=self.rules.keep_file,
            claims=ClaimImport(store.views, rerunning.set_claim, rerunning.set_due),
            evidence=EvidencePacker(store.views, store.blobs.path, self._tongue),
            views=store.views,
            blob_path=store.blobs.path,
            listen=self.bus.subscribe,
            sending=Sending(work, clock),
        )

    @property
    def _tongue(self) -> str:
        return "ko" if self.settings.ui_language == "ko" else "en"
