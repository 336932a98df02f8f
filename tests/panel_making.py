"""A leading group with its scores, and meetings enough to compute results."""

from decimal import Decimal

from django.utils import timezone

from stars.models import Entry, PanelScore, PanelSeat, Round
from stars.points import exact
from stars.rules.scoring import score_lines
from stars.services.panel import SeatWish, set_seats
from stars.services.scoring import save_score
from stars.services.ties import Vote
from tests.rating_making import entries_of, make_closed_meeting, make_rating


def seat_group(world, round: Round, *wishes: SeatWish) -> list[PanelSeat]:
    """Two seats that score, the first of them the head, unless said otherwise."""
    wishes = wishes or (SeatWish(world.panel.pk, "head"), SeatWish(world.second_panel.pk, "member"))
    return set_seats(actor=world.secretary, round_id=round.pk, seats=wishes)


def full_points(entry: Entry, less: str = "0") -> dict[str, str]:
    """All points of every line, but `less` of the first."""
    points = {line.key: exact(str(line.points)) for line in score_lines(entry.table)}
    first = next(iter(points))
    return points | {first: exact(str(Decimal(points[first]) - Decimal(less)))}


def give(actor, entry: Entry, points: dict[str, str], version: int = 0) -> PanelScore:
    return save_score(actor=actor, entry_id=entry.pk, points=points, version=version)


def score_entries(round: Round, users, entries, less: str = "0") -> None:
    """The same points of everybody for every entry, written at once: for rounds with many entries."""
    for entry in entries:
        for user in users:
            PanelScore(entry=entry, scorer=user, points=full_points(entry, less), version=1).save()


def make_ready(world, round: Round, marks: dict[str, list[dict[str, int]]], less: str = "0") -> Round:
    """Seats, every score and a closed meeting: `marks`: category → ballots of each entry in order."""
    if not PanelSeat.objects.filter(round=round).exists():
        seat_group(world, round)
    scorers = [seat.user for seat in PanelSeat.objects.filter(round=round, scores=True)]
    for category, counts in marks.items():
        entries = entries_of(round, category)
        score_entries(round, scorers, entries, less)
        make_closed_meeting(
            round, category, {entry.pk: one for entry, one in zip(entries, counts, strict=True)}
        )
    return round


def ballots(option: str, number: int = 10) -> dict[str, int]:
    return {option: number}


def everybody_applied(round: Round) -> None:
    for entry in round.entries.all():
        entry.applied_on = timezone.localdate()
        entry.save()


def make_tied_dashui(world, number: int = 7) -> Round:
    """Cadres by dashui: the first holds five stars for life, the second and third tie for the one place of the cap
    (15 % of 7), the others have four stars or, the last one, two."""
    round = make_rating(world, "dashui", state="assessing", cadre=number)
    everybody_applied(round)
    first = entries_of(round, "cadre")[0]
    first.lifetime = True
    first.save()
    marks = [ballots("l2"), ballots("l5"), ballots("l5"), *([ballots("l3")] * (number - 4)), ballots("l0")]
    return make_ready(world, round, {"cadre": marks})


def make_vote(chosen, **changes) -> Vote:
    """Two for it and nobody against, today, with a reason."""
    told = {"votes_for": 2, "votes_against": 0, "abstained": 0, "reason": "走访更多"}
    told |= {"chosen": frozenset(entry.pk for entry in chosen), "decided_on": timezone.localdate()}
    return Vote(**told | changes)
