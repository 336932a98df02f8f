"""The drafts that administrators begin and drop: of a shipped book, of a text they bring, of the newest version."""

from django.db import transaction

from stars.access import can_edit_rulebooks
from stars.actions import Action
from stars.models import Organisation, Rulebook, RulebookDraft
from stars.queries.rulebooks import newest_of
from stars.queries.rulebooks_findings import still_found
from stars.rules.lint import check
from stars.rules.loader import book_source
from stars.services.requiring import require
from stars.services.rulebook_locking import lock_draft, lock_rulebook, may_edit, record_of
from stars.services.rulebook_refusals import DraftExists, NoDraft
from stars.services.rulebook_texts import parsed
from stars.tracking import delete_tracked, save_tracked


def take_over(*, actor, owner: Organisation, key: str) -> RulebookDraft:
    """A shipped book becomes the owner's own, as a draft of exactly its text; KeyError if none is shipped so."""
    return import_book(actor=actor, owner=owner, source=book_source(key))


@transaction.atomic
def import_book(*, actor, owner: Organisation, source: str, name: str = "") -> RulebookDraft:
    """A draft of exactly this text, under the key that it names; `name` is what refusals call the file."""
    require(can_edit_rulebooks(actor, owner))
    book = parsed(source, name)
    made, _created = Rulebook.objects.get_or_create(
        owner=owner, key=book.key, defaults={"title": book.title[:200]}
    )
    return _begin(actor, lock_rulebook(made.pk), source, [])


@transaction.atomic
def begin_draft(*, actor, rulebook_id: int) -> RulebookDraft:
    """A draft of the newest version's text, with what was accepted of it."""
    rulebook = lock_rulebook(rulebook_id)
    require(may_edit(actor, rulebook))
    newest = newest_of(rulebook)
    if newest is None:
        raise NoDraft
    accepted = still_found(newest.accepted, check(newest.book))
    return _begin(actor, rulebook, newest.source, accepted)


def _begin(actor, rulebook: Rulebook, source: str, accepted: list[dict]) -> RulebookDraft:
    if RulebookDraft.objects.filter(rulebook=rulebook).exists():
        raise DraftExists
    told = {"base": newest_of(rulebook), "source": source, "accepted": accepted}
    draft = RulebookDraft(rulebook=rulebook, changed_by=actor, **told)
    save_tracked(draft, actor=actor)
    record_of(Action.DRAFT_BEGUN, draft, actor=actor)
    return draft


@transaction.atomic
def drop_draft(*, actor, rulebook_id: int, version: int) -> None:
    """The draft is gone; its history stays. A rulebook that never had a version goes with it."""
    draft = lock_draft(actor, rulebook_id, version)
    delete_tracked(draft, actor=actor)
    record_of(Action.DRAFT_DROPPED, draft, actor=actor)
    if not draft.rulebook.versions.exists():
        draft.rulebook.delete()
