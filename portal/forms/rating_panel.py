"""What is typed on the pages of the leading group: seats and excuses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stars.models import PanelSeat, User
from stars.queries.seats import Place
from stars.services.panel import SeatWish

NO_SEAT = ""
ROLES = [(NO_SEAT, _("No seat")), *PanelSeat.Role.choices]
SCORING = [
    ("", _("As the role says: the office does not score")),
    ("1", _("Scores")),
    ("0", _("Does not score")),
]


@dataclass(frozen=True)
class SeatFields:
    """One person of the form: what is chosen, typed or stored."""

    place: Place
    role: str
    scores: str

    @property
    def user(self) -> User:
        return self.place.user


def seat_fields(places: Sequence[Place], typed: Mapping[str, str]) -> list[SeatFields]:
    """`typed`: what was refused before stays; otherwise what stands, or a proposal where there is no seat yet."""
    nobody_yet = not any(place.seat for place in places)
    return [
        SeatFields(
            place,
            typed.get(f"role-{place.user.pk}", _role(place, nobody_yet)),
            typed.get(f"scores-{place.user.pk}", _scores(place)),
        )
        for place in places
    ]


def _role(place: Place, nobody_yet: bool) -> str:
    if place.seat:
        return place.seat.role
    return PanelSeat.Role.MEMBER if nobody_yet else NO_SEAT


def _scores(place: Place) -> str:
    if place.seat is None:
        return ""
    return "1" if place.seat.scores else "0"


def seats_wanted(places: Sequence[Place], data: Mapping[str, str]) -> list[SeatWish]:
    said = {"1": True, "0": False}
    return [
        SeatWish(place.user.pk, role, said.get(data.get(f"scores-{place.user.pk}", "")))
        for place in places
        if (role := data.get(f"role-{place.user.pk}", NO_SEAT)) != NO_SEAT
    ]
