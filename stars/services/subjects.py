"""The village's list of subjects by hand: entered, changed, taken out, taken back.

Events name nobody: a name stands in the row alone, where it can be erased.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from stars.access import can_run_rating
from stars.actions import Action
from stars.assessing import UNDER_WAY, AssessmentState
from stars.models import Assessment, Entry, Organisation, Subject, User
from stars.queries.own import own_subjects
from stars.rules.book import Category
from stars.services.assessments import lock_assessment
from stars.services.entries import make_entries, remove_entry
from stars.services.recording import record
from stars.services.requiring import require
from stars.services.subject_checks import UNSAID, SubjectValues, refuse_twin, write_values
from stars.subject_errors import (
    LeftAlready,
    NoSuchCategory,
    NotOfTheVillage,
    OrganisationAlready,
    OwnLink,
    OwnOrganisationOnly,
)
from stars.subject_kinds import kind_of
from stars.tracking import save_tracked

Kind = Subject.Kind


def lock_list(round_id: int, actor) -> Assessment:
    """The list belongs to the village's clerk and secretary; the round says by which book. The village is locked
    too, so that of two who enter the same name the second one sees the first."""
    assessment = lock_assessment(round_id)
    require(can_run_rating(actor, assessment.village))
    Organisation.objects.select_for_update().get(pk=assessment.village_id)
    return assessment


def require_category(assessment: Assessment, category: str) -> Category:
    table = assessment.round.version.book.categories.get(category)
    if table is None:
        raise NoSuchCategory
    return table


@transaction.atomic
def add_subject(*, actor, round_id: int, category: str, values: SubjectValues) -> Subject:
    """One more on the list, and in the round unless its assessment has begun."""
    assessment = lock_list(round_id, actor)
    table = require_category(assessment, category)
    if kind_of(category) == Kind.ORGANISATION:
        raise OwnOrganisationOnly
    subject = Subject(owner=assessment.village, category=category, kind=kind_of(category))
    write_values(subject, values, table)
    save_tracked(subject, actor=actor, reason=Action.SUBJECT_CHANGED)
    _take_in(assessment, subject, values.previous_level, actor=actor)
    return subject


@transaction.atomic
def add_own_organisation(*, actor, round_id: int, category: str) -> Subject:
    """The village's own organisation, where the book rates its committee or the village itself."""
    assessment = lock_list(round_id, actor)
    require_category(assessment, category)
    if kind_of(category) != Kind.ORGANISATION:
        raise NoSuchCategory
    village = assessment.village
    found = Subject.objects.filter(category=category, organisation=village).first()
    if found and found.left_on is None:
        raise OrganisationAlready
    subject = found or Subject(owner=village, category=category, organisation=village, name=village.name)
    subject.left_on = None
    save_tracked(subject, actor=actor, reason=Action.SUBJECT_CHANGED)
    _take_in(assessment, subject, UNSAID, actor=actor)
    return subject


def _take_in(assessment: Assessment, subject: Subject, level: int | None, *, actor) -> None:
    _record(Action.SUBJECT_CHANGED, assessment, subject, actor=actor)
    if assessment.state == AssessmentState.PREPARING:
        levels = {} if level == UNSAID else {subject.pk: level}
        make_entries(assessment, [subject], actor=actor, levels=levels)


@transaction.atomic
def change_subject(
    *, actor, round_id: int, subject_id: int, values: SubjectValues, user_ids: Iterable[int] | None = None
) -> Subject:
    """`user_ids`: whose own this is (None: as before). The entry of the round follows until the assessment begins."""
    assessment = lock_list(round_id, actor)
    subject = Subject.objects.select_for_update().get(pk=subject_id, owner=assessment.village)
    table, own = require_category(assessment, subject.category), own_subjects(actor, assessment.village)
    write_values(subject, values, table)
    save_tracked(subject, actor=actor, reason=Action.SUBJECT_CHANGED)
    told = {} if user_ids is None else {"people": _link(subject, assessment.village, set(user_ids))}
    _refuse_lost_ties(actor, assessment.village, own)
    if assessment.state == AssessmentState.PREPARING:
        _follow(subject, round_id, values.previous_level, actor=actor)
    _record(Action.SUBJECT_CHANGED, assessment, subject, actor=actor, **told)
    return subject


def _link(subject: Subject, village: Organisation, user_ids: set[int]) -> list[int]:
    """Accounts of people who hold a post in the village. Who was linked before and holds none any more is on no
    form, so that he stays."""
    before = set(subject.people.values_list("pk", flat=True))
    held = User.objects.filter(pk__in=user_ids | before, memberships__in=village.memberships.in_force())
    in_post = set(held.values_list("pk", flat=True))
    if not user_ids <= before | in_post:
        raise NotOfTheVillage
    linked = user_ids | (before - in_post)
    subject.people.set(linked)
    return sorted(linked)


def _refuse_lost_ties(actor, village: Organisation, own: frozenset[int]) -> None:
    """`own`: the actor's before the change. While a round is under way he does not make less of the village his own:
    every rule that nobody decides for himself reads these links."""
    under_way = village.assessments.filter(state__in=UNDER_WAY)
    if not own <= own_subjects(actor, village) and under_way.exists():
        raise OwnLink


def _follow(subject: Subject, round_id: int, level: int | None, *, actor) -> None:
    entry = Entry.objects.filter(round=round_id, subject=subject).first()
    if entry is None:
        return
    level = entry.previous_level if level == UNSAID else level
    if (entry.lifetime, entry.previous_level) != (subject.lifetime, level):
        entry.lifetime, entry.previous_level = subject.lifetime, level
        save_tracked(entry, actor=actor, reason=Action.SUBJECT_CHANGED)


@transaction.atomic
def take_out_subject(*, actor, round_id: int, subject_id: int) -> Subject:
    """Off the list from today on, and out of every round that has not begun; rounds under way keep him."""
    assessment = lock_list(round_id, actor)
    subject = Subject.objects.select_for_update().get(pk=subject_id, owner=assessment.village)
    if subject.left_on:
        raise LeftAlready
    subject.left_on = timezone.localdate()
    save_tracked(subject, actor=actor, reason=Action.SUBJECT_LEFT)
    state = AssessmentState.PREPARING
    for entry in subject.entries.filter(round__assessment__state=state).select_related("declared"):
        remove_entry(entry, actor=actor)
    _record(Action.SUBJECT_LEFT, assessment, subject, actor=actor)
    return subject


@transaction.atomic
def take_back_subject(*, actor, round_id: int, subject_id: int) -> Subject:
    """Taken out by mistake, or come back: on the list again, with his earlier results."""
    assessment = lock_list(round_id, actor)
    subject = Subject.objects.select_for_update().get(pk=subject_id, owner=assessment.village)
    if subject.left_on is None:
        return subject
    refuse_twin(subject)
    subject.left_on = None
    save_tracked(subject, actor=actor, reason=Action.SUBJECT_CHANGED)
    if subject.category in assessment.round.version.book.categories:
        _take_in(assessment, subject, UNSAID, actor=actor)
    return subject


def _record(action: Action, assessment: Assessment, subject: Subject, *, actor, **data) -> None:
    place = {"organisation": assessment.village, "round": assessment.round}
    record(action, actor=actor, **place, subject=subject.pk, category=subject.category, **data)
