"""Who may do what by post (design §6). Denied is the default: a post not named here may not.

Each predicate takes the user and the organisation concerned. `Duties` holds the posts of one user, read
once a request.
"""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from stars.models import Organisation, Post

WORK_POSTS = frozenset({Post.MEMBER, Post.CLERK, Post.SECRETARY})
VILLAGE_POSTS = frozenset({Post.MEMBER, Post.CLERK, Post.SECRETARY, Post.PANEL, Post.COUNTER})
REVIEW_POSTS = frozenset({Post.REVIEWER, Post.APPROVER, Post.AUDITOR})
CMS_POSTS = frozenset({Post.EDITOR, Post.ADMINISTRATOR})
HOLIDAY_KEEPERS = frozenset({Organisation.Kind.COUNTY, Organisation.Kind.TOWNSHIP})


@dataclass(frozen=True)
class Duty:
    post: str
    organisation: Organisation
    valid_from: datetime.date
    valid_to: datetime.date | None

    def held_in(self, first: datetime.date, last: datetime.date) -> bool:
        """On any day from `first` to `last`."""
        return self.valid_from <= last and (self.valid_to is None or self.valid_to >= first)


def duties(user) -> tuple[Duty, ...]:
    """The posts that the user holds today."""
    today = timezone.localdate()
    return tuple(duty for duty in duties_ever(user) if duty.held_in(today, today))


def duties_ever(user) -> tuple[Duty, ...]:
    """Every post, past and to come, with its organisation (one query, kept for this object)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return ()
    if not hasattr(user, "_duties"):
        rows = user.memberships.select_related("organisation").order_by("pk")
        user._duties = tuple(Duty(r.post, r.organisation, r.valid_from, r.valid_to) for r in rows)
    return user._duties


def holds(user, post: str, organisation: Organisation) -> bool:
    return any(duty.post == post and duty.organisation.pk == organisation.pk for duty in duties(user))


def works_in_village(user, village: Organisation) -> bool:
    return any(holds(user, post, village) for post in WORK_POSTS)


def worked_in_village(user, village: Organisation, since: datetime.date) -> bool:
    """Held any post of the village on any day from `since` to today: whoever did never decides on that village."""
    held = (d for d in duties_ever(user) if d.post in VILLAGE_POSTS and d.organisation.pk == village.pk)
    return any(duty.held_in(since, timezone.localdate()) for duty in held)


def can_edit_any_star(user, village: Organisation) -> bool:
    return holds(user, Post.CLERK, village) or holds(user, Post.SECRETARY, village)


def can_submit(user, village: Organisation) -> bool:
    return holds(user, Post.SECRETARY, village)


def can_review(user, village: Organisation) -> bool:
    return holds(user, Post.REVIEWER, village.parent)


def can_sign(user, village: Organisation) -> bool:
    return holds(user, Post.APPROVER, village.parent)


def can_open_round(user, township: Organisation) -> bool:
    return holds(user, Post.APPROVER, township)


def can_audit(user, village: Organisation) -> bool:
    return holds(user, Post.AUDITOR, village.parent.parent)


def can_read_rating(user, village: Organisation) -> bool:
    """Everybody with a post in the village; what waits inside is a matter of each post."""
    return any(holds(user, post, village) for post in VILLAGE_POSTS)


def can_open_rating(user, village: Organisation) -> bool:
    """Rounds of the village, approving targets, postings and filing are the secretary's."""
    return holds(user, Post.SECRETARY, village)


def can_run_rating(user, village: Organisation) -> bool:
    """Subjects, meetings, slips, papers: clerk and secretary."""
    return can_edit_any_star(user, village)


def can_count(user, village: Organisation) -> bool:
    return holds(user, Post.COUNTER, village)


def can_score(user, village: Organisation) -> bool:
    return holds(user, Post.PANEL, village)


def can_read_scores(user, village: Organisation) -> bool:
    """How far the leading group is: clerk, secretary and the group itself."""
    return can_run_rating(user, village) or can_score(user, village)


def can_check_filing(user, township: Organisation) -> bool:
    return holds(user, Post.REVIEWER, township)


def can_accept_filing(user, township: Organisation) -> bool:
    return holds(user, Post.APPROVER, township)


def can_edit_holidays(user) -> bool:
    """One table for everybody: administrators of a county or a township."""
    return any(one.kind in HOLIDAY_KEEPERS for one in administered_by(user))


def can_edit_rulebooks(user, owner: Organisation) -> bool:
    return holds(user, Post.ADMINISTRATOR, owner)


def can_switch_grounds(user, county: Organisation) -> bool:
    """Only a county's administrators; a township may not."""
    return county.kind == Organisation.Kind.COUNTY and holds(user, Post.ADMINISTRATOR, county)


def can_enter_cms(user) -> bool:
    """Editors and administrators who hold no village or review post beside it."""
    posts = {duty.post for duty in duties(user)}
    return bool(posts & CMS_POSTS) and not posts & (VILLAGE_POSTS | REVIEW_POSTS)


def villages_of(user) -> list[Organisation]:
    """Villages in which the user works."""
    return [duty.organisation for duty in duties(user) if duty.post in WORK_POSTS]


def rating_villages_of(user) -> list[Organisation]:
    """Villages in whose rating the user has a part, each once."""
    found = {duty.organisation.pk: duty.organisation for duty in duties(user) if duty.post in VILLAGE_POSTS}
    return list(found.values())


def administered_by(user) -> list[Organisation]:
    """Where the user is administrator, each once."""
    found = {d.organisation.pk: d.organisation for d in duties(user) if d.post == Post.ADMINISTRATOR}
    return list(found.values())


def townships_of(user) -> list[Organisation]:
    """Townships whose desk the user sees as reviewer or approver."""
    found = {
        d.organisation.pk: d.organisation for d in duties(user) if d.post in (Post.REVIEWER, Post.APPROVER)
    }
    return list(found.values())


def counties_of(user) -> list[Organisation]:
    return [duty.organisation for duty in duties(user) if duty.post == Post.AUDITOR]
