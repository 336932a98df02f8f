"""Putting up and taking down what is posted: one core for the five roles and for ten stars.

The five roles' own steps stand here; those of ten stars, which lock a dossier, in evidence.services.posting.
"""

from django.db import transaction
from django.utils import timezone

from stars.access import can_open_rating
from stars.actions import Action
from stars.assessing import ASSESSMENT_MOVES, AssessmentState
from stars.errors import ReasonNeeded, Stale
from stars.models import Posting, Round
from stars.moves import move
from stars.notices import rows_in
from stars.posting_errors import DownAlready
from stars.queries.posting_drafts import draft_posting, mark_of
from stars.queries.postings import postings_of
from stars.services.assessments import lock_assessment
from stars.services.fitting import fitting
from stars.services.recording import record
from stars.services.requiring import require

REASON_MAX = 1000


@transaction.atomic
def start_posting(*, actor, round_id: int, kind: str, seen: str, category: str = "") -> Posting:
    """Post the results of every category, or the targets of all categories or of one. The secretary's.

    `seen`: the mark of the draft that was on the screen; without it, or if something changed since, nothing is posted
    unread.
    """
    assessment = lock_assessment(round_id)
    require(can_open_rating(actor, assessment.village))
    posting = draft_posting(assessment, kind, category)
    if seen != mark_of(posting):
        raise Stale
    if kind == Posting.Kind.RESULTS:
        move(assessment, ASSESSMENT_MOVES, "post", actor=actor)
    return put_up(posting, actor=actor)


def put_up(posting: Posting, *, actor) -> Posting:
    """Store a draft; call with what it stands for locked."""
    posting.started_by = actor
    posting.save(force_insert=True)
    told = {"rows": len(rows_in(posting.content)), "until": posting.content["ends_on"]}
    log(Action.POSTED, posting, actor=actor, **told, digest=posting.digest)
    return posting


def log(action: Action, posting: Posting, *, actor, reason: str = "", **data) -> None:
    about = {"organisation": posting.organisation, "round": posting.round, "entry": posting.entry}
    record(action, actor=actor, **about, target=str(posting.get_kind_display()), reason=reason, **data)


@transaction.atomic
def take_posting_down(*, actor, posting_id: int, reason: str) -> Posting:
    """Before its end, or before the results went on. Posted results are computed results again: they can be posted
    anew, or the scores be mended."""
    found = Posting.objects.exclude(kind=Posting.Kind.STARS).get(pk=posting_id)
    assessment = lock_assessment(found.round_id)
    require(can_open_rating(actor, assessment.village))
    posting = lock_posting(posting_id)
    standing = assessment.state == AssessmentState.POSTED and posting == newest_results(assessment.round)
    if not posting.runs_on(timezone.localdate()) and not standing:
        raise DownAlready
    take_down(posting, reason, actor=actor)
    if standing:
        move(assessment, ASSESSMENT_MOVES, "unpost", actor=actor, reason=reason)
    return posting


def newest_results(round: Round) -> Posting | None:
    return postings_of(round, Posting.Kind.RESULTS).first()


def lock_posting(posting_id: int) -> Posting:
    related = ("organisation__parent", "round__version", "entry")
    return Posting.objects.select_for_update(of=("self",)).select_related(*related).get(pk=posting_id)


def take_down(posting: Posting, reason: str, *, actor) -> None:
    """Call with the posting locked."""
    reason = fitting(reason, REASON_MAX)
    if not reason:
        raise ReasonNeeded
    if posting.taken_down_on is not None:
        raise DownAlready
    posting.taken_down_on, posting.taken_down_by = timezone.localdate(), actor
    posting.taken_down_because = reason
    posting.save()
    log(Action.POSTING_TAKEN_DOWN, posting, actor=actor, reason=reason)
