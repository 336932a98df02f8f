"""A rulebook ready for its pages: every category with its lines in words."""

from collections.abc import Collection
from dataclasses import dataclass

from portal.views.rulebooks.book_words import (
    PartLines,
    benefit_line,
    ground_line,
    item_line,
    not_carried_line,
    part_lines,
    role_line,
)
from stars.rules.book import Book, Category, Dimension
from stars.rules.terms import Benefit


@dataclass(frozen=True)
class RoleLines:
    role: Dimension
    line: str
    items: list[str]


@dataclass(frozen=True)
class CategoryPage:
    """`benefits`: (benefit, line); `grounds`: (line, whether the county has switched it on)."""

    key: str
    title: str
    roles: list[RoleLines]
    parts: list[PartLines]
    benefits: list[tuple[Benefit, str]]
    grounds: list[tuple[str, bool]]
    not_carried: list[str]


def category_page(category: Category, in_force: Collection[str] = ()) -> CategoryPage:
    return CategoryPage(
        key=category.key,
        title=category.title,
        roles=[
            RoleLines(one, role_line(one), [item_line(i) for i in one.items]) for one in category.dimensions
        ],
        parts=part_lines(category),
        benefits=[(one, benefit_line(one)) for one in category.benefits],
        grounds=[(ground_line(one), one.clause in in_force) for one in category.grounds],
        not_carried=[not_carried_line(one) for one in category.not_carried],
    )


def book_pages(book: Book, in_force: Collection[str] = ()) -> list[CategoryPage]:
    return [category_page(category, in_force) for category in book.categories.values()]
