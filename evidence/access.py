"""Who may see and change dossiers. Rules by post are in stars.access; denied is the default."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from evidence.models import Dossier, Section, Submission
from stars import access
from stars.models import Posting


def visible_dossiers(user) -> QuerySet[Dossier]:
    """Dossiers whose existence the user may know; anything else is a 404."""
    villages = [village.pk for village in access.villages_of(user)]
    townships = [township.pk for township in access.townships_of(user)]
    counties = [county.pk for county in access.counties_of(user)]
    own = Dossier.objects.filter(village__in=villages)
    reviewed = Dossier.objects.filter(township__in=townships)
    submitted = Exists(Submission.objects.filter(dossier=OuterRef("pk")))
    audited = Dossier.objects.filter(submitted, township__parent__in=counties)
    return own | reviewed | audited


def can_read_draft(user, dossier: Dossier) -> bool:
    """Drafts belong to the village: the township reads submissions only."""
    return access.works_in_village(user, dossier.village)


def can_read_submissions(user, dossier: Dossier) -> bool:
    village = dossier.village
    return (
        access.works_in_village(user, village)
        or access.can_review(user, village)
        or access.can_sign(user, village)
        or access.can_audit(user, village)
    )


def can_edit_section(user, section: Section) -> bool:
    """Clerk and secretary: every star of their village; a committee member: the stars assigned to him."""
    village = section.dossier.village
    if access.can_edit_any_star(user, village):
        return True
    return access.holds(user, access.Post.MEMBER, village) and any(
        person.pk == user.pk for person in section.assigned_to.all()
    )


def can_edit_dossier(user, dossier: Dossier) -> bool:
    return access.can_edit_any_star(user, dossier.village)


def can_submit(user, dossier: Dossier) -> bool:
    return access.can_submit(user, dossier.village)


def can_assign(user, dossier: Dossier) -> bool:
    return access.can_submit(user, dossier.village)


def can_review(user, dossier: Dossier) -> bool:
    return access.can_review(user, dossier.village)


def can_sign(user, dossier: Dossier) -> bool:
    return access.can_sign(user, dossier.village)


def belongs_to_village(user, dossier: Dossier) -> bool:
    """Held a post of the village at any time since the round was opened."""
    opened = timezone.localdate(dossier.entry.round.opened_at)
    return access.worked_in_village(user, dossier.village, opened)


def can_add_round_file(user, village) -> bool:
    """The photograph of a signed sheet: whoever runs the meetings, and the counters who signed it."""
    return access.can_run_rating(user, village) or access.can_count(user, village)


def can_keep_board_photo(user, posting: Posting) -> bool:
    """Five roles: clerk and secretary. Ten stars: reviewer and approver who are not of the village."""
    village = posting.organisation
    if posting.kind != Posting.Kind.STARS:
        return access.can_run_rating(user, village)
    by_post = access.can_review(user, village) or access.can_sign(user, village)
    opened = timezone.localdate(posting.round.opened_at)
    return by_post and not access.worked_in_village(user, village, opened)
