"""Levels in force: the newest accepted round of each subject decides; years in a row."""

import datetime

import pytest
from django.utils import timezone

from stars.models import Award, SignOff, Subject
from stars.queries.levels import Held, levels_in_force, years_in_a_row
from tests.filing_making import accept, make_checked, make_in_force, rate_again, tamper

TODAY = timezone.localdate
DAY = datetime.timedelta(1)


@pytest.fixture
def world(rating_village):
    return rating_village


def found(world, day=None) -> dict[str, int]:
    return {one.entry.subject.name: one.level for one in levels_in_force(world.village, day or TODAY())}


def test_levels_come_into_force_with_the_acceptance(world):
    filing = make_checked(world, book="shimen", scores="97", household=2)
    assert found(world) == {}

    accept(world, filing)

    assert found(world) == {"household1": 5, "household2": 5}


def test_levels_stand_in_the_order_of_the_subjects_and_without_those_of_no_star(world):
    make_in_force(world, book="shimen", household=6, scores="97")
    tamper(Award, level=1)

    assert list(found(world)) == [f"household{number}" for number in (3, 6, 1, 4, 2, 5)]


def test_the_newest_accepted_round_decides_also_downwards(world):
    first = make_in_force(world, book="shimen", scores="97", household=1)
    rate_again(world, first, {"household1": "86"}, year=first.year + 1)

    assert found(world) == {"household1": 3}


def test_who_wins_nothing_in_the_newest_round_holds_nothing(world):
    first = make_in_force(world, book="shimen", scores="97", household=2)
    rate_again(world, first, {"household1": "10", "household2": "97"}, year=first.year + 1)

    assert found(world) == {"household2": 5}


def test_a_subject_that_the_newest_round_left_out_keeps_what_it_had(world):
    first = make_in_force(world, book="shimen", scores="97", household=2)
    rate_again(world, first, {"household2": "86"}, year=first.year + 1)

    assert found(world) == {"household1": 5, "household2": 3}


def test_on_an_earlier_day_nothing_was_accepted(world):
    make_in_force(world, book="shimen", scores="97", household=1)

    assert found(world, TODAY() - DAY) == {}


def test_an_older_period_that_is_accepted_later_changes_nothing(world):
    first = make_in_force(world, book="shimen", scores="97", household=1)
    rate_again(world, first, {"household1": "86"}, year=first.year - 1)

    assert found(world) == {"household1": 5}


def test_withdrawn_awards_and_subjects_who_left_are_not_in_force(world):
    make_in_force(world, book="shimen", scores="97", household=2)
    award = Award.objects.first()
    award.withdrawn_on, award.withdrawal_reason = TODAY(), "撤销。"
    award.save()
    left = Subject.objects.get(name="household2")
    left.left_on = TODAY()
    left.save()

    assert found(world) == {}


def test_levels_of_another_village_are_not_ours(world):
    make_in_force(world, book="shimen", scores="97", household=1)

    assert levels_in_force(world.other_village, TODAY()) == []


def test_a_signature_of_another_kind_accepts_nothing(world):
    make_in_force(world, book="shimen", scores="97", household=1)
    tamper(SignOff, kind="ten_star_proposal")

    assert found(world) == {}


def test_two_years_at_five_stars_are_counted(world):
    first = make_in_force(world, book="shimen", scores="97", household=1)
    rate_again(world, first, {"household1": "97"}, year=first.year + 1)

    assert [one.years_in_a_row(5) for one in levels_in_force(world.village, TODAY())] == [2]


@pytest.mark.parametrize(("halves", "years", "reached"), [(3, 1, False), (4, 2, True)])
def test_the_book_says_what_two_years_in_a_row_are_good_for(world, halves, years, reached):
    first = make_in_force(world, book="daan", scores="80", cadre=20)
    names = {f"cadre{number}": "80" for number in range(2, 21)}
    for half in range(first.year * 2 + 1, first.year * 2 + 1 + halves):
        rate_again(world, first, names | {"cadre1": "92"}, year=half // 2, half=half % 2 + 1)

    one = next(one for one in levels_in_force(world.village, TODAY()) if one.entry.subject.name == "cadre1")

    (service,) = one.services
    assert (one.level, service.benefit.key, service.years, service.reached) == (
        5,
        "promotion",
        years,
        reached,
    )


@pytest.mark.parametrize(
    ("held", "years"),
    [
        ([], 0),
        ([(4040, 4042, 5)], 1),
        ([(4042, 4044, 5), (4040, 4042, 5)], 2),
        ([(4042, 4044, 5), (4040, 4042, 4)], 1),
        ([(4042, 4044, 4), (4040, 4042, 5)], 0),
        ([(4044, 4046, 5), (4040, 4042, 5)], 1),  # a year without a round between
        ([(4043, 4044, 5), (4042, 4043, 5), (4041, 4042, 5)], 1),  # three half-years
        ([(4043, 4044, 5), (4042, 4043, 5), (4041, 4042, 5), (4040, 4041, 5)], 2),
        ([(4042, 4044, 5), (4041, 4042, 5), (4040, 4041, 5)], 2),  # by the year now, by half-years before
    ],
)
def test_years_in_a_row_end_at_a_gap_or_a_lower_level(held, years):
    assert years_in_a_row([Held(*one) for one in held], 5) == years
