"""A text tried on an earlier round: counts for the administrator, names for the village's secretary, nothing stored."""

import pytest

from stars.models import Event, RatingRun
from stars.queries.rulebooks_trying import rounds_to_try, trials
from stars.rules.loader import parse_book
from tests.making import make_world
from tests.rating_making import make_rating, make_rating_world
from tests.rulebooks_making import make_run, make_town_administrator

# Six households: without a cap of 5 % two of them would have five stars.
SCORES = [95, 92, 88, 83, 78, 60]


@pytest.fixture
def place(db):
    world = make_rating_world()
    world.town_administrator = make_town_administrator(world)
    world.round = make_rating(world, state="in_force", cadre=1, household=6)
    make_run(world.round, "household", SCORES, world.secretary)
    return world


def book(place, *changes: tuple[str, str]):
    source = place.round.version.source
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    return parse_book(source, "")


WITHOUT_CAP = ("{level: 5, share: 0.05, kind: cap", "{level: 5, share: 0.5, kind: cap")


def moves(place, login, tried):
    (trial,) = trials(getattr(place, login), place.round, tried)
    return [(move.before, move.after, move.count, move.names) for move in trial.moves]


def test_same_text_moves_nobody(place):
    (trial,) = trials(place.secretary, place.round, book(place))

    assert (trial.moves, trial.rated, trial.same) == ([], 6, 6)


def test_secretary_reads_who_would_move(place):
    assert moves(place, "secretary", book(place, WITHOUT_CAP)) == [
        ("四星", "五星", 2, ["household1（2组，001）", "household2（3组，002）"])
    ]


@pytest.mark.parametrize("login", ["administrator", "town_administrator", "clerk"])
def test_nobody_else_reads_names(place, login):
    assert moves(place, login, book(place, WITHOUT_CAP)) == [("四星", "五星", 2, [])]


def test_ties_and_shares_are_told_without_names_to_the_administrator(place):
    cap = ("{level: 4, share: 0.10, kind: about", "{level: 4, share: 0.17, kind: cap")
    lower = ("{level: 5, lower: 90}", "{level: 5, lower: 96}")
    upper = ("upper: 90}", "upper: 96}")
    (trial,) = trials(place.administrator, place.round, book(place, cap, lower, upper))

    assert trial.broken == ["4 星控制在 17% 以内：6 个参评对象有 1 个名额，会有 3 个达到。超出的下调一级。"]
    assert "household" not in str(vars(trial))


def test_scores_that_the_text_cannot_compose_are_counted(place):
    (trial,) = trials(place.administrator, place.round, book(place))
    assert trial.left_out == []
    run = RatingRun.objects.get()
    content = run.content | {
        "entries": [one | {"scores": {"meeting": "80"}} for one in run.content["entries"]]
    }
    RatingRun.objects.create(
        round=run.round, category="household", number=2, content=content, digest="1" * 64, made_by=run.made_by
    )

    (trial,) = trials(place.administrator, place.round, book(place))

    assert trial.left_out == ["其中 6 个：缺少分数，或不是办法里的来源：panel。"]


def test_category_that_the_book_does_not_have_is_not_tried(place):
    renamed = book(place, ("key: household", "key: other"))

    assert trials(place.secretary, place.round, renamed) == []


@pytest.mark.parametrize(
    ("state", "login", "offered"),
    [
        ("rated", "secretary", True),
        ("rated", "clerk", True),
        ("rated", "town_administrator", False),
        ("returned", "administrator", False),
        ("filed", "town_administrator", True),
        ("checked", "administrator", True),
        ("in_force", "administrator", True),
        ("archived", "town_administrator", True),
        ("archived", "other_secretary", False),
        ("archived", "panel", False),
        ("archived", "reviewer", False),
    ],
)
def test_round_is_offered_to_its_village_and_after_filing_to_administrators_above(
    place, state, login, offered
):
    assessment = place.round.assessment
    assessment.state = state
    assessment.save()

    assert (place.round in rounds_to_try(getattr(place, login), book(place))) == offered


def test_trying_stores_nothing(place):
    before = Event.objects.count()

    trials(place.secretary, place.round, book(place, WITHOUT_CAP))

    assert (Event.objects.count(), RatingRun.objects.count()) == (before, 1)


@pytest.mark.parametrize("size", [3, 30])
def test_trying_costs_the_same_for_few_and_for_many(db, size, django_assert_num_queries):
    world = make_world()
    round = make_rating(world, state="in_force", household=size)
    make_run(round, "household", [80] * size, world.secretary)
    list(world.secretary.memberships.all())

    with django_assert_num_queries(5):
        trials(world.secretary, round, round.version.book)
