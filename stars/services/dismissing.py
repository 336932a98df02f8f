"""One answer for several arrivals that plainly say nothing, or the same again: a flood must not bury the others."""

from collections.abc import Collection

from django.db import transaction

from stars.arrival_errors import NotAForm, NothingTicked
from stars.assessing import ObjectionState
from stars.errors import Stale
from stars.models import Objection, Posting
from stars.queries.arrivals import can_dismiss_together
from stars.services.objections import dismiss_objection, take_objection
from stars.services.requiring import require


@transaction.atomic
def dismiss_together(
    *, actor, posting_id: int, objection_ids: Collection[int], answer: str
) -> list[Objection]:
    """The secretary's, or the township's: taken up and answered one by one, each with its events and its receipt.

    All of them or none: one that is his own matter, or with somebody else, stops the whole step.
    """
    require(can_dismiss_together(actor, Posting.objects.select_related("organisation").get(pk=posting_id)))
    found = list(Objection.objects.filter(posting=posting_id, pk__in=objection_ids).order_by("pk"))
    if not found:
        raise NothingTicked
    if len(found) != len(set(objection_ids)):
        raise Stale
    if any(one.channel != Objection.Channel.FORM for one in found):
        raise NotAForm
    return [_dismiss(one, answer, actor=actor) for one in found]


def _dismiss(objection: Objection, answer: str, *, actor) -> Objection:
    mine = objection.state == ObjectionState.TAKEN and objection.handler_id == actor.pk
    if not mine:
        take_objection(actor=actor, objection_id=objection.pk)
    return dismiss_objection(actor=actor, objection_id=objection.pk, answer=answer)
