"""The village answers what the township demanded."""

from django.db import transaction
from django.utils import timezone

from evidence.access import can_edit_section
from evidence.errors import ReasonNeeded
from evidence.models import Demand
from evidence.services.fitting import fitting
from evidence.services.locking import lock_section, require, require_open
from evidence.services.sections import log
from stars.actions import Action
from stars.tracking import save_tracked

ANSWER_MAX = 2000


@transaction.atomic
def answer_demand(*, actor, demand_id: int, answer: str) -> Demand:
    """Write or change the answer while the section is with the village."""
    demand = Demand.objects.exclude(sent_with=None).get(pk=demand_id)
    section = lock_section(demand.section_id)
    require(can_edit_section(actor, section))
    require_open(section)
    answer = fitting(answer, ANSWER_MAX)
    if not answer:
        raise ReasonNeeded
    demand.answer, demand.answered_by, demand.answered_at = answer, actor, timezone.now()
    save_tracked(demand, actor=actor, reason=Action.DEMAND_ANSWERED)
    log(Action.DEMAND_ANSWERED, section, actor=actor, target=demand.text, demand=demand.pk)
    return demand
