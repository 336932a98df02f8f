"""Equal scores across the edge of a cap: shown, decided by a recorded vote, dropped when it no longer fits."""

import datetime

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.errors import NotAllowed, ReasonNeeded, TooLong, WrongState
from stars.models import Event, PanelScore, RatingRun, Result, TieDecision, User
from stars.panel_errors import HigherTieFirst, NoSuchTie, OwnSubject, WrongChoice, WrongDay, WrongVotes
from stars.queries.results import undecided_ties
from stars.queries.ties import dropped_decisions
from stars.services.results import rate_round, reopen_scores
from stars.services.ties import decide_tie
from tests.panel_making import full_points, make_tied_dashui, make_vote
from tests.rating_making import entries_of, make_subject


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    made = make_tied_dashui(world)
    rate_round(actor=world.secretary, round_id=made.pk)
    return made


@pytest.fixture
def tied(round):
    return entries_of(round, "cadre")[1:3]


def decide(world, round, chosen, *, actor=None, category="cadre", level=5, **vote) -> RatingRun:
    place = {"round_id": round.pk, "category": category, "level": level}
    return decide_tie(actor=actor or world.secretary, **place, vote=make_vote(chosen, **vote))


def votes(votes_for: int, votes_against: int, abstained: int) -> dict[str, int]:
    return {"votes_for": votes_for, "votes_against": votes_against, "abstained": abstained}


def levels(round) -> list[int | None]:
    newest = RatingRun.objects.filter(round=round).order_by("number").last()
    return list(Result.objects.filter(run=newest).order_by("entry_id").values_list("level", flat=True))


def test_tie_names_places_and_subjects(round, tied):
    (tie,) = undecided_ties(round)

    assert (tie.category, tie.level, tie.places, list(tie.entries)) == ("cadre", 5, 1, tied)


@pytest.mark.parametrize("winner", [0, 1])
def test_decision_gives_the_chosen_the_level_and_the_others_one_below(world, round, tied, winner):
    run = decide(world, round, [tied[winner]])

    assert (run.number, run.content["decided"]) == (2, {"5": [str(tied[winner].pk)]})
    assert levels(round)[1:3] == ([5, 4] if winner == 0 else [4, 5])
    assert undecided_ties(round) == []


def test_vote_is_kept_as_it_was_recorded(world, round, tied):
    decide(world, round, [tied[0]], **votes(2, 0, 0), reason=" 走访更多 ")

    row = TieDecision.objects.get()
    assert (row.tied, row.chosen) == ([entry.pk for entry in tied], [tied[0].pk])
    assert (row.votes_for, row.votes_against, row.abstained, row.reason) == (2, 0, 0, "走访更多")
    assert Event.objects.get(action="tie_decided").data == {"category": "cadre", "level": 5}


def test_later_vote_takes_the_place_of_an_earlier_one(world, round, tied):
    decide(world, round, [tied[0]])
    decide(world, round, [tied[1]])

    assert levels(round)[1:3] == [4, 5]
    assert dropped_decisions(round) == []


@pytest.mark.parametrize("choice", [[], [1, 2], [1, 1, 2], [0], [3], [0, 1]])
def test_exactly_as_many_as_places_and_only_of_the_tied_are_chosen(world, round, choice):
    entries = entries_of(round, "cadre")

    with pytest.raises(WrongChoice):
        decide(world, round, [entries[index] for index in choice])

    assert not TieDecision.objects.exists()


@pytest.mark.parametrize(
    "counted", [(1, 0, 0), (1, 0, 1), (1, 1, 0), (0, 0, 0), (0, 1, 0), (2, 0, 1), (3, 0, 0), (2, -1, 0)]
)
def test_votes_need_a_majority_and_no_more_than_the_seats(world, round, tied, counted):
    with pytest.raises(WrongVotes):
        decide(world, round, [tied[0]], **votes(*counted))


def test_seat_whose_own_is_tied_has_no_vote(world, round, tied):
    tied[0].subject.people.add(world.second_panel)

    with pytest.raises(WrongVotes):
        decide(world, round, [tied[0]], **votes(2, 0, 0))
    assert decide(world, round, [tied[0]], **votes(1, 0, 0)).number == 2


def test_excused_seat_has_no_vote_on_a_tie_and_the_refusal_says_how_many_are_needed(world, round, tied):
    with pytest.raises(WrongVotes, match="2"):
        decide(world, round, [tied[0]], **votes(1, 0, 0))
    seat = round.seats.get(user=world.second_panel)
    seat.excused = True
    seat.save()

    assert decide(world, round, [tied[0]], **votes(1, 0, 0)).number == 2


@pytest.mark.parametrize("days", [1, -1])
def test_vote_lies_between_the_opening_and_today(world, round, tied, days):
    day = timezone.localdate() + datetime.timedelta(days=days)

    with pytest.raises(WrongDay):
        decide(world, round, [tied[0]], decided_on=day)


@pytest.mark.parametrize(("reason", "refusal"), [("  ", ReasonNeeded), ("长" * 1001, TooLong)])
def test_vote_needs_a_reason_that_fits(world, round, tied, reason, refusal):
    with pytest.raises(refusal):
        decide(world, round, [tied[0]], reason=reason)


@pytest.mark.parametrize(("category", "level"), [("cadre", 4), ("cadre", 1), ("household", 5), ("nobody", 5)])
def test_tie_that_there_is_not_is_refused(world, round, tied, category, level):
    decide(world, round, [tied[0]])

    with pytest.raises(NoSuchTie):
        decide(world, round, [tied[0]], category=category, level=level)


@pytest.mark.parametrize(
    ("login", "role", "may"),
    [
        ("panel", "head", True),
        ("second_panel", "office", True),
        ("second_panel", "deputy", False),
        ("second_panel", "member", False),
        ("clerk", "", False),
        ("member", "", False),
        ("secretary", "", True),
        ("other_secretary", "", False),
    ],
)
def test_vote_is_recorded_by_head_office_or_secretary(world, round, tied, login, role, may):
    person = User.objects.get(username=login)
    if role:
        round.seats.filter(user=person).delete()
        round.seats.create(user=person, role=role)

    if may:
        assert decide(world, round, [tied[0]], actor=person).number == 2
    else:
        with pytest.raises(NotAllowed):
            decide(world, round, [tied[0]], actor=person)


@pytest.mark.parametrize("login", ["panel", "secretary"])
@pytest.mark.parametrize("link", ["himself", "household"])
def test_who_is_tied_or_whose_household_is_does_not_record(world, round, tied, login, link):
    person, subject = User.objects.get(username=login), tied[0].subject
    if link == "household":
        subject.household = make_subject(world, "household", 1)
        subject.save()
        subject = subject.household
    subject.people.add(person)

    with pytest.raises(OwnSubject):
        decide(world, round, [tied[1]], actor=person)


@pytest.mark.parametrize("state", sorted(set(AssessmentState) - {"rated"}))
def test_ties_are_decided_while_the_round_is_rated(world, round, tied, state):
    round.assessment.state = state
    round.assessment.save()

    with pytest.raises(WrongState):
        decide(world, round, [tied[0]])


def lower(world, round, entry) -> None:
    """Five points less from everybody, after going back to the scores."""
    reopen_scores(actor=world.secretary, round_id=round.pk, reason="更正")
    for score in PanelScore.objects.filter(entry=entry):
        score.points = full_points(entry, "5")
        score.save()


def test_decision_that_no_longer_fits_is_dropped_and_said(world, round, tied):
    decide(world, round, [tied[0]])
    lower(world, round, tied[0])

    done = rate_round(actor=world.secretary, round_id=round.pk)

    assert [(row.level, row.chosen) for row in done.dropped] == [(5, [tied[0].pk])]
    assert done.runs[0].content["decided"] == {}
    assert levels(round)[1:3] == [4, 5]


def test_decision_that_still_fits_holds_after_computing_anew(world, round, tied):
    decide(world, round, [tied[0]])
    lower(world, round, entries_of(round, "cadre")[6])

    done = rate_round(actor=world.secretary, round_id=round.pk)

    assert (done.dropped, levels(round)[1:3]) == ([], [5, 4])


def test_tie_of_the_higher_level_is_decided_first(world):
    round = make_tied_dashui(world, 8)
    version = round.version
    source = version.source.replace("share: 0.25, kind: about", "share: 0.25, kind: cap")
    told = {"rulebook": version.rulebook, "number": 2, "source": source, "digest": "0" * 64}
    round.version = type(version).objects.create(**told, published_by=version.published_by)
    round.save()
    rate_round(actor=world.secretary, round_id=round.pk)
    assert [(tie.level, tie.places) for tie in undecided_ties(round)] == [(5, 1), (4, 1)]

    with pytest.raises(HigherTieFirst):
        decide(world, round, entries_of(round, "cadre")[3:4], level=4)

    decide(world, round, entries_of(round, "cadre")[1:2])
    decide(world, round, entries_of(round, "cadre")[3:4], level=4)
    assert levels(round) == [5, 5, 4, 4, 3, 3, 3, 1]


def test_group_without_seats_records_nothing(world, round, tied):
    round.seats.all().delete()

    with pytest.raises(WrongVotes):
        decide(world, round, [tied[0]], **votes(1, 0, 0))
