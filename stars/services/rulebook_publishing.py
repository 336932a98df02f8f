"""A draft becomes a version that never changes."""

from django.db import transaction
from django.utils import timezone

from stars.actions import Action
from stars.models import GroundPermission, RulebookDraft, RulebookVersion
from stars.queries.grounds import ground_texts, punishing
from stars.queries.rulebooks import newest_of
from stars.queries.rulebooks_findings import standing_in_the_way, still_found
from stars.rules.lint import check
from stars.rules.loader import book_digest
from stars.services.recording import record
from stars.services.rulebook_locking import lock_draft, record_of
from stars.services.rulebook_refusals import FindingsStand, SameText
from stars.services.rulebook_texts import parsed
from stars.tracking import delete_tracked, save_tracked


@transaction.atomic
def publish_draft(*, actor, rulebook_id: int, version: int) -> RulebookVersion:
    """Publish exactly the text that was read (`version`); refused while an error or an unaccepted warning stands."""
    draft = lock_draft(actor, rulebook_id, version)
    rulebook, digest = draft.rulebook, book_digest(draft.source)
    same = rulebook.versions.filter(digest=digest).first()
    if same:
        raise SameText(same.number)
    findings = check(parsed(draft.source))
    standing = standing_in_the_way(findings, draft.accepted)
    if standing:
        raise FindingsStand(standing)
    before = newest_of(rulebook)
    made = RulebookVersion.objects.create(
        rulebook=rulebook,
        number=before.number + 1 if before else 1,
        source=draft.source,
        digest=digest,
        accepted=still_found(draft.accepted, findings),
        published_by=actor,
    )
    _settle(draft, actor)
    record_of(Action.RULEBOOK_PUBLISHED, draft, actor=actor, number=made.number, digest=digest)
    end_changed_grounds(before, made, actor)
    return made


def _settle(draft: RulebookDraft, actor) -> None:
    """The draft has done its work; the list shows the title that is in use now."""
    draft.rulebook.title = draft.book.title[:200]
    draft.rulebook.save(update_fields=["title"])
    delete_tracked(draft, actor=actor)


def end_changed_grounds(before: RulebookVersion | None, made: RulebookVersion, actor) -> None:
    """The county looked at a text: a ground that now says something else, or nothing, is off again."""
    if before is None:
        return
    old, new, never = ground_texts(before), ground_texts(made), punishing(made)
    for row in GroundPermission.objects.filter(rulebook=made.rulebook, ended_on=None):
        if row.clause in never or new.get(row.clause) != old.get(row.clause):
            row.ended_on = timezone.localdate()
            save_tracked(row, actor=actor, reason="text changed")
            told = {"clause": row.clause, "on": False, "number": made.number}
            record(
                Action.GROUND_SWITCHED,
                actor=actor,
                organisation=row.county,
                target=made.rulebook.title,
                **told,
            )
