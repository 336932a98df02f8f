"""The results of one category as people read them: in the order of the subjects, never by score."""

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page, Paginator

from stars.assessing import AssessmentState, TargetState
from stars.models import Correction, Entry, RatingRun, Result, Round, Target
from stars.queries.standing import StandingResult, corrects, newest_runs, standing
from stars.queries.ties import undecided_ties
from stars.rules.book import Category
from stars.words import level_words, told

__all__ = ["undecided_ties"]

# After a way back to the scores the earlier runs are kept and are nobody's result.
BEFORE_RESULTS = frozenset({AssessmentState.PREPARING, AssessmentState.ASSESSING})
RESULTS_A_PAGE = 50
LOWEST_SHOWN = 1
RELATED = ("entry__subject", "entry__declared", "entry__round__version")
BY_ENTRY = ("entry__subject__group", "entry__subject__number", "entry__subject__name", "entry_id")


@dataclass(frozen=True)
class ResultRow:
    """One entry. `shown` only for those who see everything; `target`: that counts; `met`: whether it was met."""

    entry: Entry
    level: int | None
    shown: str
    target: Target | None = None

    @property
    def level_words(self) -> str:
        return level_words(self.level)

    @property
    def aim(self) -> str:
        """The target in words."""
        return aim_words(self.target)

    @property
    def met(self) -> bool | None:
        return is_met(self.target, self.level)


@dataclass(frozen=True)
class ResultsPage:
    """`counts`: level in words and how many have it, the highest first; `undecided`: how many wait for a tie."""

    category: Category
    run: RatingRun
    page: Page
    counts: list[tuple[str, int]]
    undecided: int
    base: int
    warnings: list[str]

    @property
    def rows(self) -> list[ResultRow]:
        return self.page.object_list


def results_page(
    round: Round, category: Category, *, everything: bool, page: str | None = None
) -> ResultsPage | None:
    """None before anything was computed. Without `everything` only who has a level worth posting, and no scores."""
    run = newest_runs(round).get(category.key)
    if run is None:
        return None
    corrections = corrections_of(run)
    rows = Result.objects.filter(run=run).order_by(*BY_ENTRY).values_list("pk", "entry_id", "level")
    found = [(pk, last_level(level, corrections.get(entry, []))) for pk, entry, level in rows]
    seen = [pk for pk, level in found if everything or (level or 0) >= LOWEST_SHOWN]
    shown = Paginator(seen, RESULTS_A_PAGE).get_page(page)
    shown.object_list = rows_of(list(shown.object_list), corrections, everything)
    undecided = len({subject for tie in run.content["ties"] for subject in tie["subjects"]})
    warnings = told_warnings(run) if everything else []
    counts = counted([level for _pk, level in found], 0 if everything else LOWEST_SHOWN)
    return ResultsPage(category, run, shown, counts, undecided if everything else 0, len(found), warnings)


def counted(levels: list[int | None], lowest: int) -> list[tuple[str, int]]:
    numbers = Counter(level for level in levels if level is not None and level >= lowest)
    return [(level_words(level), numbers[level]) for level in sorted(numbers, reverse=True)]


def told_warnings(run: RatingRun) -> list[str]:
    """Ties are not among them: they stand on the page by themselves."""
    return [told(**one) for one in run.content["warnings"] if one["code"] != "ties_undecided"]


def corrections_of(run: RatingRun) -> dict[int, list[Correction]]:
    """Entry → what upheld objections changed since this run was posted, or was taken over by it; one query."""
    found: dict[int, list[Correction]] = {}
    related = ("objection__posting", "entry__subject")
    rows = Correction.objects.filter(entry__results__run=run).select_related(*related)
    for row in rows.order_by("pk"):
        if corrects(row, run):
            found.setdefault(row.entry_id, []).append(row)
    return found


def last_level(level: int | None, corrections: list[Correction]) -> int | None:
    return corrections[-1].level if corrections else level


def rows_of(keys: list[int], corrections: dict[int, list[Correction]], everything: bool) -> list[ResultRow]:
    found = Result.objects.filter(pk__in=keys).select_related(*RELATED).order_by(*BY_ENTRY)
    return [
        result_row(standing(result, corrections.get(result.entry_id, [])), everything) for result in found
    ]


def result_row(found: StandingResult, everything: bool) -> ResultRow:
    """Of a target that was missed only those read who see everything."""
    if not everything:
        return ResultRow(found.entry, found.level, "")
    return ResultRow(found.entry, found.level, found.shown, target_of(found.entry))


def all_results(round: Round, category: Category) -> list[ResultRow] | None:
    """Everything, for a list that leaves the house; None before anything was computed."""
    run = newest_runs(round).get(category.key)
    if run is None:
        return None
    corrections = corrections_of(run)
    found = Result.objects.filter(run=run).select_related(*RELATED).order_by(*BY_ENTRY)
    return [result_row(standing(row, corrections.get(row.entry_id, [])), True) for row in found]


def standing_of(entry: Entry) -> StandingResult | None:
    """One entry's result now; None where it has none. Three queries."""
    run = newest_runs(entry.round).get(entry.subject.category)
    found = Result.objects.filter(run=run, entry=entry).select_related("entry__subject").first()
    return standing(found, corrections_of(run).get(entry.pk, [])) if run and found else None


def target_met(entry: Entry) -> bool | None:
    """Whether the entry reached the level that it set out to reach or to keep; None where there is no target that
    counts, or no level yet."""
    found = standing_of(entry)
    return is_met(target_of(entry), found.level) if found else None


def is_met(target: Target | None, level: int | None) -> bool | None:
    return None if target is None or level is None else level >= target.level


def target_of(entry: Entry) -> Target | None:
    """The target that counts: approved where the book has it approved, otherwise as declared."""
    try:
        target = entry.declared
    except ObjectDoesNotExist:
        return None
    rule = entry.table.target
    if rule is None or (rule.approved and target.state != TargetState.APPROVED):
        return None
    return None if target.state == TargetState.REFUSED else target


def aim_words(target: Target | None) -> str:
    return f"{target.get_kind_display()} {level_words(target.level)}" if target else ""
