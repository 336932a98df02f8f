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
    """`stars`: what will be handed in, with its changes since `last`, the newest submission; `doubts`: of stars
    that can be mended."""

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
        """Stars that will be handed in, still lack something and can be mended."""
        shown = {star.key for star in self.stars}
        unlocked = (row for row in self.rows if row.section.is_open)
        return [row for row in unlocked if row.missing and row.section.dimension in shown]


def check_page(user, dossier: Dossier, today: datetime.date) -> CheckPage:
    """`dossier` comes with entry, round, rulebook and village."""
    rows = star_rows(user, dossier)
    begun = tuple(r.section.dimension for r in rows if r.section.state != SectionState.NOT_STARTED)
    last = dossier.submissions.order_by("-number").first()
    number = last.number + 1 if last else 1
    content = snapshot(dossier, list(dossier.entry.target or begun), number=number)
    changes = changes_between(last.content, content) if last else None
    table = dossier.entry.round.table
    unlocked = {row.section.dimension for row in rows if row.section.is_open}
    return CheckPage(
        dossier=dossier,
        rows=rows,
        begun=begun,
        stars=star_contents(table, content, changes),
        doubts=tuple(doubt for doubt in privacy_doubts(table, content) if doubt.dimension in unlocked),
        last=last,
        deadline=deadline_of(dossier, today),
        may_submit=can_submit(user, dossier),
    )
