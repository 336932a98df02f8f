"""Targets and applications: what the book allows, who decides, and nobody for himself."""

import datetime

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState, TargetState
from stars.errors import NotAllowed, ReasonNeeded, Stale, WrongState
from stars.models import Event, SelfCheck, Subject, Target
from stars.preparing_errors import (
    DayAhead,
    KindNotInBook,
    NoApplications,
    NoApproval,
    NothingDeclared,
    NothingToKeep,
    OwnTarget,
    RoundBegun,
    TargetApproved,
    TargetNotAbove,
    TargetNotKept,
    UnknownItem,
    WrongTargetLevel,
)
from stars.services.applications import record_applications
from stars.services.target_decisions import decide_all_targets, decide_target
from stars.services.targets import declare_target
from stars.slip_errors import NobodyChosen
from stars.subject_errors import PersonalNumber
from tests.rating_making import entries_of, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "shimen", cadre=3)


def first(made, category="cadre"):
    return entries_of(made, category)[0]


def declare(world, entry, kind="promote", level=4, **more) -> Target:
    told = {"actor": world.clerk, "round_id": entry.round_id, "entry_id": entry.pk}
    return declare_target(**{**told, "kind": kind, "level": level, **more})


def decide(world, target, approve=True, **more) -> Target:
    told = {"actor": world.secretary, "round_id": target.entry.round_id, "entry_id": target.entry_id}
    return decide_target(**{**told, "version": target.version, "approve": approve, **more})


def held(entry, level):
    entry.previous_level = level
    entry.save()
    return entry


@pytest.mark.parametrize(
    ("before", "kind", "level", "refused"),
    [
        (None, "promote", 5, None),
        (None, "keep", 3, None),
        (3, "promote", 4, None),
        (3, "keep", 3, None),
        (0, "promote", 1, None),
        (3, "promote", 3, TargetNotAbove),
        (3, "promote", 2, TargetNotAbove),
        (3, "keep", 4, TargetNotKept),
        (0, "keep", 0, WrongTargetLevel),
        (0, "keep", 1, NothingToKeep),
        (None, "promote", 6, WrongTargetLevel),
        (None, "climb", 4, KindNotInBook),
    ],
)
def test_target_goes_above_the_level_before_or_keeps_it(world, made, before, kind, level, refused):
    entry = held(first(made), before)
    if refused:
        with pytest.raises(refused):
            declare(world, entry, kind, level)
        assert not Target.objects.exists()
    else:
        assert declare(world, entry, kind, level).state == TargetState.DECLARED


def test_daan_knows_no_keeping_and_no_approval(world):
    entry = first(make_rating(world, "daan"))
    with pytest.raises(KindNotInBook):
        declare(world, entry, "keep")
    target = declare(world, entry)

    with pytest.raises(NoApproval):
        decide(world, target)


def test_target_carries_note_self_check_and_history(world):
    entry = first(make_rating(world, "daan"))
    checks = {"loyal.policy": ("yes", "宣讲三次"), "serve": ("partly", "")}
    target = declare(world, entry, note="门前还要收拾", checks=checks)

    assert set(SelfCheck.objects.values_list("item", "answer", "note")) == {
        ("loyal.policy", "yes", "宣讲三次"),
        ("serve", "partly", ""),
    }
    assert (target.declared_by, target.history.first().history_user) == (world.clerk, world.clerk)


@pytest.mark.parametrize(
    "checks", [{"unknown": ("yes", "")}, {"serve": ("na", "")}, {"serve": ("maybe", "")}]
)
def test_self_check_of_what_the_book_does_not_have_is_refused_with_the_target(world, checks):
    entry = first(make_rating(world, "daan"))
    with pytest.raises(UnknownItem):
        declare(world, entry, checks=checks)

    assert not Target.objects.exists()


def test_note_with_an_id_number_is_refused(world, made):
    with pytest.raises(PersonalNumber):
        declare(world, first(made), note="身份证110101199001011234")


def test_old_page_overwrites_nothing(world, made):
    target = declare(world, first(made))
    with pytest.raises(Stale):
        declare(world, first(made), level=5)

    assert declare(world, first(made), level=5, version=target.version).level == 5


def test_refused_target_is_declared_again_and_the_reason_goes(world, made):
    target = decide(world, declare(world, first(made)), approve=False, reason="请先补齐学习记录")
    assert (target.state, target.decision_note) == (TargetState.REFUSED, "请先补齐学习记录")

    again = declare(world, first(made), level=3, version=target.version)

    assert (again.state, again.decision_note, again.decided_by) == (TargetState.DECLARED, "", None)


def test_refusal_needs_its_reason_and_keeps_the_target_declared(world, made):
    target = declare(world, first(made))
    with pytest.raises(ReasonNeeded):
        decide(world, target, approve=False, reason=" ")

    target.refresh_from_db()
    assert target.state == TargetState.DECLARED


def test_approved_target_stays(world, made):
    target = decide(world, declare(world, first(made)))
    with pytest.raises(TargetApproved):
        declare(world, first(made), level=5, version=target.version)
    with pytest.raises(WrongState):
        decide(world, target, approve=False, reason="反悔")


def test_decision_on_what_has_changed_meanwhile_is_refused(world, made):
    seen = declare(world, first(made))
    declare(world, first(made), level=5, version=seen.version)

    with pytest.raises(Stale):
        decide(world, seen)


def test_all_declared_targets_of_a_category_are_decided_at_once(world, made):
    for entry in entries_of(made, "cadre"):
        declare(world, entry)

    told = {"round_id": made.pk, "category": "cadre", "approve": True}
    assert decide_all_targets(actor=world.secretary, **told) == 3
    with pytest.raises(NothingDeclared):
        decide_all_targets(actor=world.secretary, **told)

    assert set(Target.objects.values_list("state", flat=True)) == {"approved"}


def own(person, entry) -> None:
    Subject.objects.get(pk=entry.subject_id).people.add(person)


def test_secretary_decides_neither_on_his_own_nor_on_what_he_entered(world, made):
    entries = entries_of(made, "cadre")
    own(world.secretary, entries[0])
    his, typed, other = declare(world, entries[0]), None, declare(world, entries[2])
    typed = declare(world, entries[1], actor=world.secretary)

    for target in (his, typed):
        with pytest.raises(OwnTarget):
            decide(world, target)
    told = {"round_id": made.pk, "category": "cadre", "approve": True}
    assert decide_all_targets(actor=world.secretary, **told) == 1
    other.refresh_from_db()
    assert other.state == TargetState.APPROVED


def test_clerk_decides_where_every_secretary_is_barred(world, made):
    entries = entries_of(made, "cadre")
    typed = declare(world, entries[0], actor=world.secretary)
    other = declare(world, entries[1])

    assert decide(world, typed, actor=world.clerk).state == TargetState.APPROVED
    with pytest.raises(NotAllowed):
        decide(world, other, actor=world.clerk)


def test_household_of_the_secretary_is_his_own(world):
    made = make_rating(world, "shimen", household=1, cadre=1)
    entry = first(made, "household")
    person = first(made, "cadre").subject
    person.household = entry.subject
    person.save()
    person.people.add(world.secretary)
    target = declare(world, entry)

    with pytest.raises(OwnTarget):
        decide(world, target)


@pytest.mark.parametrize("state", [state for state in AssessmentState if state != "preparing"])
def test_targets_and_applications_stay_once_the_assessment_has_begun(world, state):
    begun = make_rating(world, "shimen", cadre=1, state=state)
    told = {"round_id": begun.pk, "entry_ids": [first(begun).pk], "applied_on": timezone.localdate()}

    with pytest.raises(RoundBegun):
        declare(world, first(begun))
    with pytest.raises(RoundBegun):
        record_applications(actor=world.clerk, **told)


@pytest.mark.parametrize("who", ["member", "panel", "counter", "other_clerk", "reviewer", "administrator"])
def test_targets_are_entered_by_clerk_and_secretary_only(world, made, who):
    actor = getattr(world, who)
    told = {"round_id": made.pk, "entry_ids": [first(made).pk], "applied_on": timezone.localdate()}

    with pytest.raises(NotAllowed):
        declare(world, first(made), actor=actor)
    with pytest.raises(NotAllowed):
        record_applications(actor=actor, **told)


def test_applications_are_recorded_from_papers_and_taken_back(world, made):
    keys, day = [entry.pk for entry in entries_of(made, "cadre")], timezone.localdate()
    told = {"actor": world.clerk, "round_id": made.pk}

    assert record_applications(**told, entry_ids=keys[:2], applied_on=day) == 2
    assert record_applications(**told, entry_ids=keys[:1], applied_on=None) == 1
    assert [entry.applied_on for entry in entries_of(made, "cadre")] == [None, day, None]
    assert Event.objects.filter(action="applied").count() == 3


def test_application_of_tomorrow_or_of_nobody_is_refused(world, made):
    told = {"actor": world.clerk, "round_id": made.pk}
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)

    with pytest.raises(DayAhead):
        record_applications(**told, entry_ids=[first(made).pk], applied_on=tomorrow)
    with pytest.raises(NobodyChosen):
        record_applications(**told, entry_ids=[0], applied_on=timezone.localdate())


def test_daan_asks_nobody_to_apply(world):
    made = make_rating(world, "daan")
    with pytest.raises(NoApplications):
        record_applications(
            actor=world.clerk,
            round_id=made.pk,
            entry_ids=[first(made).pk],
            applied_on=timezone.localdate(),
        )
