"""The township's and the county's view of filings: which they may see, and what waits for whom."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from stars.access import can_accept_filing, can_check_filing, counties_of, townships_of
from stars.assessing import SETTLED, UNDECIDED_OBJECTIONS, WITH_TOWNSHIP, AssessmentState
from stars.models import Assessment, Filing, Objection
from stars.queries.handling import waiting_for_township

ROWS_A_PAGE = 100
FILED_ONCE = Exists(Filing.objects.filter(round=OuterRef("round")))
OBJECTED_TO = Exists(
    Objection.objects.filter(posting__round=OuterRef("round"), state__in=UNDECIDED_OBJECTIONS)
)


def seen_assessments(user) -> QuerySet[Assessment]:
    """Rounds of own townships, and of the county for its auditor, that were filed at least once."""
    return near_assessments(user).filter(FILED_ONCE)


def near_assessments(user) -> QuerySet[Assessment]:
    """The same, filed or not: for asking whether anything is there, and for nothing else."""
    mine = Q(township__in=[one.pk for one in townships_of(user)])
    mine |= Q(township__parent__in=[one.pk for one in counties_of(user)])
    return Assessment.objects.filter(mine)


def visible_filings(user) -> QuerySet[Filing]:
    """Anything else is a 404."""
    related = ("round__assessment__township", "round__organiser__parent__parent", "round__version__rulebook")
    people = ("filed_by", "checked_by", "returned_by")
    seen = seen_assessments(user).values("round")
    return Filing.objects.filter(round__in=seen).select_related(*related, *people)


@dataclass(frozen=True)
class FilingRow:
    """One round with its newest filing. `label`: its state as the township knows it; `waits`: what it wants of the
    reader, empty if nothing; `days`: since it was filed, while it lies with the township."""

    assessment: Assessment
    filing: Filing
    label: str
    waits: str
    days: int | None


@dataclass(frozen=True)
class FilingsPage:
    """`waiting`: of every year; `rows`: one year in the order of the villages' codes. `after`: where the next page
    begins, empty on the last one."""

    waiting: list[FilingRow]
    rows: list[FilingRow]
    years: list[int]
    year: int | None
    after: str


def filings_page(user, year: int | None = None, after: str = "") -> FilingsPage:
    """The newest year, or the one asked for. Seven queries at most."""
    seen = seen_assessments(user)
    years = list(seen.order_by("-round__year").values_list("round__year", flat=True).distinct())
    chosen = year if year in years else (years[0] if years else None)
    order = ("village__code", "round_id")
    found = with_related(seen.filter(round__year=chosen)).order_by(*order)
    if place := read_place(after):
        code, key = place
        found = found.filter(Q(village__code__gt=code) | Q(village__code=code, round__gt=key))
    page = list(found[: ROWS_A_PAGE + 1])
    rows = filing_rows(user, page[:ROWS_A_PAGE])
    more = (
        f"{rows[-1].assessment.village.code}-{rows[-1].assessment.round_id}"
        if len(page) > ROWS_A_PAGE
        else ""
    )
    lying = with_related(waiting_assessments(user)).order_by(*order)[:ROWS_A_PAGE]
    return FilingsPage(filing_rows(user, lying), rows, years, chosen, more)


def read_place(after: str) -> tuple[str, int] | None:
    code, _dash, key = after.partition("-")
    return (code, int(key)) if code.isdecimal() and key.isdecimal() and len(key) < 19 else None


def with_related(found: QuerySet[Assessment]) -> QuerySet[Assessment]:
    return found.select_related("village__parent__parent", "township", "round__version__rulebook")


def filing_rows(user, assessments) -> list[FilingRow]:
    rows = list(assessments)
    filings = Filing.objects.filter(round__in=[one.round_id for one in rows]).defer("content")
    newest = {filing.round_id: filing for filing in filings.order_by("number")}
    return [filing_row(user, one, newest[one.round_id]) for one in rows]


def filing_row(user, assessment: Assessment, filing: Filing) -> FilingRow:
    lying = assessment.state in WITH_TOWNSHIP
    days = (timezone.localdate() - timezone.localdate(filing.filed_at)).days if lying else None
    return FilingRow(assessment, filing, state_words(assessment), waits_for(user, assessment), days)


def state_words(assessment: Assessment) -> str:
    """What lies with the village is its own: the township is not told how far it is."""
    if assessment.state in WITH_TOWNSHIP | SETTLED:
        return str(assessment.get_state_display())
    return _("Returned, with the village")


def waits_for(user, assessment: Assessment) -> str:
    if assessment.state == AssessmentState.FILED and can_check_filing(user, assessment.township):
        return _("Waits for your check")
    if assessment.state == AssessmentState.CHECKED and can_accept_filing(user, assessment.township):
        return _("Waits for your signature")
    return ""


def waiting_assessments(user) -> QuerySet[Assessment]:
    """What waits for the reader: filed for the reviewer, checked for the approver."""
    mine = townships_of(user)
    checking = [one.pk for one in mine if can_check_filing(user, one)]
    signing = [one.pk for one in mine if can_accept_filing(user, one)]
    filed = Q(township__in=checking, state=AssessmentState.FILED)
    return Assessment.objects.filter(filed | Q(township__in=signing, state=AssessmentState.CHECKED))


@dataclass(frozen=True)
class FilingsCount:
    """For the desk: whether there are filings or objections at all, and how many wait for the reader."""

    any: bool
    waiting: int


def filings_count(user) -> FilingsCount:
    """One query where there are none, two otherwise; five more while some village has objections to answer."""
    found = near_assessments(user).annotate(filed=FILED_ONCE, objected=OBJECTED_TO).order_by()
    kinds = list(found.values_list("filed", "objected").distinct())
    some = any(filed for filed, _objected in kinds)
    objections = len(waiting_for_township(user)) if any(objected for _filed, objected in kinds) else 0
    waiting = waiting_assessments(user).count() if some else 0
    return FilingsCount(some or objections > 0, waiting + objections)
