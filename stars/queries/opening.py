"""By which rulebooks a village can open a round of the five roles."""

from stars.models import Organisation, RulebookVersion
from stars.queries.rulebooks import usable_versions
from stars.rules.book import Book, Category

HALF_YEAR = "half_year"


def rating_versions(village: Organisation) -> list[RulebookVersion]:
    """Usable versions of books that rate by levels."""
    return [version for version in usable_versions(village) if rates_by_levels(version.book)]


def rates_by_levels(book: Book) -> bool:
    return all(category.award == "level" for category in book.categories.values())


def weights_stated(book: Book) -> bool:
    """Whether every category says what each of its sources counts."""
    return all(_weighed(category) for category in book.categories.values())


def _weighed(category: Category) -> bool:
    weights = [source.weight for source in category.sources]
    return bool(weights) and None not in weights


def rates_half_years(book: Book) -> bool:
    return book.period == HALF_YEAR
