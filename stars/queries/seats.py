"""Who sits in the leading group of a round, and who may be given a seat."""

from dataclasses import dataclass

from stars.models import Membership, Organisation, PanelScore, PanelSeat, Post, Round, User


@dataclass(frozen=True)
class Place:
    """One person on the page of the seats. `holds_post`: still has a post in the leading group today."""

    user: User
    seat: PanelSeat | None
    holds_post: bool
    has_scored: bool


def group_holders(village: Organisation) -> list[User]:
    """Who holds a post in the village's leading group today, by name."""
    held = Membership.objects.in_force().filter(organisation=village, post=Post.PANEL)
    return [row.user for row in held.select_related("user").order_by("user__name", "user_id")]


def seats_of(round: Round) -> list[PanelSeat]:
    return list(PanelSeat.objects.filter(round=round).select_related("user").order_by("pk"))


def seat_of(round: Round, user) -> PanelSeat | None:
    return PanelSeat.objects.filter(round=round, user=user).select_related("user").first()


def places(round: Round) -> list[Place]:
    """Seats first, then those who hold a post and have no seat; three queries."""
    seats = seats_of(round)
    seated = {seat.user_id for seat in seats}
    holders = group_holders(round.organiser)
    held = {user.pk for user in holders}
    scored = scorers(round)
    taken = [Place(seat.user, seat, seat.user_id in held, seat.user_id in scored) for seat in seats]
    return taken + [Place(user, None, True, False) for user in holders if user.pk not in seated]


def scorers(round: Round) -> set[int]:
    """Users who gave points to at least one entry of the round."""
    return set(PanelScore.objects.filter(entry__round=round).values_list("scorer_id", flat=True))
