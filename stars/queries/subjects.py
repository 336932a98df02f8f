"""The village's list of one category, a page at a time, with who of it is in the round."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from stars.models import Entry, Organisation, Round, Subject, User

ON_A_PAGE = 50


@dataclass(frozen=True)
class SubjectRow:
    """`entry`: in this round, None if he is not in it."""

    subject: Subject
    entry: Entry | None


@dataclass(frozen=True)
class SubjectPage:
    page: Page
    rows: tuple[SubjectRow, ...]

    @property
    def total(self) -> int:
        return self.page.paginator.count


def own_subjects_of(round: Round, category: str) -> QuerySet[Subject]:
    return Subject.objects.filter(owner=round.organiser_id, category=category)


def subject_page(
    round: Round, category: str, *, search: str = "", left: bool = False, number: str | None = None
) -> SubjectPage:
    """Three queries. `left`: those taken out; `search`: part of a name, group, number or distinguishing word."""
    found = own_subjects_of(round, category)
    found = found.exclude(left_on=None) if left else found.present()
    if search:
        parts = ("name", "group", "number", "alias")
        wanted = Q()
        for part in parts:
            wanted |= Q(**{f"{part}__icontains": search})
        found = found.filter(wanted)
    page = Paginator(found, ON_A_PAGE).get_page(number)
    return SubjectPage(page, tuple(with_entries(round, list(page.object_list))))


def with_entries(round: Round, subjects: list[Subject]) -> Iterator[SubjectRow]:
    rows = Entry.objects.filter(round=round, subject__in=subjects).select_related("declared")
    entries = {entry.subject_id: entry for entry in rows}
    return (SubjectRow(subject, entries.get(subject.pk)) for subject in subjects)


def whole_list(round: Round, category: str) -> list[SubjectRow]:
    """Everybody present, for an export; two queries."""
    subjects = own_subjects_of(round, category).present()
    entries = {one.subject_id: one for one in Entry.objects.filter(round=round, subject__in=subjects)}
    return [SubjectRow(subject, entries.get(subject.pk)) for subject in subjects]


def village_people(village: Organisation) -> list[User]:
    """Accounts with a post in the village now: those that a subject can be linked to."""
    posts = village.memberships.in_force()
    return list(User.objects.filter(memberships__in=posts).distinct().order_by("name", "pk"))


def find_household(village: Organisation, group: str, number: str) -> Subject | None:
    found = Subject.objects.present().filter(owner=village, kind=Subject.Kind.HOUSEHOLD)
    return found.filter(group=group, number=number).first()


def open_imports(round: Round, category: str):
    """Lists that were read and wait for their confirmation."""
    return round.imports.filter(category=category, taken_at=None).defer("rows")
