"""Working on a draft: its text, and the linter's warnings that somebody accepts with a reason."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from stars.actions import Action
from stars.errors import BadInput, ReasonNeeded
from stars.models import RulebookDraft
from stars.queries.rulebooks_findings import as_accepted, finding_id, still_found
from stars.rules.lint import WARNING, check
from stars.services.rulebook_locking import lock_draft, record_of
from stars.services.rulebook_refusals import OtherKey
from stars.services.rulebook_texts import parsed
from stars.tracking import save_tracked

LONGEST_REASON = 500


@transaction.atomic
def save_draft(
    *, actor, rulebook_id: int, version: int, source: str, place: str = "", name: str = ""
) -> RulebookDraft:
    """Keep `source` as the draft's text. `place`: what of it was edited; `name`: of the file that it came from.

    A text that says nothing new is no change. Acceptances of findings that are gone go with them.
    """
    draft = lock_draft(actor, rulebook_id, version)
    book = parsed(source, name)
    if book.key != draft.rulebook.key:
        raise OtherKey(found=book.key, wanted=draft.rulebook.key)
    if source == draft.source:
        return draft
    draft.source, draft.changed_by, draft.version = source, actor, draft.version + 1
    draft.accepted = still_found(draft.accepted, check(book))
    save_tracked(draft, actor=actor, reason=place)
    record_of(Action.DRAFT_CHANGED, draft, actor=actor, place=place)
    return draft


@transaction.atomic
def accept_findings(*, actor, rulebook_id: int, findings: Iterable[str], reason: str) -> RulebookDraft:
    """Accept warnings by their ids (stars.queries.rulebooks_findings.finding_id), with one reason for all of them."""
    draft = lock_draft(actor, rulebook_id)
    wanted, reason = set(findings), reason.strip()
    if not reason:
        raise ReasonNeeded(_("Say why the book stays as it is: the reason is kept with the version."))
    if len(reason) > LONGEST_REASON:
        raise BadInput(_("The reason is longer than %d letters. Shorten it.") % LONGEST_REASON)
    found = {finding_id(one): one for one in check(draft.book) if one.severity == WARNING}
    if not wanted or wanted - set(found):
        raise BadInput(_("Tick warnings that still stand. Corrected ones are gone from the list."))
    kept = [row for row in draft.accepted if row.get("id") not in wanted]
    new = [as_accepted(found[one], reason=reason, by=str(actor)) for one in found if one in wanted]
    _keep(draft, kept + new, actor)
    record_of(Action.FINDING_ACCEPTED, draft, actor=actor, reason=reason, findings=codes_of(new))
    return draft


@transaction.atomic
def take_back(*, actor, rulebook_id: int, finding: str) -> RulebookDraft:
    """The warning stands again; one that was not accepted stays as it is."""
    draft = lock_draft(actor, rulebook_id)
    gone = [row for row in draft.accepted if row.get("id") == finding]
    if gone:
        _keep(draft, [row for row in draft.accepted if row not in gone], actor)
        record_of(Action.FINDING_ACCEPTED, draft, actor=actor, taken_back=codes_of(gone))
    return draft


def _keep(draft: RulebookDraft, accepted: list[dict], actor) -> None:
    draft.accepted, draft.changed_by = accepted, actor
    save_tracked(draft, actor=actor, reason="accepted")


def codes_of(accepted: list[dict]) -> list[str]:
    return [f"{row['place']}: {row['code']}" for row in accepted]
