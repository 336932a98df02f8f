"""What the linter finds in grounds, benefits, posting, and in what was read into the document."""

from collections import Counter

from stars.rules.book import Book, Category
from stars.rules.findings import ERROR, HINT, WARNING, Finding, Findings
from stars.rules.lint_texts import SPEAKS

PUNISHED = ("petition", "family_planning", "speech", "belief")
# Readings that a finding of their own tells.
SAID = frozenset({"points", "weights", "quota_base", "quota_rounding", "items"})


def grounds(category: Category) -> Findings:
    for ground in category.grounds:
        place, numbers = f"{category.key}.{ground.clause}", {"concerns": ground.concerns}
        punishes = ground.concerns in PUNISHED or SPEAKS.search(ground.text)
        code = "ground_punishes" if punishes else "ground_needs_legal_basis"
        yield Finding(code, WARNING, place, ground.clause, numbers)
        if ground.period_missing:
            yield Finding("ground_without_period", HINT, place, ground.clause)
    for clause, count in Counter(ground.clause for ground in category.grounds).items():
        if count > 1:
            yield Finding("clause_twice", ERROR, f"{category.key}.{clause}", clause, {"clause": clause})


def benefits(category: Category) -> Findings:
    for benefit in category.benefits:
        place, numbers = f"{category.key}.{benefit.key}", {"benefit": benefit.text}
        if benefit.settled_by_law:
            yield Finding("aid_settled_by_law", WARNING, place, benefit.article, numbers)
        if benefit.months is not None and benefit.months < 1:
            numbers = {"benefit": benefit.text, "months": str(benefit.months)}
            yield Finding("months_out_of_range", ERROR, place, benefit.article, numbers)


def posting(category: Category) -> Findings:
    numbers, article = {"days": category.posting_days}, category.articles.posting
    if category.posting_days < 0:
        yield Finding("posting_days_negative", ERROR, category.key, article, numbers)
    elif "posting_days" in category.readings:
        yield Finding("reading_posting_days", HINT, category.key, article, numbers)
    elif category.award == "level" and not category.posting_days:
        yield Finding("posting_days_not_stated", HINT, category.key, article)


def readings(category: Category) -> Findings:
    """What the document leaves open and we read into it, where no other finding says it."""
    for reading in category.readings:
        if reading not in SAID | {"posting_days"}:
            yield Finding(f"reading_{reading}", HINT, category.key)
    ours = [item.key for dimension in category.dimensions for item in dimension.items if item.reading]
    if ours:
        yield Finding("reading_items", HINT, category.key, numbers={"count": len(ours)})
    for clause in category.not_carried:
        yield Finding("not_carried", HINT, category.key, clause.article, {"why": clause.why})
    for dimension in category.dimensions:
        if dimension.misfit:
            place, numbers = f"{category.key}.{dimension.key}", {"role": dimension.title}
            yield Finding("text_under_wrong_heading", HINT, place, dimension.article, numbers)


def book_readings(book: Book) -> Findings:
    """What is read into the document as a whole."""
    for reading in book.readings:
        yield Finding(f"reading_{reading}", HINT, "document")
    if not book.categories:
        yield Finding("no_category", ERROR, "document")
