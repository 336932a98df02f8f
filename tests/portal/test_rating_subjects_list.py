"""The village's list on screen: read by everybody of the village, kept by clerk and secretary."""

import pytest
from django.urls import reverse

from stars.models import Entry, Subject
from tests.portal.test_rating_home import price
from tests.rating_making import entries_of, make_rating, make_subject


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "daan")


@pytest.fixture
def clerk(client, world):
    client.force_login(world.clerk)
    return client


def at(name: str, made, *more) -> str:
    return reverse(name, args=[made.pk, *more])


def test_categories_are_those_of_the_book(clerk, made):
    shown = clerk.get(at("subjects", made)).context["categories"]

    assert [(one.table.key, one.present, one.entries) for one in shown] == [
        ("cadre", 2, 2),
        ("household", 6, 6),
    ]


def test_list_is_found_by_part_of_a_name_or_number(clerk, made, world):
    make_subject(world, "household", 9, name="欧阳春")
    url = at("subject_list", made, "household")

    assert [row.subject.name for row in clerk.get(url, {"q": "阳春"}).context["page"].rows] == ["欧阳春"]
    assert [row.subject.number for row in clerk.get(url, {"q": "003"}).context["page"].rows] == ["003"]
    assert clerk.get(url, {"q": "没有"}).context["page"].rows == ()


@pytest.mark.parametrize("who", ["clerk", "member"])
def test_list_costs_the_same_for_3_and_30_subjects(client, world, who):
    made = make_rating(world, household=3)
    client.force_login(getattr(world, who))
    url = at("subject_list", made, "household")
    small = price(client, url)
    for number in range(4, 34):
        Entry(round=made, subject=make_subject(world, "household", number)).save()

    assert price(client, url) == small <= 9


def test_subject_is_entered_and_the_next_one_follows(clerk, made):
    url = at("subject_new", made, "household")
    told = {"name": "张三", "group": "九组", "number": "901", "previous_level": "3"}

    assert clerk.post(url, told | {"again": "1"}).url == url
    assert clerk.post(url, told | {"number": "902"}).url == at("subject_list", made, "household")
    assert set(
        made.entries.filter(subject__group="九组").values_list("subject__number", "previous_level")
    ) == {("901", 3), ("902", 3)}


def test_refusal_stands_on_the_page_and_what_was_typed_stays(clerk, made, world):
    make_subject(world, "household", 9, name="李四", group="九组")
    told = {"name": "张三", "group": "九组", "number": "009"}

    answer = clerk.post(at("subject_new", made, "household"), told)

    assert answer.status_code == 422
    assert [answer.context["form"][name].value() for name in told] == list(told.values())


def test_account_and_household_are_linked_by_hand(clerk, made, world):
    cadre, house = entries_of(made, "cadre")[0].subject, entries_of(made, "household")[0].subject
    told = {"name": cadre.name, "home_group": house.group, "home_number": house.number}

    clerk.post(at("subject", made, "cadre", cadre.pk), told | {"people": [world.panel.pk]})

    cadre.refresh_from_db()
    assert (cadre.household, list(cadre.people.all())) == (house, [world.panel])


def test_household_that_is_not_on_the_list_is_told_at_its_field(clerk, made):
    cadre = entries_of(made, "cadre")[0].subject
    told = {"name": cadre.name, "home_group": "无", "home_number": "999"}

    answer = clerk.post(at("subject", made, "cadre", cadre.pk), told)

    assert list(answer.context["form"].errors) == ["home_number"]


def test_form_asks_only_for_what_the_book_needs(clerk, made, world):
    fields = {
        key: set(clerk.get(at("subject_new", made, key)).context["form"].fields)
        for key in ("cadre", "household")
    }

    assert fields["household"] == {"name", "group", "number", "previous_level"}
    assert fields["cadre"] == {"name", "group", "alias", "home_group", "home_number", "previous_level"}


def test_name_leaves_the_list_and_comes_back(clerk, made):
    subject = entries_of(made, "household")[0].subject
    clerk.post(at("subject_leave", made, "household", subject.pk))
    gone = clerk.get(at("subject_list", made, "household") + "?left=1").context["page"].rows
    clerk.post(at("subject_back", made, "household", subject.pk))

    assert [row.subject for row in gone] == [subject]
    assert (made.entries.count(), Subject.objects.present().count()) == (8, 8)


def test_entry_leaves_the_round_and_is_taken_in_again(clerk, made):
    entry = entries_of(made, "household")[0]
    clerk.post(at("entry_take_out", made, "household", entry.pk))
    assert made.entries.count() == 7

    clerk.post(at("subjects_take_in", made, "household"), {"subject": entry.subject_id})

    assert made.entries.get(subject=entry.subject)


def test_committee_is_entered_with_one_button(clerk, world):
    made = make_rating(world, "shimen", cadre=0)

    clerk.post(at("subject_own", made, "committee"))

    assert made.entries.get().subject.organisation == world.village
    assert clerk.get(at("subject_new", made, "committee")).status_code == 404
    assert clerk.get(at("subject_import_new", made, "committee")).status_code == 404


def test_subject_of_another_village_is_not_found(clerk, made, world):
    foreign = make_subject(world, "household", 1, village=world.other_village)

    for name in ("subject", "subject_leave", "subject_back"):
        assert clerk.post(at(name, made, "household", foreign.pk)).status_code == 404


def test_book_without_the_category_has_no_list_of_it(clerk, made):
    assert clerk.get(at("subject_list", made, "member")).status_code == 404
