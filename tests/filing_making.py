"""Rounds of the five roles that are ready to be filed, filed, checked and accepted, through the services."""

import datetime
from fractions import Fraction

from django.db.models import QuerySet
from django.utils import timezone

from stars.actions import Action
from stars.assessing import AssessmentState
from stars.digests import plain_digest
from stars.filed import read_mark
from stars.models import Assessment, Entry, Filing, Posting, RatingRun, Result, Round, Subject
from stars.queries.filings import report
from stars.rules.evaluate import evaluate
from stars.rules.plain import to_data
from stars.rules.rating import Rated
from stars.services.accepting import accept_filing, check_filing
from stars.services.filing import file_round
from stars.services.postings import log
from tests.making import PASSWORD
from tests.rating_making import entries_of, make_rating

# In the order of the entries: five, four, three, two, one and no star under daan.
SCORES = ("92", "87", "82", "77", "72", "60")


def make_run(round: Round, category: str, scores: dict[int, str] | None = None, actor=None) -> RatingRun:
    """The engine's run of one category by `scores` (entry → score; SCORES in turn), stored as the product does."""
    entries = entries_of(round, category)
    scores = scores or {entry.pk: SCORES[place % len(SCORES)] for place, entry in enumerate(entries)}
    rated = [
        Rated(str(one.pk), {"score": Fraction(scores[one.pk])}, one.previous_level, one.lifetime)
        for one in entries
        if one.pk in scores
    ]
    rating = to_data(evaluate(round.version.book.categories[category], rated))
    told = {"format": 1, "rulebook": round.version.digest, "category": category, "decided": {}}
    content = told | {"entries": [to_data(one) for one in rated]} | rating
    number = RatingRun.objects.filter(round=round, category=category).count() + 1
    run = RatingRun.objects.create(
        round=round,
        category=category,
        number=number,
        content=content,
        digest=plain_digest(content),
        made_by=actor or round.opened_by,
    )
    for one in content["results"]:
        told = {"exact": one["exact"] or "", "shown": one["shown"] or "", "level": one["level"]}
        Result.objects.create(run=run, entry_id=int(one["subject"]), explanation=one["explanation"], **told)
    return run


def make_results_posting(round: Round, *, ended: bool = True) -> Posting:
    """The posting of the results: over since yesterday, or still running."""
    today = timezone.localdate()
    ends_on = today - datetime.timedelta(1) if ended else today + datetime.timedelta(14)
    number = Posting.objects.filter(round=round, kind=Posting.Kind.RESULTS).count() + 1
    content = {"kind": "results", "number": number}
    posting = Posting.objects.create(
        organisation=round.organiser,
        round=round,
        kind=Posting.Kind.RESULTS,
        number=number,
        content=content,
        digest=plain_digest(content),
        days=15,
        starts_on=ends_on - datetime.timedelta(14),
        ends_on=ends_on,
        started_by=round.opened_by,
    )
    log(Action.POSTED, posting, actor=round.opened_by, digest=posting.digest)
    return posting


def make_posted(world, book: str = "daan", *, ended: bool = True, scores=None, **more) -> Round:
    """Every category rated and posted; the posting is over unless `ended` is False."""
    round_ = make_rating(world, book, state="posted", **more)
    for category in set(round_.entries.values_list("subject__category", flat=True)):
        make_run(round_, category, scores and {entry.pk: scores for entry in entries_of(round_, category)})
    make_results_posting(round_, ended=ended)
    return round_


def mark_of(round: Round) -> str:
    """Of what the secretary would be shown now."""
    return read_mark(report(Assessment.objects.get(round=round), 1))


def file(world, round: Round, note: str = "") -> Filing:
    return file_round(actor=world.secretary, round_id=round.pk, read=mark_of(round), note=note)


def make_filed(world, **more) -> Filing:
    return file(world, make_posted(world, **more))


def make_checked(world, **more) -> Filing:
    return check_filing(actor=world.reviewer, filing_id=make_filed(world, **more).pk, note="齐全。")


def accept(world, filing: Filing, actor=None):
    told = {"filing_id": filing.pk, "digest": filing.digest, "password": PASSWORD}
    return accept_filing(actor=actor or world.approver, **told)


def make_in_force(world, **more) -> Round:
    """Accepted: levels are in force."""
    filing = make_checked(world, **more)
    accept(world, filing)
    return filing.round


def rate_again(world, first: Round, scores: dict[str, str], *, year: int, half: int | None = None) -> Round:
    """A round of another period for some of the same subjects (name → score), accepted."""
    told = {"organiser": first.organiser, "version": first.version, "opened_by": world.secretary}
    round_ = Round(**told, title=f"{year}-{half}", year=year, half=half)
    round_.save()
    village = first.organiser
    Assessment(round=round_, village=village, township=village.parent, state="posted").save()
    for subject in Subject.objects.filter(owner=village, name__in=scores).order_by("pk"):
        Entry(round=round_, subject=subject).save()
    for category in set(round_.entries.values_list("subject__category", flat=True)):
        entries = entries_of(round_, category)
        make_run(round_, category, {one.pk: scores[one.subject.name] for one in entries})
    make_results_posting(round_)
    filing = check_filing(actor=world.reviewer, filing_id=file(world, round_).pk)
    accept(world, filing)
    return round_


def tamper(model, **fields) -> None:
    """As somebody with hands on the database does."""
    QuerySet(model).update(**fields)


def state_of(round: Round) -> AssessmentState:
    return AssessmentState(Assessment.objects.get(round=round).state)
