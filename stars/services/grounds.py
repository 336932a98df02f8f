"""A county switches grounds for not being rated on, with a legal basis, and off again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from stars.access import can_switch_grounds
from stars.actions import Action
from stars.errors import BadInput, ReasonNeeded
from stars.models import GroundPermission, Organisation, Rulebook
from stars.queries.grounds import county_of, ground_texts, punishing
from stars.queries.rulebooks import newest_of
from stars.services.recording import record
from stars.services.requiring import require
from stars.services.rulebook_locking import lock_rulebook
from stars.services.rulebook_refusals import GroundNeverOn, GroundOff, GroundOn
from stars.tracking import save_tracked

LONGEST_BASIS = 1000


@transaction.atomic
def switch_ground_on(*, actor, rulebook_id: int, clause: str, legal_basis: str) -> GroundPermission:
    """Villages of the county may use the clause from today. Grounds that punish people's rights stay off for ever."""
    rulebook, county = _theirs(actor, rulebook_id)
    newest = newest_of(rulebook)
    if newest is None or clause not in ground_texts(newest):
        raise BadInput(_("The newest version has no such ground. Reload the page."))
    if clause in punishing(newest):
        raise GroundNeverOn
    basis = legal_basis.strip()
    if not basis:
        raise ReasonNeeded(_("Name the law and the article that allow this ground."))
    if len(basis) > LONGEST_BASIS:
        raise BadInput(_("The legal basis is longer than %d letters. Shorten it.") % LONGEST_BASIS)
    told = {"county": county, "rulebook": rulebook, "clause": clause}
    if GroundPermission.objects.filter(**told, ended_on=None).exists():
        raise GroundOn
    row = GroundPermission(**told, legal_basis=basis, given_by=actor, given_on=timezone.localdate())
    save_tracked(row, actor=actor, reason="on")
    _record(row, actor, on=True, reason=basis)
    return row


@transaction.atomic
def switch_ground_off(*, actor, rulebook_id: int, clause: str) -> GroundPermission:
    """From today nobody is left unrated under it; who was before stays a matter of his round."""
    rulebook, county = _theirs(actor, rulebook_id)
    told = {"county": county, "rulebook": rulebook, "clause": clause}
    row = GroundPermission.objects.filter(**told, ended_on=None).first()
    if row is None:
        raise GroundOff
    row.ended_on = timezone.localdate()
    save_tracked(row, actor=actor, reason="off")
    _record(row, actor, on=False)
    return row


def _theirs(actor, rulebook_id: int) -> tuple[Rulebook, Organisation]:
    """The rulebook under its lock, and the county in which it is used; nobody switches a shipped one."""
    rulebook = lock_rulebook(rulebook_id)
    county = county_of(rulebook.owner)
    require(county is not None and can_switch_grounds(actor, county))
    return rulebook, county


def _record(row: GroundPermission, actor, *, on: bool, reason: str = "") -> None:
    told = {"target": row.rulebook.title, "clause": row.clause, "on": on}
    record(Action.GROUND_SWITCHED, actor=actor, organisation=row.county, reason=reason, **told)
