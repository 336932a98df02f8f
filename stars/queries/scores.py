"""What one person of the leading group gave, and what is still to be given."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from stars.models import Entry, PanelScore, Round
from stars.points import total
from stars.queries.entries import entries_to_rate
from stars.queries.own import own_subjects
from stars.rules.book import Category
from stars.rules.rating import cut
from stars.rules.scoring import ScoreLine, score_lines

ENTRIES_A_PAGE = 50
FIELDS_A_PAGE = 1500  # a form may hold 2,000 fields


@dataclass(frozen=True)
class MyScore:
    """One entry in the list of who scores; `own` is never offered."""

    entry: Entry
    score: PanelScore | None
    own: bool
    total: str

    @property
    def version(self) -> int:
        return self.score.version if self.score else 0


@dataclass(frozen=True)
class ScoreSheet:
    """One page of one category; its object_list holds MyScores, in the order of the subjects."""

    category: Category
    lines: tuple[ScoreLine, ...]
    page: Page

    @property
    def rows(self) -> list[MyScore]:
        return self.page.object_list


def score_sheet(user, round: Round, category: Category, number: int) -> ScoreSheet:
    """At most 50 entries; five queries."""
    lines = score_lines(category)
    size = max(1, min(ENTRIES_A_PAGE, FIELDS_A_PAGE // (len(lines) + 1)))
    page = Paginator(entries_to_rate(round, category.key), size).get_page(number)
    page.object_list = my_scores(user, round, category, list(page.object_list))
    return ScoreSheet(category, lines, page)


def my_scores(user, round: Round, category: Category, entries: list[Entry]) -> list[MyScore]:
    own = own_subjects(user, round.organiser)
    given = {row.entry_id: row for row in PanelScore.objects.filter(scorer=user, entry__in=entries)}
    return [my_score(category, entry, given.get(entry.pk), entry.subject_id in own) for entry in entries]


def my_score(category: Category, entry: Entry, score: PanelScore | None, own: bool) -> MyScore:
    return MyScore(entry, score, own, str(cut(total(category, score.points))) if score else "")


def next_without_score(user, round: Round, category: Category, after: Entry) -> Entry | None:
    """The next entry in the list that the user has still to score, from the top again after the last."""
    entries = list(entries_to_rate(round, category.key))
    own = own_subjects(user, round.organiser)
    given = set(PanelScore.objects.filter(scorer=user, entry__round=round).values_list("entry_id", flat=True))
    at = next((index for index, entry in enumerate(entries) if entry.pk == after.pk), -1)
    for entry in entries[at + 1 :] + entries[: max(at, 0)]:
        if entry.pk not in given and entry.subject_id not in own:
            return entry
    return None
