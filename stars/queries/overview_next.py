"""The one next thing to do in a round, for the posts of one user. Pure but for the posts."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stars.access import can_count, can_open_rating, can_run_rating, can_score
from stars.assessing import AssessmentState
from stars.models import Posting, Round
from stars.queries.overview_facts import Facts

S = AssessmentState
WORDS = {
    "enter_subjects": _("Enter or import the subjects"),
    "confirm_import": _("Look at the list that was read and confirm it"),
    "take_in": _("Take the subjects into the round"),
    "enter_targets": _("Enter the targets"),
    "decide_targets": _("Decide on the targets"),
    "post_targets": _("Post the targets"),
    "record_applications": _("Record who has applied"),
    "begin": _("Begin the assessment"),
    "hold_meetings": _("Plan and hold the meetings"),
    "count": _("Count the ballots"),
    "seat_panel": _("Say who is in the leading group"),
    "score": _("Score as the leading group"),
    "compute": _("Compute the results"),
    "decide_ties": _("Decide the ties"),
    "post_results": _("Post the results"),
    "answer_objections": _("Answer the objections"),
    "file": _("File the results with the township"),
    "file_again": _("Mend what the township returned"),
    "issue_cards": _("Issue the cards"),
}
WAITS = {
    "ask_secretary": _("Everything is entered. The secretary begins the assessment."),
    "posting_runs": _("The results are posted. Wait until the last day is over."),
    "township_reads": _(
        "The township is reading what you filed. You will see here when something is to be mended."
    ),
    "archived": _("This round is archived. It can be read, nothing is done with it any more."),
    "nothing": _("Nothing waits for you here now."),
}


@dataclass(frozen=True)
class NextStep:
    """`page`: the name of the address where it is done, "" where there is only to wait; `words` say it."""

    code: str
    page: str = ""

    @property
    def words(self) -> str:
        return str(WORDS[self.code] if self.page else WAITS[self.code])


def next_step(user, round: Round, facts: Facts) -> NextStep:
    """For clerk and secretary what the round needs; for the others what only they can do."""
    village = round.organiser
    if facts.state == S.ARCHIVED:
        return NextStep("archived")
    if facts.state == S.ASSESSING:
        return in_assessment(user, village, facts)
    if can_run_rating(user, village):
        return running(facts, secretary=can_open_rating(user, village))
    if can_score(user, village) and facts.state == S.RATED and facts.ties:
        return NextStep("decide_ties", "results")
    return NextStep("nothing")


def in_assessment(user, village, facts: Facts) -> NextStep:
    if can_score(user, village) and user.pk not in facts.scorers:
        return NextStep("score", "panel")
    if can_count(user, village) and facts.meetings_open:
        return NextStep("count", "meetings")
    if not can_run_rating(user, village):
        return NextStep("nothing")
    if facts.meetings_open or not facts.meetings_closed:
        return NextStep("hold_meetings", "meetings")
    if not facts.seats:
        return NextStep("seat_panel", "panel")
    return NextStep("compute", "results")


def running(facts: Facts, *, secretary: bool) -> NextStep:
    if facts.state == S.PREPARING:
        return preparing(facts, secretary=secretary)
    if facts.state == S.RATED:
        return NextStep("decide_ties", "results") if facts.ties else NextStep("post_results", "postings")
    if facts.state == S.POSTED:
        return while_posted(facts)
    if facts.state == S.RETURNED:
        return NextStep("file_again", "filing")
    if facts.state in (S.FILED, S.CHECKED):
        return NextStep("township_reads")
    return NextStep("issue_cards", "cards") if facts.cards_due else NextStep("nothing")


def while_posted(facts: Facts) -> NextStep:
    posting = facts.postings.get(Posting.Kind.RESULTS)
    if facts.objections:
        return NextStep("answer_objections", "postings")
    if posting and posting.runs_on(facts.today):
        return NextStep("posting_runs")
    if posting is None or posting.taken_down_on:
        return NextStep("post_results", "postings")
    return NextStep("file", "filing")


def preparing(facts: Facts, *, secretary: bool) -> NextStep:
    """In the order of the book: subjects, targets, their approval and posting, applications, then the assessment."""
    if facts.imports:
        return NextStep("confirm_import", "subjects")
    if not facts.sum("present") and not facts.entries:
        return NextStep("enter_subjects", "subjects")
    if not facts.entries:
        return NextStep("take_in", "subjects")
    if facts.sum("without_target") + facts.sum("refused"):
        return NextStep("enter_targets", "targets")
    if secretary and facts.sum("undecided"):
        return NextStep("decide_targets", "targets")
    if facts.targets_are_posted and Posting.Kind.TARGETS not in facts.postings and not facts.sum("undecided"):
        return NextStep("post_targets", "postings")
    if facts.applies_himself and facts.sum("not_applied") == facts.entries:
        return NextStep("record_applications", "targets")
    return NextStep("begin", "rating_begin") if secretary else NextStep("ask_secretary")
