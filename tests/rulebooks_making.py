"""Rulebooks as administrators make them: through the services, with every warning accepted."""

from types import SimpleNamespace

from stars.models import Rulebook, RulebookDraft, RulebookVersion, User
from stars.queries.rulebooks_findings import finding_id
from stars.rules.lint import WARNING, check
from stars.rules.loader import book_digest, book_source
from stars.services.rulebook_beginning import begin_draft, take_over
from stars.services.rulebook_drafts import accept_findings, save_draft
from stars.services.rulebook_publishing import publish_draft
from tests.making import make_person


def make_town_administrator(world: SimpleNamespace) -> User:
    return make_person("town_administrator", "administrator", world.township)


def stored_version(owner, key: str = "daan", number: int = 1, note: str = "") -> RulebookVersion:
    """A version as if it had been published, whatever stands in it."""
    book, _created = Rulebook.objects.get_or_create(key=key, owner=owner, defaults={"title": key})
    source = book_source(key) + note
    told = {"number": number, "source": source, "digest": book_digest(source)}
    return RulebookVersion.objects.create(rulebook=book, **told)


def make_draft(actor, owner, key: str = "daan") -> RulebookDraft:
    return take_over(actor=actor, owner=owner, key=key)


def change(actor, draft: RulebookDraft, old: str, new: str) -> RulebookDraft:
    """Save the draft with `new` for every `old`, which must stand there."""
    draft.refresh_from_db()
    assert old in draft.source
    told = {"rulebook_id": draft.rulebook_id, "version": draft.version}
    return save_draft(actor=actor, source=draft.source.replace(old, new), **told)


def warnings_of(draft: RulebookDraft) -> list[str]:
    return [finding_id(one) for one in check(draft.book) if one.severity == WARNING]


def accept_all(actor, draft: RulebookDraft, reason: str = "镇里已研究同意") -> None:
    found = warnings_of(draft)
    if found:
        accept_findings(actor=actor, rulebook_id=draft.rulebook_id, findings=found, reason=reason)


def publish(actor, draft: RulebookDraft) -> RulebookVersion:
    draft.refresh_from_db()
    accept_all(actor, draft)
    return publish_draft(actor=actor, rulebook_id=draft.rulebook_id, version=draft.version)


def make_published(actor, owner, key: str = "daan") -> RulebookVersion:
    return publish(actor, make_draft(actor, owner, key))


def publish_changed(actor, rulebook: Rulebook, old: str, new: str) -> RulebookVersion:
    """The next version, in which `new` stands for `old`."""
    draft = begin_draft(actor=actor, rulebook_id=rulebook.pk)
    return publish(actor, change(actor, draft, old, new))
