"""The leading group, results, ties."""

from types import SimpleNamespace

from django.utils import timezone

from stars.assessing import AssessmentState
from stars.models import Subject
from stars.services.panel import SeatWish, excuse_seat, set_seats
from stars.services.results import rate_round, reopen_scores
from stars.services.scoring import save_score
from stars.services.ties import decide_tie
from tests.access_rating.rows import PANEL, RUNNERS, SECRETARY, VILLAGE, AddressRow, StepRow, the_round
from tests.panel_making import ballots, full_points, make_ready, make_tied_dashui, make_vote, seat_group

GROUP = RUNNERS | PANEL


def scoring(place: SimpleNamespace) -> None:
    """Two seats that score, the head and a member, in a round that is assessed."""
    place.round.assessment.state = AssessmentState.ASSESSING
    place.round.assessment.save()
    seat_group(place.world, place.round)


def complete(place: SimpleNamespace) -> None:
    scoring(place)
    marks = {"cadre": [ballots("l4")] * 2, "household": [ballots("l3")] * 6}
    make_ready(place.world, place.round, marks)


def rated(place: SimpleNamespace) -> None:
    complete(place)
    rate_round(actor=place.world.secretary, round_id=place.round.pk)


def tied(place: SimpleNamespace) -> None:
    """A round by dashui takes the place of the other, with a tie at five stars; panel is the head."""
    place.round.entries.all().delete()
    Subject.objects.filter(owner=place.world.village).delete()
    place.round.assessment.delete()
    place.round.delete()
    place.round = make_tied_dashui(place.world)
    rate_round(actor=place.world.secretary, round_id=place.round.pk)
    place.entries = list(place.round.entries.order_by("pk"))


def the_seat(place: SimpleNamespace) -> dict:
    return {"round_id": place.round.pk, "seat_id": place.round.seats.get(user=place.world.panel).pk}


def the_category(place: SimpleNamespace) -> dict:
    return {"round_id": place.round.pk, "category": "household", "page": 1, "kind": "csv"}


def the_entry(place: SimpleNamespace) -> dict:
    return {"round_id": place.round.pk, "category": "household", "entry_id": place.entry.pk}


def the_tie(place: SimpleNamespace) -> dict:
    return {"round_id": place.round.pk, "category": "cadre", "level": 5}


def typed_seats(place: SimpleNamespace) -> dict:
    return {f"role-{place.world.panel.pk}": "head", f"role-{place.world.second_panel.pk}": "deputy"}


def typed_points(place: SimpleNamespace) -> dict:
    points = {f"p-{place.entry.pk}-{line}": value for line, value in full_points(place.entry).items()}
    return points | {f"v-{place.entry.pk}": "0"}


def typed_vote(place: SimpleNamespace) -> dict:
    votes = {"votes_for": "2", "votes_against": "0", "abstained": "0"}
    day = timezone.localdate().isoformat()
    return votes | {"chosen": [str(place.entries[1].pk)], "decided_on": day, "reason": "走访更多"}


ADDRESSES: dict[str, AddressRow] = {
    "panel": AddressRow(get=GROUP, prepare=scoring),
    "panel_seats": AddressRow(get=SECRETARY, post=SECRETARY, data=typed_seats),
    "panel_excuse": AddressRow(
        get=SECRETARY,
        post=SECRETARY,
        keys=the_seat,
        prepare=scoring,
        data=lambda place: {"excused": "1", "reason": "外出"},
    ),
    "panel_sheet": AddressRow(
        get=GROUP, keys=lambda place: the_seat(place) | {"category": "household"}, prepare=scoring
    ),
    "panel_category": AddressRow(get=GROUP, keys=the_category, prepare=scoring),
    "scores": AddressRow(get=PANEL, post=PANEL, keys=the_category, prepare=scoring, data=typed_points),
    "score_entry": AddressRow(get=PANEL, post=PANEL, keys=the_entry, prepare=scoring, data=typed_points),
    "results": AddressRow(get=VILLAGE, prepare=rated),
    "results_rate": AddressRow(get=None, post=RUNNERS, prepare=complete),
    "results_reopen": AddressRow(
        get=None, post=SECRETARY, prepare=rated, data=lambda place: {"reason": "更正一张票"}
    ),
    "results_export": AddressRow(get=RUNNERS, keys=the_category, prepare=rated),
    "tie": AddressRow(
        get=SECRETARY | {"panel"}, post=SECRETARY | {"panel"}, keys=the_tie, prepare=tied, data=typed_vote
    ),
    "why": AddressRow(get=GROUP, keys=the_entry, prepare=rated),
    "goals": AddressRow(get=VILLAGE, prepare=rated),
}
PUBLIC: set[str] = set()
STEPS: dict[str, StepRow] = {
    "set_seats": StepRow(
        set_seats,
        SECRETARY,
        lambda p: {"round_id": p.round.pk, "seats": [SeatWish(p.world.panel.pk, "head")]},
    ),
    "excuse_seat": StepRow(
        excuse_seat, SECRETARY, lambda p: the_seat(p) | {"excused": True, "reason": "外出"}, scoring
    ),
    "save_score": StepRow(
        save_score,
        PANEL,
        lambda p: {"entry_id": p.entry.pk, "points": full_points(p.entry), "version": 0},
        scoring,
    ),
    "rate_round": StepRow(rate_round, RUNNERS, the_round, complete),
    "reopen_scores": StepRow(reopen_scores, SECRETARY, lambda p: the_round(p) | {"reason": "更正"}, rated),
    "decide_tie": StepRow(
        decide_tie,
        SECRETARY | {"panel"},
        lambda p: the_tie(p) | {"vote": make_vote([p.entries[1]])},
        tied,
    ),
}
