"""What the linter finds in points, weights and ballots."""

from collections import Counter
from decimal import Decimal

from stars.rules.book import Category, Dimension, Item
from stars.rules.findings import ERROR, HINT, WARNING, Finding, Findings, percent

TABLE_POINTS = Decimal(100)


def negative_points(category: Category) -> Findings:
    for dimension in category.dimensions:
        parts: tuple[Dimension | Item, ...] = (dimension, *dimension.items)
        for part in parts:
            if part.points is not None and part.points < 0:
                place = f"{category.key}.{part.key}"
                yield Finding("points_negative", ERROR, place, part.article, {"points": f"{part.points:f}"})


def items_twice(category: Category) -> Findings:
    """Scores and self-checks go by the item's key, so that it stands for one line of the table."""
    counted = Counter(item.key for dimension in category.dimensions for item in dimension.items)
    for key, count in counted.items():
        if count > 1:
            yield Finding("item_twice", ERROR, f"{category.key}.{key}", numbers={"key": key})


def weights(category: Category) -> Findings:
    """More than 100 % would give scores above 100; less only wants a reason."""
    place, article = category.key, category.articles.sources
    stated = [source.weight for source in category.sources if source.weight is not None]
    for source in category.sources:
        if source.weight is not None and not 0 <= source.weight <= 1:
            numbers = {"source": source.title, "weight": percent(source.weight)}
            yield Finding("weight_out_of_range", ERROR, f"{place}.{source.key}", article, numbers)
    if not stated:
        if category.award == "level":
            code = "weights_not_stated" if category.sources else "sources_not_stated"
            yield Finding(code, HINT, place, article)
    elif len(stated) < len(category.sources) or sum(stated) != 1:
        severity = ERROR if sum(stated) > 1 else WARNING
        yield Finding("weights_not_100", severity, place, article, {"sum": percent(sum(stated))})


def parts_total(dimension: Dimension) -> Decimal | None:
    """What the parts add to; None where the dimension has none with points."""
    points = [item.points for item in dimension.items if item.points is not None]
    return sum(points, Decimal(0)) if points else None


def points(category: Category) -> Findings:
    if category.award != "level":
        return
    missing = [dimension.title for dimension in category.dimensions if dimension.points is None]
    if missing:
        article = category.articles.points
        yield Finding("points_not_stated", HINT, category.key, article, {"roles": missing})
        return
    for dimension in category.dimensions:
        parts, whole = parts_total(dimension), dimension.points
        if parts is not None and parts != whole:
            place = f"{category.key}.{dimension.key}"
            numbers = {"role": dimension.title, "parts": f"{parts:f}", "points": f"{whole:f}"}
            yield Finding("parts_differ_from_whole", WARNING, place, dimension.article, numbers)
    yield from table_total(category)


def table_total(category: Category) -> Findings:
    article = category.articles.points
    totals = [parts_total(dimension) or dimension.points or Decimal(0) for dimension in category.dimensions]
    if sum(totals) != TABLE_POINTS:
        yield Finding("table_total", WARNING, category.key, article, {"total": f"{sum(totals):f}"})
    bare = [dimension.title for dimension in category.dimensions if parts_total(dimension) is None]
    if bare and len(bare) < len(category.dimensions):
        yield Finding("roles_without_parts", HINT, category.key, article, {"roles": bare})


def ballot(category: Category) -> Findings:
    article = category.articles.sources
    for option in category.ballot:
        if not 0 <= option.points <= TABLE_POINTS:
            numbers = {"option": option.title, "points": f"{option.points:f}"}
            yield Finding("ballot_out_of_range", ERROR, f"{category.key}.{option.key}", article, numbers)
    keys = [option.key for option in category.ballot]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Finding("ballot_option_twice", ERROR, f"{category.key}.{key}", article, {"key": key})
    if not keys and any(source.key == "meeting" for source in category.sources):
        yield Finding("ballot_missing", WARNING, category.key, article)
