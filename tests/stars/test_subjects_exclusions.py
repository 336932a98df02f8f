"""Not rating somebody: under a ground in force, confirmed by each who decides, and nothing of it anywhere else."""

import datetime
import json

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import NotAllowed, WrongState
from stars.models import Event, Exclusion, ExclusionDecider, ExclusionObjection, Subject, User
from stars.panel_errors import NotReady
from stars.preparing_errors import DayAhead
from stars.queries.entries import clause_of, entries_to_rate
from stars.queries.exclusions import exclusion_of, exclusions_of, own_decisions, usable_grounds
from stars.queries.meeting_scope import assessable
from stars.services.exclusions import confirm_exclusion, decline_exclusion, lift_exclusion
from stars.services.results import rate_round
from stars.slip_errors import (
    ConfirmedAlready,
    DeciderConcerned,
    ExcludedAlready,
    GroundOff,
    NotADecider,
    NotConfirmed,
    OwnDecision,
    ProposerDecides,
    TwoDeciders,
)
from tests.exclusion_making import CLAUSE, exclude, propose, switch_on
from tests.panel_making import ballots, make_ready
from tests.rating_making import entries_of, make_rating

OWN_TABLES = {Exclusion, ExclusionDecider, ExclusionObjection}


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "daan")


def first(made):
    return entries_of(made, "household")[0]


def belongs_to(entry, person) -> None:
    Subject.objects.get(pk=entry.subject_id).people.add(person)


def test_every_ground_is_off_until_the_county_switches_it_on(world, made):
    assert usable_grounds(made) == []
    with pytest.raises(GroundOff):
        propose(world, first(made))

    switch_on(world, made)

    assert [ground.clause for ground in usable_grounds(made)] == [CLAUSE]
    assert exclude(world, first(made)).clause == CLAUSE


@pytest.mark.parametrize("clause", ["8.1", "8.6"])
def test_ground_that_punishes_a_right_is_never_in_force(world, made, clause):
    switch_on(world, made, clause)
    with pytest.raises(GroundOff):
        propose(world, first(made), clause=clause)


def test_ground_that_the_county_ended_is_off_and_confirms_nothing(world, made):
    given = switch_on(world, made)
    waiting = propose(world, first(made))
    given.ended_on = timezone.localdate()
    given.save()

    with pytest.raises(GroundOff):
        propose(world, entries_of(made, "household")[1])
    with pytest.raises(GroundOff):
        confirm_exclusion(actor=world.panel, exclusion_id=waiting.pk)


def test_two_people_of_the_village_decide_one_of_whom_proposes(world, made):
    switch_on(world, made)
    cases = [
        ([world.secretary], TwoDeciders),
        ([world.secretary, world.other_panel], TwoDeciders),
        ([world.secretary, world.nobody], TwoDeciders),
        ([], ProposerDecides),
        ([world.panel, world.second_panel], ProposerDecides),
    ]
    for people, refusal in cases:
        with pytest.raises(refusal):
            propose(world, first(made), decider_ids=[person.pk for person in people])


@pytest.mark.parametrize(("login", "refusal"), [("panel", DeciderConcerned), ("secretary", OwnDecision)])
def test_nobody_proposes_or_decides_on_his_own_household(world, made, login, refusal):
    switch_on(world, made)
    belongs_to(first(made), getattr(world, login))

    with pytest.raises(refusal):
        propose(world, first(made))


def test_whoever_became_concerned_may_decline_and_not_confirm(world, made):
    switch_on(world, made)
    waiting = propose(world, first(made))
    belongs_to(first(made), world.panel)

    with pytest.raises(OwnDecision):
        confirm_exclusion(actor=world.panel, exclusion_id=waiting.pk)
    decline_exclusion(actor=world.panel, exclusion_id=waiting.pk)

    assert not Exclusion.objects.exists()


def test_decision_of_tomorrow_and_a_second_one_are_refused(world, made):
    switch_on(world, made)
    with pytest.raises(DayAhead):
        propose(world, first(made), decided_on=timezone.localdate() + datetime.timedelta(days=1))
    propose(world, first(made))

    with pytest.raises(ExcludedAlready):
        propose(world, first(made))


@pytest.mark.parametrize("state", [s for s in AssessmentState if s not in ("preparing", "assessing")])
def test_decision_comes_before_the_results(world, state):
    made = make_rating(world)
    switch_on(world, made)
    entry, other = entries_of(made, "household")[:2]
    waiting = propose(world, other)
    made.assessment.state = state
    made.assessment.save()

    for step in (confirm_exclusion, decline_exclusion, lift_exclusion):
        with pytest.raises(WrongState):
            step(actor=world.panel, exclusion_id=waiting.pk)
    with pytest.raises(WrongState):
        propose(world, entry)


@pytest.mark.parametrize("who", ["clerk", "panel", "member", "other_secretary", "approver", "administrator"])
def test_only_the_secretary_proposes_it(world, made, who):
    switch_on(world, made)
    with pytest.raises(NotAllowed):
        propose(world, first(made), actor=getattr(world, who))


def counts(made, entry) -> tuple[bool, str, bool]:
    """Not on a ballot; the clause that the engine is told; told to the subject."""
    on_ballot = assessable(made, ["household"]).filter(pk=entry.pk).exists()
    clause = clause_of(entries_to_rate(made, "household").get(pk=entry.pk))
    return not on_ballot, clause, exclusion_of(entry) is not None


def test_it_counts_nowhere_before_the_last_one_named_has_confirmed(world, made):
    switch_on(world, made)
    people = [world.secretary, world.panel, world.counter]
    found = propose(world, first(made), decider_ids=[person.pk for person in people])
    assert counts(made, first(made)) == (False, "", False)

    confirm_exclusion(actor=world.panel, exclusion_id=found.pk)
    confirm_exclusion(actor=world.panel, exclusion_id=found.pk)  # twice is once
    assert counts(made, first(made)) == (False, "", False)
    confirm_exclusion(actor=world.counter, exclusion_id=found.pk)

    assert counts(made, first(made)) == (True, CLAUSE, True)


def test_no_decider_stands_twice_in_one_decision(world, made):
    switch_on(world, made)
    found = propose(world, first(made))
    with pytest.raises(IntegrityError), transaction.atomic():
        ExclusionDecider.objects.create(exclusion=found, user=world.panel, confirmed=True)


def test_proposal_is_declined_and_a_decision_taken_back(world, made):
    switch_on(world, made)
    waiting = propose(world, first(made))
    with pytest.raises(NotConfirmed):
        lift_exclusion(actor=world.panel, exclusion_id=waiting.pk)
    decline_exclusion(actor=world.panel, exclusion_id=waiting.pk)
    found = exclude(world, first(made))
    with pytest.raises(ConfirmedAlready):
        decline_exclusion(actor=world.panel, exclusion_id=found.pk)

    lift_exclusion(actor=world.secretary, exclusion_id=found.pk)

    assert [model.objects.count() for model in OWN_TABLES] == [0, 0, 0]


def test_only_those_named_see_it_confirm_decline_and_lift_it(world, made):
    switch_on(world, made)
    found = propose(world, first(made))
    people = (world.secretary, world.panel, world.clerk, world.second_panel, world.reviewer, world.auditor)

    assert [list(exclusions_of(person, made)) == [found] for person in people] == [True] * 2 + [False] * 4
    for person in people[2:]:
        for step in (confirm_exclusion, decline_exclusion, lift_exclusion):
            with pytest.raises(NotADecider):
                step(actor=person, exclusion_id=found.pk)


@pytest.mark.parametrize("step", [confirm_exclusion, decline_exclusion, lift_exclusion])
def test_whoever_left_the_village_decides_nothing_more(world, made, step):
    switch_on(world, made)
    found = (exclude if step is lift_exclusion else propose)(world, first(made))
    world.panel.memberships.all().delete()

    with pytest.raises(NotAllowed):
        step(actor=User.objects.get(pk=world.panel.pk), exclusion_id=found.pk)

    assert Exclusion.objects.filter(pk=found.pk).exists()


def test_results_wait_for_the_confirmation_and_others_learn_no_name(world):
    made = make_rating(world, state="assessing", household=2)
    make_ready(world, made, {"household": [ballots("l4")] * 2})
    switch_on(world, made)
    found = propose(world, first(made))

    told = {}
    for login in ("secretary", "clerk"):
        with pytest.raises(NotReady) as refused:
            rate_round(actor=getattr(world, login), round_id=made.pk)
        told[login] = str(refused.value.message)
    assert "人panel" in told["secretary"]
    assert not any(words in told["clerk"] for words in ("人panel", "人secretary", CLAUSE, "household1"))
    confirm_exclusion(actor=world.panel, exclusion_id=found.pk)

    assert len(rate_round(actor=world.clerk, round_id=made.pk).made) == 1


def test_decider_is_told_what_waits_for_him(world, made, django_assert_num_queries):
    switch_on(world, made)
    propose(world, first(made))

    with django_assert_num_queries(3):
        own = [own_decisions(person, made) for person in (world.panel, world.secretary, world.clerk)]

    assert [(one.all, one.to_confirm, one.to_answer) for one in own] == [(1, 1, 0), (1, 0, 0), (0, 0, 0)]


def everything_but_exclusions() -> dict[str, int]:
    """Rows of every table but those of the decision itself."""
    return {m._meta.label: m._base_manager.count() for m in apps.get_models() if m not in OWN_TABLES}


def test_nothing_of_it_is_written_anywhere_else(world, made):
    switch_on(world, made)
    before, events = everything_but_exclusions(), list(Event.objects.values())

    declined = propose(world, first(made))
    decline_exclusion(actor=world.panel, exclusion_id=declined.pk)
    found = exclude(world, first(made))
    lift_exclusion(actor=world.panel, exclusion_id=found.pk)

    assert everything_but_exclusions() == before
    assert list(Event.objects.values()) == events


def test_it_has_no_history_no_time_of_day_and_only_its_own_rows_point_at_it():
    related = {field.related_model for field in Exclusion._meta.get_fields() if field.auto_created}
    kinds = {field.get_internal_type() for model in OWN_TABLES for field in model._meta.fields}
    historical = json.dumps([model._meta.label for model in apps.get_models() if hasattr(model, "history")])

    assert not any(hasattr(model, "history") for model in OWN_TABLES)
    assert related - {None} == OWN_TABLES - {Exclusion}
    assert not kinds & {"DateTimeField", "TimeField"}
    assert "Exclusion" not in historical


def test_person_who_is_rated_is_told_of_no_decision(world, made):
    with pytest.raises(ObjectDoesNotExist):
        confirm_exclusion(actor=world.secretary, exclusion_id=1)
    assert exclusion_of(first(made)) is None
