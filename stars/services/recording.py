"""Writing the event log; called inside the transaction of each step."""

from django.utils import timezone

from stars.actions import Action
from stars.models import Event


def record(
    action, *, actor, organisation=None, entry=None, round=None, dimension="", target="", reason="", **data
) -> Event:
    """One act of `Action`. Whoever does a contributing act on an entry may not sign that entry off later."""
    return Event.objects.create(
        action=action,
        actor=actor,
        actor_name=str(actor) if actor else "",
        organisation=organisation,
        entry_id=getattr(entry, "pk", None),
        round_id=getattr(round, "pk", None),
        dimension=dimension,
        target=target[:80],
        reason=reason,
        data=data,
        contributes=action in Action.contributing(),
        at=timezone.now(),  # asked here like every other day of a step, so that all of them agree
    )


def took_part(user, entry) -> bool:
    """Whether the user uploaded, edited, submitted, judged or proposed any part of the entry."""
    return Event.objects.filter(entry_id=entry.pk, actor=user, contributes=True).exists()
