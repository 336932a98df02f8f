"""Who may do what by post (design §6). Denied is the default: a post not named here may not.

Each predicate takes the user and the organisation concerned. `Duties` holds the posts of one user, read
once a request.
"""

from dataclasses import dataclass

from stars.models import Organisation, Post

VILLAGE_POSTS = frozenset({Post.MEMBER, Post.CLERK, Post.SECRETARY, Post.PANEL, Post.COUNTER})
REVIEW_POSTS = frozenset({Post.REVIEWER, Post.APPROVER, Post.AUDITOR})
CMS_POSTS = frozenset({Post.EDITOR, Post.ADMINISTRATOR})


@dataclass(frozen=True)
class Duty:
    post: str
    organisation: Organisation


def duties(user) -> tuple[Duty, ...]:
    """The posts that the user holds today, with their organisations (one query, kept for this object)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return ()
    if not hasattr(user, "_duties"):
        held = user.memberships.in_force().select_related("organisation").order_by("pk")
        user._duties = tuple(Duty(row.post, row.organisation) for row in held)
    return user._duties


def holds(user, post: str, organisation: Organisation) -> bool:
    return any(duty.post == post and duty.organisation.pk == organisation.pk for duty in duties(user))


def works_in_village(user, village: Organisation) -> bool:
    return any(holds(user, post, village) for post in (Post.MEMBER, Post.CLERK, Post.SECRETARY))


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


def can_enter_cms(user) -> bool:
    """Editors and administrators who hold no village or review post beside it."""
    posts = {duty.post for duty in duties(user)}
    return bool(posts & CMS_POSTS) and not posts & (VILLAGE_POSTS | REVIEW_POSTS)


def villages_of(user) -> list[Organisation]:
    """Villages in which the user works."""
    works = {Post.MEMBER, Post.CLERK, Post.SECRETARY}
    return [duty.organisation for duty in duties(user) if duty.post in works]


def townships_of(user) -> list[Organisation]:
    """Townships whose desk the user sees as reviewer or approver."""
    found = {
        d.organisation.pk: d.organisation for d in duties(user) if d.post in (Post.REVIEWER, Post.APPROVER)
    }
    return list(found.values())


def counties_of(user) -> list[Organisation]:
    return [duty.organisation for duty in duties(user) if duty.post == Post.AUDITOR]
