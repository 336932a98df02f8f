"""The list of rounds and one round as its steps."""

from stars.services.rating_rounds import archive_round, begin_assessment, open_rating
from tests.access_rating.rows import SECRETARY, VILLAGE, AddressRow, StepRow, nothing, the_round
from tests.rating_making import make_version

ELSEWHERE = frozenset({"other_clerk", "other_secretary", "other_panel", "other_counter", "far_clerk"})


def in_force(place) -> None:
    place.round.assessment.state = "in_force"
    place.round.assessment.save()


def new_round(place) -> dict:
    version = make_version(place.world)
    return {"version": version.pk, "title": "下半年", "year": place.round.year, "half": 2}


def opened(place) -> dict:
    told = new_round(place)
    return {"village": place.world.village, "version_id": told.pop("version"), **told}


ADDRESSES: dict[str, AddressRow] = {
    "rating": AddressRow(get=VILLAGE | ELSEWHERE, keys=nothing),
    "rating_new": AddressRow(
        get=frozenset({"secretary", "other_secretary"}),
        post=frozenset({"secretary", "other_secretary"}),
        keys=nothing,
        data=new_round,
    ),
    "rating_round": AddressRow(get=VILLAGE),
    "rating_begin": AddressRow(get=VILLAGE, post=SECRETARY),
    "rating_archive": AddressRow(
        get=None, post=SECRETARY, prepare=in_force, data=lambda place: {"sure": "yes"}
    ),
}
PUBLIC: set[str] = set()
STEPS: dict[str, StepRow] = {
    "open_rating": StepRow(open_rating, SECRETARY, opened),
    "begin_assessment": StepRow(begin_assessment, SECRETARY, the_round),
    "archive_round": StepRow(archive_round, SECRETARY, the_round, in_force),
}
