"""Objections that nobody in the village may answer: he who noted it is the only one, or it concerns all the others.

The township's reviewer answers these, so that a posting always comes to its end, and nobody answers what is his own.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from stars.access import VILLAGE_POSTS
from stars.assessing import UNDECIDED_OBJECTIONS, AssessmentState
from stars.models import Membership, Objection, PanelSeat, Post, Posting
from stars.queries.own import own_by_person
from stars.queries.own_lists import Own, is_about, own_entries


def stuck_objections(objections: Iterable[Objection]) -> frozenset[int]:
    """Keys of those, of undecided ones to postings of the five roles, each with its posting and its entry's subject.
    Five queries, none where there is no objection."""
    rows = list(objections)
    if not rows:
        return frozenset()
    villages = {one.posting.organisation_id for one in rows}
    posts = Membership.objects.in_force().filter(
        organisation__in=villages, post__in=VILLAGE_POSTS, user__is_active=True
    )
    held = set(posts.values_list("organisation", "user", "post"))
    seats = PanelSeat.objects.filter(round__in={one.posting.round_id for one in rows})
    seated = set(seats.values_list("round", "user"))
    own = own_by_person({user for _village, user, _post in held}, villages)
    entries = own_entries(own, {one.posting.round_id for one in rows})
    return frozenset(one.pk for one in rows if not handlers_of(one, held, seated, own, entries))


def handlers_of(objection: Objection, held: set, seated: set, own: Own, entries: Own) -> set[int]:
    """Who in the village may: the secretary or a seat in the leading group, but for who noted it and for his own."""
    round, village = objection.posting.round_id, objection.posting.organisation_id
    by_post = {
        user
        for organisation, user, post in held
        if organisation == village and (post == Post.SECRETARY or (round, user) in seated)
    }
    free = {user for user in by_post if user != objection.entered_by_id}
    return {user for user in free if not is_about(objection, own[user], entries[user])}


def undecided_of(villages: Iterable[int] | QuerySet) -> QuerySet[Objection]:
    """To postings of the five roles that are not archived, with what is asked of each."""
    found = Objection.objects.filter(
        posting__organisation__in=villages, posting__entry=None, state__in=UNDECIDED_OBJECTIONS
    ).exclude(posting__kind=Posting.Kind.STARS)
    found = found.exclude(posting__round__assessment__state=AssessmentState.ARCHIVED)
    return found.select_related("posting__organisation", "posting__round", "entry__subject").order_by("pk")
