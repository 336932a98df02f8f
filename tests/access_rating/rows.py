"""The shape of the rows, and the posts by which they are written."""

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from tests.rating_making import make_rating, make_rating_world

VILLAGE_POSTS = "clerk secretary member panel second_panel counter second_counter"
OTHERS = (
    "other_clerk other_secretary other_panel other_counter far_clerk far_reviewer far_approver far_auditor"
)
ABOVE = "reviewer approver auditor editor administrator nobody"
EVERYBODY = frozenset(f"{VILLAGE_POSTS} {OTHERS} {ABOVE}".split())
RUNNERS = frozenset({"clerk", "secretary"})
SECRETARY = frozenset({"secretary"})
PANEL = frozenset({"panel", "second_panel"})
COUNTERS = frozenset({"counter", "second_counter"})
VILLAGE = RUNNERS | PANEL | COUNTERS | {"member"}


def nothing(place: SimpleNamespace) -> dict:
    return {}


def the_round(place: SimpleNamespace) -> dict:
    return {"round_id": place.round.pk}


@dataclass(frozen=True)
class AddressRow:
    """Who may GET (None: the address takes no GET) and POST (None: no POST; `reads`: a POST reads as a GET does).

    `prepare` brings the place to a state in which the address means something; `keys` are its URL arguments, `data`
    what a post must hold to get as far as the question who may.
    """

    get: frozenset[str] | None
    post: frozenset[str] | None = None
    keys: Callable[[SimpleNamespace], dict] = the_round
    data: Callable[[SimpleNamespace], dict] = nothing
    prepare: Callable[[SimpleNamespace], None] = nothing
    reads: bool = False


@dataclass(frozen=True)
class StepRow:
    """`step` is called with `actor` and what `given(place)` says, on a place that `prepare` has brought there."""

    step: Callable
    who: frozenset[str]
    given: Callable[[SimpleNamespace], dict]
    prepare: Callable[[SimpleNamespace], None] = nothing


def make_place() -> SimpleNamespace:
    """The first village's round by daan: two cadres, six households; `place.entry` is the first household."""
    world = make_rating_world()
    place = SimpleNamespace(world=world, round=make_rating(world))
    place.entry = place.round.entries.filter(subject__category="household").order_by("pk").first()
    place.cadre = place.round.entries.filter(subject__category="cadre").order_by("pk").first()
    return place
