"""A half-year by daan and a year by shimen, from the rows to the levels."""

import pytest
from django.utils import timezone

from stars.models import Meeting, MeetingCount, RatingRun, Result
from stars.queries.goals import goals_of
from stars.queries.verify_runs import broken_runs
from stars.services.results import rate_round
from tests.panel_making import ballots, everybody_applied, make_ready
from tests.rating_making import entries_of, make_rating


@pytest.fixture
def world(rating_village):
    return rating_village


def levels(round, category) -> list[int | None]:
    found = Result.objects.filter(run__round=round, run__category=category).order_by("entry_id")
    return list(found.values_list("level", flat=True))


def falling() -> list[dict[str, int]]:
    return [ballots("l5"), ballots("l4"), ballots("l1")]


def steps(entry) -> list[str]:
    return [step["step"] for step in Result.objects.get(entry=entry).explanation]


def show_of_hands(round, entries, chosen) -> None:
    """A villagers' group of 20 that wishes to choose its five-star households by a show of hands."""
    told = {"kind": "group", "mode": "hands", "held_on": timezone.localdate(), "state": "closed"}
    meeting = Meeting(round=round, title="一组举手", present=20, due=20, **told)
    meeting.save()
    meeting.entries.set(entries)
    for entry in entries:
        MeetingCount.objects.create(
            meeting=meeting, entry=entry, counts={"hands": 11 if entry in chosen else 10}
        )


def test_daan_half_year_with_step_rule_hands_and_cap(world):
    round = make_rating(world, "daan", state="assessing", cadre=20, household=20)
    cadres, households = entries_of(round, "cadre"), entries_of(round, "household")
    for cadre, previous in ((cadres[0], 2), (cadres[1], 5), (cadres[2], 4)):
        cadre.previous_level = previous
        cadre.save()
    marks = {
        # 96, 96 and two lower scores: five stars by points for the first four, one place (5 % of 20).
        "cadre": [ballots("l5"), ballots("l3"), ballots("l5"), {"l5": 9, "l4": 1}] + [ballots("l2")] * 16,
        "household": [ballots("l4")] * 3 + [ballots("l5")] + [ballots("l3")] * 16,
    }
    make_ready(world, round, marks)
    show_of_hands(round, households[:10], chosen=households[:1])

    rate_round(actor=world.secretary, round_id=round.pk)

    # The first rose by one level only, the second fell in full, the third has the place, the fourth is beyond it.
    assert levels(round, "cadre")[:5] == [3, 4, 5, 4, 3]
    # The first was chosen; of the same group the fourth was not, whatever its score.
    assert levels(round, "household")[:5] == [5, 4, 4, 4, 4]
    assert "hand_vote" in steps(households[9])
    assert "hand_vote" not in steps(households[10])
    assert broken_runs(round) == []


def test_shimen_year_of_five_categories(world):
    sizes = dict.fromkeys(("committee", "cadre", "member", "household", "service"), 3)
    round = make_rating(world, "shimen", state="assessing", **sizes)
    everybody_applied(round)
    make_ready(world, round, {key: falling() for key in sizes}, less="3.5")

    done = rate_round(actor=world.secretary, round_id=round.pk)

    assert [run.category for run in done.made] == list(sizes)
    # 0.6 × 97 + 0.4 × 96.5 = 96.8; 0.6 × 92 + 38.6 = 93.8; 0.6 × 72 + 38.6 = 81.8
    assert {tuple(levels(round, key)) for key in sizes} == {(5, 4, 2)}
    assert broken_runs(round) == []


def test_targets_of_shimen_are_told_as_plain_figures(world):
    sizes = {"cadre": 3, "member": 3, "household": 3}
    round = make_rating(world, "shimen", state="assessing", **sizes)
    everybody_applied(round)
    make_ready(world, round, {key: falling() for key in sizes}, less="3.5")
    rate_round(actor=world.secretary, round_id=round.pk)

    rows = {row.category.key: row for row in goals_of(round)}
    told = {key: (row.reached, row.base, row.share, row.wanted, row.needed) for key, row in rows.items()}

    assert told["cadre"] == (1, 3, "33.3", "100.0", 3)
    assert told["member"] == (2, 3, "66.6", "80.0", 3)
    assert told["household"] == (2, 3, "66.6", "40.0", 2)
    assert (told["service"], rows["service"].is_reached) == ((0, 0, "", "100.0", 0), False)
    assert [rows[key].is_reached for key in sizes] == [False, False, True]


def test_who_did_not_apply_is_not_rated(world):
    round = make_rating(world, "shimen", state="assessing", member=3)
    everybody_applied(round)
    late = entries_of(round, "member")[2]
    late.applied_on = None
    late.save()
    make_ready(world, round, {"member": [ballots("l5")] * 3})

    rate_round(actor=world.secretary, round_id=round.pk)

    assert [one["subject"] for one in RatingRun.objects.get().content["entries"]] == [
        str(entry.pk) for entry in entries_of(round, "member")[:2]
    ]
