"""What the linter finds in a rulebook's words: another village, mixed-up branches, items that punish."""

import re
from collections.abc import Iterator

from stars.rules.book import Book
from stars.rules.findings import ERROR, HINT, WARNING, Finding, Findings

# A village's name is known by what follows it, or by the township before it; 全村, 农村 and 村规民约 are no names.
BODY = "党|总支|支部|委员会|“|‘|五带头|星级|评定|领导小组"
VILLAGE = re.compile(rf"(?<=[镇乡])[\u4e00-\u9fff]{{2,3}}村|[\u4e00-\u9fff]{{2}}村(?={BODY})")
NO_NAME = "农全本各政然该"
# What no item may score (design of the product: petitioning, complaint, speech, belief, family planning).
WORDS = "上访|信访|缠访|闹访|非访|投诉|举报|检举|控告|告状|计生|计划生育|超生|信教|宗教|迷信|邪教"
AGAINST = "不|没有|未|无|零|违反|禁止|杜绝|抵制|反对|制止|拒绝|劝阻"
SERVES = "推诿|积压|拖|压|报复|敷衍|瞒|阻"  # "no petition is left lying" asks something of the office, not of people
SPEECH = "(?:乱|不得|不准|不许|禁止)(?:说|讲|评议|议论|发帖)|妄议|传谣"
PUNISHES = re.compile(
    rf"(?:{AGAINST})(?:(?!{SERVES})[^，。；！]){{0,8}}?({WORDS})"
    rf"|((?:越级|集体|非正常|违规|无理)(?:上访|信访))|({SPEECH})"
)
SPEAKS = re.compile(WORDS)


def text_findings(book: Book) -> Findings:
    yield from other_villages(book)
    yield from mixed_branches(book)
    yield from items_that_punish(book)


def villages_in(text: str) -> set[str]:
    return {name for name in VILLAGE.findall(text) if name[-2] not in NO_NAME}


def other_villages(book: Book) -> Findings:
    own = villages_in(book.title) | villages_in(book.issuer)
    for article, text, place in texts(book):
        for name in sorted(villages_in(text) - own):
            yield Finding("other_village_named", WARNING, place, article, {"village": name})


def texts(book: Book) -> Iterator[tuple[str | None, str, str]]:
    """(article, text, place) of everything that the book says in words."""
    for clause in book.clauses:
        yield clause.article, clause.text, "document"
    for category in book.categories.values():
        for dimension in category.dimensions:
            yield dimension.article, dimension.title, f"{category.key}.{dimension.key}"
            for item in dimension.items:
                yield item.article, item.text, f"{category.key}.{item.key}"
        for benefit in category.benefits:
            yield benefit.article, benefit.text, f"{category.key}.{benefit.key}"


def mixed_branches(book: Book) -> Findings:
    """The document says "general branch" here and "branch" there for the same body."""
    general = [clause for clause in book.clauses if "总支" in clause.text]
    plain = [clause for clause in book.clauses if "支部" in clause.text and "总支部" not in clause.text]
    if general and plain:
        numbers = {"general": general[0].article, "branch": plain[0].article}
        yield Finding("branches_mixed_up", HINT, "document", plain[0].article, numbers)


def items_that_punish(book: Book) -> Findings:
    """A demand against such words may not be scored at all; an item that only speaks of them is looked at."""
    for article, text, place in texts(book):
        if place == "document":
            continue
        if found := PUNISHES.search(text):
            word = found[1] or found[2] or found[3]
            yield Finding("item_punishes", ERROR, place, article, {"word": word})
        elif found := SPEAKS.search(text):
            yield Finding("item_speaks_of", WARNING, place, article, {"word": found[0]})
