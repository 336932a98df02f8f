"""What is wrong with a list of subjects as a whole, and the words for all that can be wrong with it."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from stars.lists.cleaning import plain_word
from stars.lists.model import ListRead, ListRow, RowProblem
from stars.lists.words import told_problem
from stars.models import Subject
from stars.plain_names import unwanted_heading
from stars.rules.book import Book, Category
from stars.subject_kinds import kind_of

Kind = Subject.Kind
WORDS = {
    "long_number": _(
        "“%(found)s” holds what looks like an ID, phone or card number. Such numbers are not kept here: delete it."
    ),
    "not_a_level": _("A level from 0 to 5 belongs here, or nothing at the first rating; not “%(found)s”."),
    "unwanted_heading": _(
        "“%(found)s”: ID numbers, addresses, days of birth, phone and card numbers of people are not kept here, "
        "because nobody needs them to rate. Delete the whole column and choose the file again."
    ),
    "household_twice": _(
        "The household %(found)s is there twice, in row %(expected)s too. Look up which is right and delete the other."
    ),
    "business_twice": _(
        "“%(found)s” is there twice, in row %(expected)s too. Delete one, or tell the two apart in the column 区分."
    ),
    "unknown_category": _("The rulebook has no category “%(found)s”. It has: %(expected)s."),
    "other_category": _(
        "“%(found)s” is another category. This list is for %(expected)s; import the row there."
    ),
}


def told(problem: RowProblem) -> str:
    return told_problem(problem, WORDS)


def problems_of(read: ListRead, book: Book, table: Category) -> list[RowProblem]:
    """Those found cell by cell, rows that contradict each other, and rows of another category; in order of rows."""
    found = [with_reason(problem) for problem in read.problems]
    found += [*twins(read.rows, table), *strangers(read.rows, book, table)]
    return sorted(found, key=lambda problem: problem.row)


def with_reason(problem: RowProblem) -> RowProblem:
    """A column that is not only unknown but not wanted is told so."""
    if problem.code == "unknown_heading" and unwanted_heading(problem.found):
        return replace(problem, code="unwanted_heading")
    return problem


def twins(rows: tuple[ListRow, ...], table: Category) -> Iterator[RowProblem]:
    """A household or a business twice. People are asked about instead: two of a name may be two people."""
    kind, first = kind_of(table.key), {}
    for row in rows:
        if kind == Kind.PERSON:
            return
        keys = ("group", "number") if kind == Kind.HOUSEHOLD else ("name", "group", "alias")
        key = tuple(str(row.values[name]) for name in keys)
        if first.setdefault(key, row.number) != row.number:
            code = "household_twice" if kind == Kind.HOUSEHOLD else "business_twice"
            yield RowProblem(row.number, "", code, " ".join(filter(None, key)), expected=str(first[key]))


def strangers(rows: tuple[ListRow, ...], book: Book, table: Category) -> Iterator[RowProblem]:
    """Rows that name a category which is not this one."""
    known = {plain_word(name) for one in book.categories.values() for name in (one.title, one.key)}
    own = {plain_word(table.title), plain_word(table.key)}
    for row in rows:
        said = str(row.values["category"])
        if said and plain_word(said) not in own:
            titles = "、".join(one.title for one in book.categories.values())
            other = plain_word(said) in known
            code, wanted = ("other_category", table.title) if other else ("unknown_category", titles)
            yield RowProblem(row.number, "", code, said, expected=wanted)
