"""Objections: as their senders follow them, and as those inside see how they stand."""

import unicodedata
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from stars.assessing import UNDECIDED_OBJECTIONS, ObjectionState
from stars.codes import READ_AS, code_digest
from stars.level_words import level_words
from stars.models import Objection, Posting
from stars.queries.correctable import changes_level
from stars.queries.handling import Handler, handler_of
from stars.queries.notices import Notice
from stars.queries.standing import standing_results
from stars.queries.stuck import stuck_objections

DAY_DIGITS = 8


def followed(receipt: str, code: str) -> Objection | None:
    """The objection with this receipt number and this code, however both were typed. One query."""
    related = ("posting__organisation__parent", "posting__round")
    found = Objection.objects.select_related(*related).filter(receipt=receipt_number(receipt))
    return found.filter(code_digest=code_digest(code)).first()


def receipt_number(typed: str) -> str:
    """20261124-7KQM2, whatever stands between its letters."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    bare = "".join(letter for letter in plain if letter.isalnum())
    return f"{bare[:DAY_DIGITS]}-{bare[DAY_DIGITS:].translate(READ_AS)}"


ABOUT = ("posting", "entry__subject", "handler")


@dataclass(frozen=True)
class ObjectionRow:
    """One objection as a reader inside sees it: `mine` says it is about his own, `noted` that he noted it
    himself, `open` that he may read it, `township` that nobody in the village may and the township's reviewer does."""

    objection: Objection
    line: str
    mine: bool
    noted: bool
    open: bool
    overdue: int
    township: bool = False

    @property
    def undecided(self) -> bool:
        return self.objection.state in UNDECIDED_OBJECTIONS


def objection_rows(user, postings: list[Posting]) -> list[ObjectionRow]:
    """Undecided first, then in the order in which they came. The postings are of one round, or of one entry."""
    if not postings:
        return []
    handler, today = handler_of(user, postings[0]), timezone.localdate()
    found = list(Objection.objects.filter(posting__in=postings).select_related(*ABOUT).order_by("pk"))
    lines = {posting.pk: labels_of(posting) for posting in postings}
    rows = [row_for(one, lines[one.posting_id], handler, today) for one in found]
    closed = [row.objection for row in rows if row.undecided and not row.open]
    stuck = stuck_objections(closed) if postings[0].kind != Posting.Kind.STARS else ()
    rows = [replace(row, township=row.objection.pk in stuck) for row in rows]
    return sorted(rows, key=lambda row: not row.undecided)


def labels_of(posting: Posting) -> dict[int, str]:
    return {row.entry: row.label for row in Notice(posting, posting.starts_on).lines}


def line_of(objection: Objection, labels: dict[int, str]) -> str:
    """Empty for the posting as a whole. Who has no star is named only to whoever handles it."""
    if objection.entry_id is None:
        return ""
    return labels.get(objection.entry_id) or _("a result that is not posted")


def row_for(objection: Objection, labels: dict[int, str], handler: Handler, today) -> ObjectionRow:
    late = (today - objection.due_on).days if objection.state in UNDECIDED_OBJECTIONS else 0
    return ObjectionRow(
        objection=objection,
        line=line_of(objection, labels),
        mine=handler.of_village or handler.about_his_own(objection),
        noted=handler.entered(objection),
        open=handler.may(objection),
        overdue=max(late, 0),
    )


@dataclass(frozen=True)
class ObjectionPage:
    """One objection before somebody who may handle it. `level`: in words, of the one it is about, as it stands."""

    objection: Objection
    line: str
    level: str
    changes_level: bool
    knows_objector: bool
    mine: bool
    may_take: bool

    @property
    def may_answer(self) -> bool:
        return self.mine and self.objection.state == ObjectionState.TAKEN


def objection_page(objection: Objection, handler: Handler) -> ObjectionPage:
    """`objection` as `objection_inside` gives it. At most seven queries."""
    round = objection.posting.round
    stars = objection.posting.kind == Posting.Kind.STARS
    changes = changes_level(objection, None if stars else round.assessment)
    level = ""
    if changes:
        standing = {one.entry.pk: one.level for one in standing_results(round)}
        level = level_words(standing.get(objection.entry_id))
    return ObjectionPage(
        objection=objection,
        line=line_of(objection, labels_of(objection.posting)),
        level=level,
        changes_level=changes,
        knows_objector=handler.knows_objector(objection),
        mine=objection.handler_id == handler.user_id,
        may_take=may_take(objection),
    )


def may_take(objection: Objection) -> bool:
    """It waits, or lies with somebody who may handle it no longer."""
    if objection.state == ObjectionState.TAKEN:
        return not handler_of(objection.handler, objection.posting).may(objection)
    return objection.state == ObjectionState.RECEIVED


def objection_inside(posting: Posting, objection_id: int) -> Objection | None:
    found = posting.objections.select_related("entry__subject", "handler", "correction")
    objection = found.filter(pk=objection_id).first()
    if objection is not None:
        objection.posting = posting
    return objection
