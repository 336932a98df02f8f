"""The subject objects to not being rated, and those who decided answer. As silent as the decision itself."""

from django.db import transaction

from stars.errors import ReasonNeeded
from stars.models import Exclusion, ExclusionObjection
from stars.services.exclusions import lock_exclusion, require_not_own
from stars.services.fitting import fitting
from stars.services.slips import lock_why
from stars.slip_errors import AnswerMissing, NothingToAnswer, ObjectionWaits

TEXT_MAX = 2000


@transaction.atomic
def object_by_slip(*, code: str, text: str) -> ExclusionObjection:
    """On the person's own page, once the decision is in force. Nothing that waits for its answer is written over; the
    same text sent twice is one objection."""
    slip = lock_why(code)
    exclusion = Exclusion.objects.select_for_update().get(entry=slip.entry_id, confirmed=True)
    text = fitting(text, TEXT_MAX)
    if not text:
        raise ReasonNeeded
    waiting = exclusion.objections.filter(answer="").first()
    if waiting is None:
        return ExclusionObjection.objects.create(exclusion=exclusion, text=text)
    if waiting.text != text:
        raise ObjectionWaits
    return waiting


@transaction.atomic
def answer_exclusion(*, actor, exclusion_id: int, answer: str) -> ExclusionObjection:
    """What those who decided say to the objection that waits."""
    assessment, exclusion = lock_exclusion(exclusion_id, actor)
    require_not_own(assessment, exclusion.entry, actor)
    waiting = exclusion.objections.filter(answer="").first()
    if waiting is None:
        raise NothingToAnswer
    waiting.answer = fitting(answer, TEXT_MAX)
    if not waiting.answer:
        raise AnswerMissing
    waiting.save()
    return waiting
