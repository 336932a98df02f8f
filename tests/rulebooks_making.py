"""Rulebooks as administrators make them: through the services, with every warning accepted."""

from fractions import Fraction
from types import SimpleNamespace

from stars.models import RatingRun, Result, Round, Rulebook, RulebookDraft, RulebookVersion, User
from stars.queries.rulebooks_findings import finding_id
from stars.rules.evaluate import evaluate
from stars.rules.lint import WARNING, check
from stars.rules.loader import book_digest, book_source
from stars.rules.plain import to_data
from stars.rules.rating import Rated
from stars.services.rulebook_beginning import begin_draft, take_over
from stars.services.rulebook_drafts import accept_findings, save_draft
from stars.services.rulebook_publishing import publish_draft
from tests.making import make_person
from tests.rating_making import entries_of


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


def make_run(round: Round, category: str, scores: list[int], actor: User) -> RatingRun:
    """The entries of the category rated with these scores, in their order."""
    entries = [
        Rated(str(e.pk), {"score": Fraction(s)})
        for e, s in zip(entries_of(round, category), scores, strict=True)
    ]
    rating = evaluate(round.version.book.categories[category], entries)
    content = {"entries": [to_data(one) for one in entries], "decided": {}, **to_data(rating)}
    told = {"category": category, "number": 1, "content": content, "digest": "0" * 64}
    run = RatingRun.objects.create(round=round, made_by=actor, **told)
    for one in rating.outcomes:
        told = {"exact": str(one.exact), "shown": one.shown, "level": one.level, "explanation": []}
        Result.objects.create(run=run, entry_id=int(one.subject), **told)
    return run
