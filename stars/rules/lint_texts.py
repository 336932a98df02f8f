"""What the linter finds in a rulebook's words: another village, mixed-up branches, items that punish."""

import re
from collections.abc import Iterator
from typing import Any

from stars.rules.book import Book

Found = tuple[str, str, str, str | None, dict[str, Any]]

# A village's name is known by what follows it, or by the township before it; 全村, 农村 and 村规民约 are no names.
BODY = "党|总支|支部|委员会|“|‘|五带头|星级|评定|领导小组"
VILLAGE = re.compile(rf"(?<=[镇乡])[\u4e00-\u9fff]{{2,3}}村|[\u4e00-\u9fff]{{2}}村(?={BODY})")
NO_NAME = "农全本各政然该"
# Words of what no item may score (design of the product: petitioning, complaint, speech, belief, family planning).
PUNISHED = ("上访", "信访", "计生", "计划生育", "乱说", "乱评议", "信教", "宗教", "迷信", "邪教", "举报")


def text_findings(book: Book) -> Iterator[Found]:
    """(code, severity, place, article, numbers)."""
    yield from other_villages(book)
    yield from mixed_branches(book)
    yield from items_that_punish(book)


def villages_in(text: str) -> set[str]:
    return {name for name in VILLAGE.findall(text) if name[-2] not in NO_NAME}


def other_villages(book: Book) -> Iterator[Found]:
    own = villages_in(book.title) | villages_in(book.issuer)
    for article, text, place in texts(book):
        for name in sorted(villages_in(text) - own):
            yield "other_village_named", "warning", place, article, {"village": name}


def texts(book: Book) -> Iterator[tuple[str | None, str, str]]:
    """(article, text, place) of everything that the book says in words."""
    for clause in book.clauses:
        yield clause.article, clause.text, "document"
    for category in book.categories.values():
        for dimension in category.dimensions:
            for item in dimension.items:
                yield item.article, item.text, f"{category.key}.{item.key}"
        for benefit in category.benefits:
            yield benefit.article, benefit.text, f"{category.key}.{benefit.key}"


def mixed_branches(book: Book) -> Iterator[Found]:
    """The document says "general branch" here and "branch" there for the same body."""
    general = [clause for clause in book.clauses if "总支" in clause.text]
    plain = [clause for clause in book.clauses if "支部" in clause.text and "总支部" not in clause.text]
    if general and plain:
        numbers = {"general": general[0].article, "branch": plain[0].article}
        yield "branches_mixed_up", "hint", "document", plain[0].article, numbers


def items_that_punish(book: Book) -> Iterator[Found]:
    for article, text, place in texts(book):
        for word in PUNISHED:
            if place != "document" and word in text:
                yield "item_punishes", "warning", place, article, {"word": word}
