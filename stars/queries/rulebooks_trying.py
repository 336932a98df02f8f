"""What a rulebook's text would have made of an earlier round. Nothing is stored.

Administrators choose among rounds that were filed with a township, and read counts; the secretary of the village
reads whose level would be another one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from stars.access import administered_by, can_open_rating
from stars.assessing import SETTLED, WITH_TOWNSHIP
from stars.models import RatingRun, Round
from stars.queries.rulebooks_pages import reading_villages
from stars.queries.standing import newest_runs, standing_results
from stars.rules.book import Book, Category
from stars.rules.dry_run import DryRun, dry_run
from stars.rules.plain import from_data
from stars.rules.rating import Outcome, Rated
from stars.trying_words import MoveLine, left_out_lines, move_lines, tie_lines
from stars.words import told, told_share

NEWEST = 200  # that many rounds are offered


@dataclass(frozen=True)
class Trial:
    """One category. `rated`: how many; `same`: whose level stays."""

    category: str
    rated: int
    same: int
    moves: list[MoveLine]
    broken: list[str]
    ties: list[str]
    warnings: list[str]
    left_out: list[str]


def rounds_to_try(user, book: Book) -> list[Round]:
    """The newest rounds that the user may take, with results in a category of the book."""
    places = [one.pk for one in administered_by(user)]
    below = Q(organiser__parent__in=places) | Q(organiser__parent__parent__in=places)
    filed = Q(assessment__state__in=WITH_TOWNSHIP | SETTLED)
    own = Q(organiser__in=[village.pk for village in reading_villages(user)])
    runs = RatingRun.objects.filter(category__in=[one.key for one in rated_categories(book)])
    found = Round.objects.filter(own | (below & filed), category="", pk__in=runs.values("round"))
    related = ("organiser__parent", "version__rulebook", "assessment")
    return list(found.select_related(*related).order_by("-year", "-pk")[:NEWEST])


def rated_categories(book: Book) -> list[Category]:
    """Those that give levels; stars one by one are not computed from scores."""
    return [one for one in book.categories.values() if one.award == "level"]


def trials(user, round: Round, book: Book) -> list[Trial]:
    """Every category of the book that the round rated, in the order of the book; four queries."""
    runs, standing = newest_runs(round), standing_results(round)
    names = {str(one.entry.pk): str(one.entry.subject) for one in standing}
    levels = {str(one.entry.pk): one.level for one in standing}
    shown = names if can_open_rating(user, round.organiser) else None
    return [
        trial(category, runs[category.key].content, levels, shown)
        for category in rated_categories(book)
        if category.key in runs
    ]


def trial(
    category: Category, content: dict, levels: Mapping[str, int | None], names: Mapping[str, str] | None
) -> Trial:
    entries = [from_data(Rated, one) for one in content["entries"]]
    earlier = [Outcome(one.subject, None, levels.get(one.subject), ()) for one in entries]
    decided = {int(level): chosen for level, chosen in content.get("decided", {}).items()}
    found = dry_run(category, entries, earlier, decided)
    return Trial(
        category=category.title,
        rated=len(entries),
        same=len(entries) - len(found.moves) - len(found.left_out),
        moves=move_lines(found.moves, names),
        broken=[told_share(share) for share in found.broken],
        ties=tie_lines(found.ties, names),
        warnings=warnings_of(found),
        left_out=left_out_lines(found.left_out, names),
    )


def warnings_of(found: DryRun) -> list[str]:
    """What the shares and the ties say already is not said twice."""
    said = {"about_share_exceeded", "ties_undecided"}
    return [told(one.code, **one.numbers) for one in found.warnings if one.code not in said]
