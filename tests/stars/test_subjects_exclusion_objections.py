"""Who is not rated objects on his own page: nothing is lost, nothing stays without an answer, nobody else learns of it."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from stars.errors import NotAllowed, ReasonNeeded
from stars.filing_errors import FilingHindered
from stars.models import Event, Exclusion, ExclusionObjection, User
from stars.queries.exclusions import own_decisions
from stars.queries.postings import NOT_RATED_OBJECTS, filing_obstacles
from stars.services.exclusion_objections import answer_exclusion, object_by_slip
from stars.services.rating_rounds import archive_round
from stars.services.slips import make_slips
from stars.slip_errors import (
    AnswerMissing,
    NotADecider,
    NothingToAnswer,
    NotRatedObjects,
    ObjectionWaits,
    OwnDecision,
)
from tests.exclusion_making import exclude, excluded_row, propose, switch_on
from tests.filing_making import file, make_posted
from tests.posting_making import make_rated, post_results
from tests.rating_making import entries_of, make_rating

TEXT = "我上月已经缴清。"


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    found = make_rating(world, "daan")
    switch_on(world, found)
    return found


def first(made):
    return entries_of(made, "household")[0]


def why_code(world, made) -> str:
    told = {"round_id": made.pk, "kind": "why", "category": "household", "entry_ids": [first(made).pk]}
    return make_slips(actor=world.clerk, **told, valid_until=timezone.localdate())[0].code


def object_to(made, text: str = TEXT) -> ExclusionObjection:
    """As if the person had typed it."""
    return ExclusionObjection.objects.create(exclusion=Exclusion.objects.get(entry=first(made)), text=text)


def test_subject_objects_on_his_own_page(world, made):
    found, code = exclude(world, first(made)), why_code(world, made)
    with pytest.raises(ReasonNeeded):
        object_by_slip(code=code, text=" ")

    object_by_slip(code=code, text=TEXT)
    object_by_slip(code=code, text=TEXT)  # the button pressed twice

    assert [one.text for one in found.objections.all()] == [TEXT]


def test_second_objection_writes_over_nothing_and_comes_after_the_answer(world, made):
    found, code = exclude(world, first(made)), why_code(world, made)
    object_by_slip(code=code, text=TEXT)
    with pytest.raises(ObjectionWaits):
        object_by_slip(code=code, text="还有一句。")
    answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="请出示票据。")

    object_by_slip(code=code, text="票据在村部。")

    said = [(one.text, one.answer) for one in found.objections.all()]
    assert said == [(TEXT, "请出示票据。"), ("票据在村部。", "")]


def test_two_objections_never_wait_at_once(world, made):
    exclude(world, first(made))
    object_to(made)
    with pytest.raises(IntegrityError), transaction.atomic():
        object_to(made, "同时写的另一句。")


def test_who_is_rated_or_only_proposed_has_nothing_to_object_to(world, made):
    code = why_code(world, made)
    with pytest.raises(ObjectDoesNotExist):
        object_by_slip(code=code, text=TEXT)
    propose(world, first(made))

    with pytest.raises(ObjectDoesNotExist):
        object_by_slip(code=code, text=TEXT)


def test_those_who_decided_answer_once_and_are_told_that_it_waits(world, made):
    found = exclude(world, first(made))
    with pytest.raises(NothingToAnswer):
        answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="维持")
    object_to(made)
    assert [own_decisions(one, made).to_answer for one in (world.panel, world.clerk)] == [1, 0]
    with pytest.raises(NotADecider):
        answer_exclusion(actor=world.clerk, exclusion_id=found.pk, answer="维持")
    with pytest.raises(AnswerMissing):
        answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer=" ")

    answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="维持")

    with pytest.raises(NothingToAnswer):
        answer_exclusion(actor=world.secretary, exclusion_id=found.pk, answer="不维持")
    assert own_decisions(world.panel, made).to_answer == 0


def test_nobody_answers_about_his_own(world, made):
    found = exclude(world, first(made))
    object_to(made)
    first(made).subject.people.add(world.panel)
    with pytest.raises(OwnDecision):
        answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="维持")


def test_objection_and_answer_leave_no_event(world, made):
    found, code = exclude(world, first(made)), why_code(world, made)
    events = Event.objects.count()
    object_by_slip(code=code, text=TEXT)
    answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="维持")

    assert Event.objects.count() == events


def test_whoever_left_the_village_answers_nothing_more(world, made):
    found = exclude(world, first(made))
    said = object_to(made)
    world.panel.memberships.all().delete()

    with pytest.raises(NotAllowed):
        answer_exclusion(actor=User.objects.get(pk=world.panel.pk), exclusion_id=found.pk, answer="维持")

    said.refresh_from_db()
    assert said.answer == ""


def test_results_are_not_posted_while_it_waits(world):
    made = make_rated(world)
    found = excluded_row(world, first(made))
    object_to(made)
    with pytest.raises(NotRatedObjects):
        post_results(world, made)
    answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="维持")

    post_results(world, made)


def test_round_is_neither_filed_nor_archived_while_it_waits(world):
    made = make_posted(world, household=3)
    found = excluded_row(world, first(made))
    object_to(made)
    assert filing_obstacles(made) == [NOT_RATED_OBJECTS]
    with pytest.raises(FilingHindered):
        file(world, made)
    with pytest.raises(NotRatedObjects):
        archive_round(actor=world.secretary, round_id=made.pk)

    answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="维持")

    assert filing_obstacles(made) == []
