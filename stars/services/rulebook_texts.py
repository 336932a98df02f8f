"""What a text must be before it is kept as a rulebook, even as a draft."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from stars.models import GroundPermission, Round, Rulebook, SelfCheck, Subject
from stars.models.rulebooks import book_of
from stars.rules.book import Book
from stars.rules.errors import BookError
from stars.services.rulebook_refusals import NotARulebook, OddKey

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def parsed(source: str, name: str = "") -> Book:
    """The rulebook in the text, with keys that rows and addresses can hold. Raises NotARulebook or OddKey."""
    try:
        book = book_of(source)
    except BookError as error:
        error.file = name or _("pasted text")
        raise NotARulebook(error) from error
    for key, longest in keys_of(book):
        if not KEY.fullmatch(key) or len(key) > longest:
            raise OddKey(key=key, longest=longest)
    for clause in clauses_of(book):
        if not 0 < len(clause.strip()) <= longest_of(GroundPermission, "clause"):
            raise OddKey(key=clause, longest=longest_of(GroundPermission, "clause"))
    return book


def longest_of(model, field: str) -> int:
    return model._meta.get_field(field).max_length


def keys_of(book: Book) -> Iterator[tuple[str, int]]:
    """Every key, and how long it may be where rows hold it."""
    yield book.key, longest_of(Rulebook, "key")
    table = min(longest_of(Subject, "category"), longest_of(Round, "category"))
    line = longest_of(SelfCheck, "item")
    for category in book.categories.values():
        yield category.key, table
        for dimension in category.dimensions:
            yield dimension.key, table
            yield from ((item.key, line) for item in dimension.items)
        yield from ((one.key, table) for one in (*category.sources, *category.benefits))


def clauses_of(book: Book) -> Iterator[str]:
    return (ground.clause for category in book.categories.values() for ground in category.grounds)
