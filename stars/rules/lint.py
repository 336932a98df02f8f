"""Reading a rulebook before it may be used: errors forbid, warnings want a reason, hints tell what was read into it.

Every finding comes from the book's own data and has a stable code.
"""

from collections.abc import Callable

from stars.rules import lint_levels, lint_points, lint_rights
from stars.rules.book import Book, Category
from stars.rules.findings import ERROR, HINT, WARNING, Finding, Findings
from stars.rules.lint_texts import text_findings

__all__ = ["ERROR", "HINT", "WARNING", "Finding", "check", "errors"]

RULES: tuple[Callable[[Category], Findings], ...] = (
    lint_levels.thresholds,
    lint_levels.levels_in_a_row,
    lint_levels.unknown_levels,
    lint_levels.shares,
    lint_points.negative_points,
    lint_points.items_twice,
    lint_points.weights,
    lint_points.ballot,
    lint_points.points,
    lint_levels.goals,
    lint_levels.quotas,
    lint_rights.grounds,
    lint_rights.benefits,
    lint_rights.posting,
    lint_rights.readings,
)


def check(book: Book) -> list[Finding]:
    """Errors first, then warnings, then hints; inside each in the order of the book."""
    found = [one for category in book.categories.values() for rule in RULES for one in rule(category)]
    found += [*text_findings(book), *lint_rights.book_readings(book)]
    return sorted(found, key=lambda one: (ERROR, WARNING, HINT).index(one.severity))


def errors(book: Book) -> list[Finding]:
    """What forbids the book to be used at all."""
    return [one for one in check(book) if one.severity == ERROR]
