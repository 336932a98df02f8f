"""Before handing in: the dossier as the township will read it, what is missing, what to look at twice."""

import datetime
from dataclasses import dataclass

from evidence.access import can_submit
from evidence.changes import changes_between
from evidence.models import Dossier, Submission
from evidence.queries.contents import StarContent, star_contents
from evidence.queries.privacy import PrivacyDoubt, privacy_doubts
from evidence.queries.workspace import WITH_VILLAGE, Deadline, StarRow, deadline_of, star_rows
from evidence.snapshot import snapshot
from evidence.states import DossierState, SectionState


@dataclass(frozen=True)
class CheckPage:
    """`stars`: what will be handed in, with its changes since `last`, the newest submission."""

    dossier: Dossier
    rows: tuple[StarRow, ...]
    begun: tuple[str, ...]
    stars: tuple[StarContent, ...]
    doubts: tuple[PrivacyDoubt, ...]
    last: Submission | None
    deadline: Deadline | None
    may_submit: bool

    @property
    def again(self) -> bool:
        """A resubmission: its stars were chosen the first time."""
        return self.dossier.state == DossierState.RETURNED

    @property
    def open(self) -> bool:
        return self.dossier.state in WITH_VILLAGE

    @property
    def incomplete(self) -> list[StarRow]:
        """Stars that will be handed in and still lack something."""
        shown = {star.key for star in self.stars}
        return [row for row in self.rows if row.missing and row.section.dimension in shown]


def check_page(user, dossier: Dossier, today: datetime.date) -> CheckPage:
    """`dossier` comes with entry, round, rulebook and village."""
    rows = star_rows(user, dossier)
    begun = tuple(r.section.dimension for r in rows if r.section.state != SectionState.NOT_STARTED)
    content = snapshot(dossier, list(dossier.entry.target or begun))
    last = dossier.submissions.order_by("-number").first()
    changes = changes_between(last.content, content) if last else None
    return CheckPage(
        dossier=dossier,
        rows=rows,
        begun=begun,
        stars=star_contents(dossier.entry.round.table, content, changes),
        doubts=tuple(privacy_doubts(content)),
        last=last,
        deadline=deadline_of(dossier, today),
        may_submit=can_submit(user, dossier),
    )
