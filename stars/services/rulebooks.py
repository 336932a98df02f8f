"""Putting a shipped rulebook into use as an immutable version."""

from django.db import transaction

from stars.models import Rulebook, RulebookVersion
from stars.rules.loader import book_digest, book_source, load_book


@transaction.atomic
def shipped_version(*, key: str, actor=None) -> RulebookVersion:
    """The version whose text is the shipped book's; made if this text was never in use."""
    source = book_source(key)
    digest = book_digest(source)
    rulebook, _created = Rulebook.objects.get_or_create(
        key=key, owner=None, defaults={"title": lambda: load_book(key).title}
    )
    found = rulebook.versions.filter(digest=digest).first()
    if found:
        return found
    number = rulebook.versions.count() + 1
    return RulebookVersion.objects.create(
        rulebook=rulebook, number=number, source=source, digest=digest, published_by=actor
    )
