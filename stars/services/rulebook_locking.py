"""What every step on a rulebook begins with: its row locked, the person asked for, the draft as it was read."""

from stars.access import can_edit_rulebooks
from stars.actions import Action
from stars.errors import Stale
from stars.models import Rulebook, RulebookDraft
from stars.services.recording import record
from stars.services.requiring import require
from stars.services.rulebook_refusals import NoDraft


def lock_rulebook(rulebook_id: int) -> Rulebook:
    found = Rulebook.objects.select_for_update(of=("self",)).select_related("owner")
    return found.get(pk=rulebook_id)


def lock_draft(actor, rulebook_id: int, version: int | None = None) -> RulebookDraft:
    """The draft under its rulebook's lock, if `actor` may edit it and (unless None) it is still at `version`."""
    rulebook = lock_rulebook(rulebook_id)
    require(may_edit(actor, rulebook))
    draft = RulebookDraft.objects.select_related("base").filter(rulebook=rulebook).first()
    if draft is None:
        raise NoDraft
    draft.rulebook = rulebook
    if version is not None and draft.version != version:
        raise Stale
    return draft


def may_edit(actor, rulebook: Rulebook) -> bool:
    """Nobody edits a shipped one."""
    return rulebook.owner is not None and can_edit_rulebooks(actor, rulebook.owner)


def record_of(action: Action, draft: RulebookDraft, *, actor, **more) -> None:
    rulebook = draft.rulebook
    record(action, actor=actor, organisation=rulebook.owner, target=rulebook.title, key=rulebook.key, **more)
