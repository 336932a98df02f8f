"""The village's list by hand, and who of it is in the round."""

import datetime

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import NotAllowed, TooLong
from stars.models import Entry, Event, RatingRun, Result, Subject, Target
from stars.preparing_errors import EntryInUse, RoundBegun
from stars.services.entries import take_in_subjects, take_out_entry
from stars.services.subject_checks import SubjectValues
from stars.services.subjects import (
    add_own_organisation,
    add_subject,
    change_subject,
    take_back_subject,
    take_out_subject,
)
from stars.services.targets import declare_target
from stars.subject_errors import (
    HouseholdPlaceMissing,
    LeftAlready,
    NameMissing,
    NamesakeHere,
    NoLifetime,
    NoSuchCategory,
    NotOfTheVillage,
    NumberTaken,
    OrganisationAlready,
    OwnLink,
    OwnOrganisationOnly,
    PersonalNumber,
    WrongHousehold,
)
from tests.rating_making import entries_of, make_rating, make_subject


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "dashui", cadre=0)


HOUSE = {"name": "张三", "group": "一组", "number": "001"}


def add(world, made, category="household", actor=None, **values) -> Subject:
    told = {"actor": actor or world.clerk, "round_id": made.pk, "category": category}
    return add_subject(**told, values=SubjectValues(**(values or HOUSE)))


def change(world, made, subject, user_ids=None, actor=None, **values) -> Subject:
    told = {
        "actor": actor or world.clerk,
        "round_id": made.pk,
        "subject_id": subject.pk,
        "user_ids": user_ids,
    }
    return change_subject(**told, values=SubjectValues(**values))


def test_subject_by_hand_is_on_the_list_and_in_the_round(world, made):
    subject = add(world, made, "cadre", name=" 王 伟 ", lifetime=True, previous_level=4)

    assert (subject.kind, subject.name, subject.owner) == ("person", "王 伟", world.village)
    entry = Entry.objects.get(subject=subject)
    assert (entry.round, entry.lifetime, entry.previous_level) == (made, True, 4)
    assert Event.objects.get(action="subject_changed").data["subject"] == subject.pk


@pytest.mark.parametrize(
    ("category", "values", "refused"),
    [
        ("household", {"name": "张三", "group": "一组"}, HouseholdPlaceMissing),
        ("household", {"name": "张三", "number": "001"}, HouseholdPlaceMissing),
        ("household", {"name": " ", "group": "一组", "number": "001"}, NameMissing),
        ("household", {"name": "张三", "group": "一组", "number": "110101199001011234"}, PersonalNumber),
        ("household", HOUSE | {"lifetime": True}, NoLifetime),
        ("cadre", {"name": "王伟 13812345678"}, PersonalNumber),
        ("cadre", {"name": "王" * 101}, TooLong),
        ("cadre", {"name": "王伟", "household_id": 0}, WrongHousehold),
        ("orchard", {"name": "王伟"}, NoSuchCategory),
    ],
)
def test_subject_that_does_not_fit_is_refused(world, made, category, values, refused):
    with pytest.raises(refused):
        add(world, made, category, **values)

    assert not Subject.objects.exists()


def test_household_number_and_namesake_are_there_once(world, made):
    add(world, made)
    add(world, made, "cadre", name="王伟")

    with pytest.raises(NumberTaken):
        add(world, made, name="李四", group="一组", number="001")
    with pytest.raises(NamesakeHere):
        add(world, made, "cadre", name="王伟")
    assert add(world, made, "cadre", name="王伟", alias="会计").label == "王伟（会计）"
    assert add(world, made, name="李四", group="二组", number="001")


def test_committee_is_the_villages_own_organisation(world):
    made = make_rating(world, "shimen", cadre=0)
    told = {"actor": world.clerk, "round_id": made.pk}
    with pytest.raises(OwnOrganisationOnly):
        add(world, made, "committee", name="总支")

    subject = add_own_organisation(**told, category="committee")

    assert (subject.organisation, subject.kind) == (world.village, "organisation")
    assert [entry.subject for entry in made.entries.all()] == [subject]
    with pytest.raises(OrganisationAlready):
        add_own_organisation(**told, category="committee")
    with pytest.raises(NoSuchCategory):
        add_own_organisation(**told, category="cadre")


def test_account_and_household_are_linked(world, made):
    house, cadre = add(world, made), add(world, made, "cadre", name="王伟")

    change(world, made, cadre, name="王伟", household_id=house.pk, user_ids=[world.panel.pk])

    cadre.refresh_from_db()
    assert (cadre.household, list(cadre.people.all())) == (house, [world.panel])
    assert Event.objects.filter(action="subject_changed").last().data["people"] == [world.panel.pk]


def test_account_of_another_village_is_not_linked_and_nothing_changed(world, made):
    cadre = add(world, made, "cadre", name="王伟")
    with pytest.raises(NotOfTheVillage):
        change(world, made, cadre, name="王为", user_ids=[world.other_panel.pk])

    cadre.refresh_from_db()
    assert (cadre.name, cadre.people.count()) == ("王伟", 0)


@pytest.mark.parametrize("state", AssessmentState)
@pytest.mark.parametrize("lost", ["account", "household"])
def test_nobody_loosens_what_is_his_own_while_a_round_is_under_way(world, made, state, lost):
    house = add(world, made)
    cadre = add(world, made, "cadre", name="王伟", household_id=house.pk)
    cadre.people.add(world.clerk)
    type(made.assessment).objects.get(round=made).delete()
    type(made.assessment)(round=made, village=world.village, township=world.township, state=state).save()
    told = {"name": "王伟", "household_id": house.pk if lost == "account" else None}
    told |= {"user_ids": [] if lost == "account" else [world.clerk.pk]}

    if state in ("preparing", "in_force", "archived"):
        change(world, made, cadre, **told)
        return
    with pytest.raises(OwnLink):
        change(world, made, cadre, **told)
    cadre.refresh_from_db()
    assert (cadre.household, list(cadre.people.all())) == (house, [world.clerk])
    change(world, made, cadre, actor=world.secretary, **told)


def test_account_whose_post_ended_stays_linked_when_the_form_is_saved(world, made):
    cadre = add(world, made, "cadre", name="王伟")
    cadre.people.add(world.other_panel, world.panel)

    change(world, made, cadre, name="王伟", user_ids=[world.clerk.pk])

    assert set(cadre.people.all()) == {world.other_panel, world.clerk}


def test_entry_follows_its_subject_until_the_assessment_begins(world, made):
    cadre = add(world, made, "cadre", name="王伟")
    change(world, made, cadre, name="王伟", lifetime=True, previous_level=3)
    entry = Entry.objects.get(subject=cadre)
    assert (entry.lifetime, entry.previous_level) == (True, 3)

    made.assessment.state = AssessmentState.ASSESSING
    made.assessment.save()
    change(world, made, cadre, name="王伟", lifetime=False)

    entry.refresh_from_db()
    cadre.refresh_from_db()
    assert (cadre.lifetime, entry.lifetime, entry.previous_level) == (False, True, 3)


def test_subject_taken_out_leaves_rounds_that_have_not_begun(world, made):
    made.title = "今年"
    made.save()
    begun = make_rating(world, "daan", state="assessing", cadre=0)
    house = add(world, made)
    Entry(round=begun, subject=house).save()

    take_out_subject(actor=world.clerk, round_id=made.pk, subject_id=house.pk)

    house.refresh_from_db()
    assert house.left_on == timezone.localdate()
    assert [entry.round for entry in house.entries.all()] == [begun]
    with pytest.raises(LeftAlready):
        take_out_subject(actor=world.clerk, round_id=made.pk, subject_id=house.pk)


def test_subject_taken_back_is_on_the_list_and_in_the_round_again(world, made):
    house = add(world, made)
    told = {"actor": world.clerk, "round_id": made.pk, "subject_id": house.pk}
    take_out_subject(**told)
    add(world, made)
    with pytest.raises(NumberTaken):
        take_back_subject(**told)

    other = Subject.objects.present().get()
    take_out_subject(**{**told, "subject_id": other.pk})
    take_back_subject(**told)

    assert [entry.subject for entry in made.entries.all()] == [house]


def test_all_present_subjects_of_the_books_categories_are_taken_in_once(world, made):
    here = [make_subject(world, "household", number) for number in (1, 2)]
    make_subject(world, "household", 3, left_on=timezone.localdate() - datetime.timedelta(days=1))
    make_subject(world, "service", 4)
    make_subject(world, "household", 5, village=world.other_village)
    told = {"actor": world.clerk, "round_id": made.pk}

    assert (take_in_subjects(**told), take_in_subjects(**told)) == (2, 0)
    assert {entry.subject for entry in made.entries.all()} == set(here)


def settled(world, year: int, level: int | None, subject: Subject, state="in_force"):
    made = make_rating(world, "dashui", state=state, cadre=0)
    made.year, made.title = year, str(year)
    made.save()
    entry = Entry(round=made, subject=subject)
    entry.save()
    told = {"round": made, "category": subject.category, "number": 1, "digest": "0" * 64}
    run = RatingRun.objects.create(**told, content={"ties": []}, made_by=world.secretary)
    Result.objects.create(run=run, entry=entry, level=level, explanation=[])


@pytest.mark.parametrize(
    ("earlier", "level"),
    [
        ([(2023, 2, "archived"), (2024, 4, "in_force")], 4),
        ([(2023, 2, "archived"), (2024, None, "in_force")], 2),
        ([(2024, 0, "in_force")], 0),
        ([(2024, 4, "filed")], None),
        ([(2030, 4, "in_force")], None),
    ],
)
def test_level_before_is_the_newest_that_is_in_force(world, earlier, level):
    subject = make_subject(world, "household", 1)
    for year, was, state in earlier:
        settled(world, year, was, subject, state)
    made = make_rating(world, "dashui", cadre=0)
    made.year, made.title = 2026, "今年"
    made.save()

    take_in_subjects(actor=world.clerk, round_id=made.pk)

    assert made.entries.get().previous_level == level


def test_entry_taken_out_goes_with_its_target_and_the_subject_stays(world, made):
    house = add(world, made)
    entry = Entry.objects.get(subject=house)
    told = {"actor": world.clerk, "round_id": made.pk, "entry_id": entry.pk}
    declare_target(**told, kind="promote", level=4)

    take_out_entry(**told)

    assert (Entry.objects.count(), Target.objects.count(), Subject.objects.present().count()) == (0, 0, 1)


def test_entry_on_which_something_rests_stays(world, made):
    entry = Entry.objects.get(subject=add(world, made))
    run = RatingRun.objects.create(
        round=made, category="household", number=1, content={}, digest="0" * 64, made_by=world.secretary
    )
    Result.objects.create(run=run, entry=entry, explanation=[])

    with pytest.raises(EntryInUse):
        take_out_entry(actor=world.clerk, round_id=made.pk, entry_id=entry.pk)


@pytest.mark.parametrize("state", [state for state in AssessmentState if state != "preparing"])
def test_entries_stay_as_they_are_once_the_assessment_has_begun(world, state):
    begun = make_rating(world, state=state)
    told = {"actor": world.clerk, "round_id": begun.pk}

    with pytest.raises(RoundBegun):
        take_in_subjects(**told)
    with pytest.raises(RoundBegun):
        take_out_entry(**told, entry_id=entries_of(begun, "household")[0].pk)


@pytest.mark.parametrize("who", ["member", "panel", "counter", "other_clerk", "reviewer", "administrator"])
def test_list_belongs_to_clerk_and_secretary(world, made, who):
    house, actor = add(world, made), getattr(world, who)
    told = {"actor": actor, "round_id": made.pk}

    for step in (
        lambda: add(world, made, "cadre", actor=actor, name="x"),
        lambda: change_subject(**told, subject_id=house.pk, values=SubjectValues(**HOUSE)),
        lambda: take_out_subject(**told, subject_id=house.pk),
        lambda: take_back_subject(**told, subject_id=house.pk),
        lambda: take_in_subjects(**told),
        lambda: take_out_entry(**told, entry_id=house.entries.get().pk),
        lambda: add_own_organisation(**told, category="committee"),
    ):
        with pytest.raises(NotAllowed):
            step()
