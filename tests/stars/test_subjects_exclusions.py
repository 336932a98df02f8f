"""Not rating somebody: only under a ground in force, and nothing of it anywhere else."""

import datetime
import json

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import NotAllowed, ReasonNeeded, WrongState
from stars.models import Event, Exclusion, GroundPermission, Subject
from stars.preparing_errors import DayAhead
from stars.queries.exclusions import exclusions_of, usable_grounds
from stars.services.exclusions import answer_exclusion, exclude_entry, lift_exclusion, object_by_slip
from stars.services.slips import make_slips
from stars.slip_errors import DeciderConcerned, ExcludedAlready, GroundOff, NotADecider, TwoDeciders
from tests.rating_making import entries_of, make_rating

CLAUSE = "8.5"


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "daan")


def switch_on(world, made, clause: str = CLAUSE) -> GroundPermission:
    told = {"county": world.county, "rulebook": made.version.rulebook, "clause": clause}
    told |= {"legal_basis": "某条例第三条", "given_by": world.administrator, "given_on": timezone.localdate()}
    return GroundPermission.objects.create(**told)


def exclude(world, entry, **more) -> Exclusion:
    deciders = [world.secretary.pk, world.panel.pk]
    told = {"actor": world.secretary, "round_id": entry.round_id, "entry_id": entry.pk, "clause": CLAUSE}
    return exclude_entry(**{**told, "decider_ids": deciders, "decided_on": timezone.localdate(), **more})


def first(made):
    return entries_of(made, "household")[0]


def test_every_ground_is_off_until_the_county_switches_it_on(world, made):
    assert usable_grounds(made) == []
    with pytest.raises(GroundOff):
        exclude(world, first(made))

    switch_on(world, made)

    assert [ground.clause for ground in usable_grounds(made)] == [CLAUSE]
    assert exclude(world, first(made)).clause == CLAUSE


@pytest.mark.parametrize("clause", ["8.1", "8.6"])
def test_ground_that_punishes_a_right_is_never_in_force(world, made, clause):
    switch_on(world, made, clause)
    with pytest.raises(GroundOff):
        exclude(world, first(made), clause=clause)


def test_ground_that_the_county_ended_is_off(world, made):
    given = switch_on(world, made)
    given.ended_on = timezone.localdate()
    given.save()

    with pytest.raises(GroundOff):
        exclude(world, first(made))


def test_two_people_of_the_village_decide(world, made):
    switch_on(world, made)
    for people in ([], [world.secretary], [world.secretary, world.other_panel], [world.panel, world.nobody]):
        with pytest.raises(TwoDeciders):
            exclude(world, first(made), decider_ids=[person.pk for person in people])


def test_nobody_decides_on_his_own_household(world, made):
    switch_on(world, made)
    Subject.objects.get(pk=first(made).subject_id).people.add(world.panel)

    with pytest.raises(DeciderConcerned):
        exclude(world, first(made))


def test_decision_of_tomorrow_and_a_second_one_are_refused(world, made):
    switch_on(world, made)
    with pytest.raises(DayAhead):
        exclude(world, first(made), decided_on=timezone.localdate() + datetime.timedelta(days=1))
    exclude(world, first(made))

    with pytest.raises(ExcludedAlready):
        exclude(world, first(made))


@pytest.mark.parametrize("state", [s for s in AssessmentState if s not in ("preparing", "assessing")])
def test_decision_comes_before_the_results(world, state):
    made = make_rating(world, state=state)
    switch_on(world, made)
    with pytest.raises(WrongState):
        exclude(world, first(made))


@pytest.mark.parametrize("who", ["clerk", "panel", "member", "other_secretary", "approver", "administrator"])
def test_only_the_secretary_records_it(world, made, who):
    switch_on(world, made)
    with pytest.raises(NotAllowed):
        exclude(world, first(made), actor=getattr(world, who))


def test_only_the_deciders_see_answer_and_lift_it(world, made):
    switch_on(world, made)
    found = exclude(world, first(made))
    people = (world.secretary, world.panel, world.clerk, world.second_panel, world.reviewer, world.auditor)

    assert [list(exclusions_of(person, made)) == [found] for person in people] == [True] * 2 + [False] * 4
    for person in people[2:]:
        with pytest.raises(NotADecider):
            answer_exclusion(actor=person, exclusion_id=found.pk, answer="不改")
        with pytest.raises(NotADecider):
            lift_exclusion(actor=person, exclusion_id=found.pk)
    answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="已补缴，恢复参评")
    lift_exclusion(actor=world.secretary, exclusion_id=found.pk)

    assert not Exclusion.objects.exists()


def why_code(world, made, entry) -> str:
    told = {"round_id": made.pk, "kind": "why", "category": "household", "entry_ids": [entry.pk]}
    return make_slips(actor=world.clerk, **told, valid_until=timezone.localdate())[0].code


def test_subject_objects_on_his_own_page(world, made):
    switch_on(world, made)
    found = exclude(world, first(made))
    code = why_code(world, made, first(made))
    with pytest.raises(ReasonNeeded):
        object_by_slip(code=code, text=" ")

    object_by_slip(code=code, text="我上月已经缴清。")

    found.refresh_from_db()
    assert found.objection == "我上月已经缴清。"


def test_subject_who_is_rated_has_nothing_to_object_to(world, made):
    code = why_code(world, made, first(made))
    with pytest.raises(ObjectDoesNotExist):
        object_by_slip(code=code, text="x")


def everything_but_exclusions() -> dict[str, int]:
    """Rows of every table but those of the decision itself."""
    own = {Exclusion, Exclusion.deciders.through}
    return {model._meta.label: model._base_manager.count() for model in apps.get_models() if model not in own}


def test_nothing_of_it_is_written_anywhere_else(world, made):
    switch_on(world, made)
    before, events = everything_but_exclusions(), list(Event.objects.values())

    found = exclude(world, first(made))
    answer_exclusion(actor=world.panel, exclusion_id=found.pk, answer="维持")
    lift_exclusion(actor=world.panel, exclusion_id=found.pk)

    assert everything_but_exclusions() == before
    assert list(Event.objects.values()) == events


def test_it_has_no_history_and_nothing_points_at_it():
    related = [field for field in Exclusion._meta.get_fields() if field.auto_created and not field.concrete]

    assert not hasattr(Exclusion, "history")
    assert related == []
    assert (
        "exclusion"
        not in json.dumps(
            [model._meta.label for model in apps.get_models() if "istorical" in model._meta.label]
        ).lower()
    )
