"""What rounds of the demo have in common from targets to levels in force."""

from django.utils import timezone

from portal.demo.assessing import count, hold, marks_of, score_all
from portal.demo.crews import Crew, Levels, seat_panel
from portal.demo.places import PASSWORD
from stars.filed import read_mark
from stars.models import Posting, Round, User
from stars.queries.filings import report
from stars.queries.posting_drafts import mark_of
from stars.queries.postings_page import draft_of
from stars.services.accepting import accept_filing, check_filing
from stars.services.applications import record_applications
from stars.services.filing import file_round
from stars.services.meetings import MeetingPlan
from stars.services.postings import start_posting
from stars.services.rating_rounds import begin_assessment
from stars.services.results import rate_round
from stars.services.target_decisions import decide_all_targets


def approve_and_post(crew: Crew, round: Round) -> Posting:
    for category in round.version.book.categories:
        decide_all_targets(actor=crew.secretary, round_id=round.pk, category=category, approve=True)
    return post(crew, round, Posting.Kind.TARGETS)


def post(crew: Crew, round: Round, kind: str) -> Posting:
    """Read, then put up."""
    seen = mark_of(
        draft_of(Round.objects.select_related("organiser__parent", "version").get(pk=round.pk), kind)
    )
    return start_posting(actor=crew.secretary, round_id=round.pk, kind=kind, seen=seen)


def apply_and_begin(crew: Crew, round: Round) -> None:
    """Everybody applied on paper; the leading group gets its seats."""
    everybody = list(round.entries.values_list("pk", flat=True))
    today = timezone.localdate()
    record_applications(actor=crew.clerk, round_id=round.pk, entry_ids=everybody, applied_on=today)
    begin_assessment(actor=crew.secretary, round_id=round.pk)
    seat_panel(crew, round)


def assess(crew: Crew, round: Round, levels: Levels) -> None:
    """One meeting of the village's representatives for everybody, then the leading group, then the results."""
    title = "村民代表会议民主测评"
    told = {"kind": "representatives", "mode": "paper", "title": title, "held_on": timezone.localdate()}
    meeting = hold(crew, round, MeetingPlan(**told, categories=tuple(levels)))
    count(meeting, crew.counters, marks_of(round, levels))
    score_all(crew, round, levels)
    rate_round(actor=crew.clerk, round_id=round.pk)


def file(crew: Crew, round: Round) -> int:
    assessment = round.assessment
    assessment.refresh_from_db()
    mark = read_mark(report(assessment, 1))
    return file_round(actor=crew.secretary, round_id=round.pk, read=mark).pk


def accept(filing_id: int, reviewer: User, approver: User) -> None:
    filing = check_filing(actor=reviewer, filing_id=filing_id, note="材料齐全，与公示一致。")
    told = {"filing_id": filing.pk, "digest": filing.digest, "password": PASSWORD}
    accept_filing(actor=approver, **told)
