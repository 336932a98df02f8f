"""Taking one village's dossier to a state of the flow, step by step through the services."""

from django.utils import timezone

from evidence.models import Demand, Dossier, Proposal, Verdict
from evidence.services.answers import answer_demand
from evidence.services.reviewing import judge_section, send_return
from evidence.services.rounds import open_round
from evidence.services.sections import save_narrative
from evidence.services.signing import propose_stars, sign_off
from evidence.services.submitting import submit_dossier
from portal.demo.filling import fill_all, fill_richly, fill_some, holder
from portal.demo.places import PASSWORD
from portal.demo.texts import ADDED, ANSWER, DEMAND, NARRATIVES, SHORT
from stars.models import Organisation, Post, User

RETURNED_STARS = ("leading_core", "tidy")


def stay(dossier: Dossier) -> None:
    """Nothing was begun yet."""


def submit(dossier: Dossier, stars: tuple[str, ...] = tuple(NARRATIVES)) -> None:
    dossier.refresh_from_db()
    secretary = holder(dossier.village, Post.SECRETARY)
    submit_dossier(actor=secretary, dossier_id=dossier.pk, stars=list(stars), version=dossier.version)


def judge(dossier: Dossier, outcomes: dict[str, str]) -> User:
    """Verdicts by star; returns the reviewer."""
    reviewer = holder(dossier.township, Post.REVIEWER)
    for section in dossier.sections.filter(dimension__in=outcomes):
        outcome = outcomes[section.dimension]
        note = SHORT if outcome == Verdict.Outcome.FALLS_SHORT else ""
        demands = (DEMAND,) if outcome == Verdict.Outcome.RETURN else ()
        judge_section(actor=reviewer, section_id=section.pk, outcome=outcome, note=note, demands=demands)
    dossier.refresh_from_db()
    return reviewer


def to_submitted(dossier: Dossier) -> None:
    """Nine stars handed in; the reviewer has begun and marked one for return without sending it yet."""
    fill_all(dossier)
    submit(dossier, tuple(key for key in NARRATIVES if key != "capability"))
    judge(dossier, {"vanguard": Verdict.Outcome.MEETS, "integrity": Verdict.Outcome.RETURN})


def to_returned(dossier: Dossier) -> None:
    fill_all(dossier)
    submit(dossier)
    met = dict.fromkeys(tuple(NARRATIVES)[:6], Verdict.Outcome.MEETS)
    reviewer = judge(dossier, met | dict.fromkeys(RETURNED_STARS, Verdict.Outcome.RETURN))
    send_return(actor=reviewer, dossier_id=dossier.pk, version=dossier.version)


def to_resubmitted(dossier: Dossier) -> None:
    to_returned(dossier)
    clerk = holder(dossier.village, Post.CLERK)
    for section in dossier.sections.filter(dimension__in=RETURNED_STARS):
        text = f"{section.narrative}{ADDED}"
        save_narrative(actor=clerk, section_id=section.pk, text=text, text_revision=section.text_revision)
    for demand in Demand.objects.filter(section__dossier=dossier):
        answer_demand(actor=clerk, demand_id=demand.pk, answer=ANSWER)
    submit(dossier)


def to_proposed(dossier: Dossier) -> None:
    fill_all(dossier)
    submit(dossier)
    propose(dossier, short=("income",))


def propose(dossier: Dossier, *, short: tuple[str, ...] = ()) -> Proposal:
    """Every star judged, and those proposed that meet."""
    outcomes = dict.fromkeys(NARRATIVES, Verdict.Outcome.MEETS)
    reviewer = judge(dossier, outcomes | dict.fromkeys(short, Verdict.Outcome.FALLS_SHORT))
    stars = [key for key in NARRATIVES if key not in short]
    return propose_stars(actor=reviewer, dossier_id=dossier.pk, stars=stars, version=dossier.version)


def to_signed(dossier: Dossier) -> None:
    fill_richly(dossier)
    submit(dossier)
    sign(dossier, propose(dossier))


def sign(dossier: Dossier, proposal: Proposal) -> None:
    sign_off(
        actor=holder(dossier.township, Post.APPROVER),
        dossier_id=dossier.pk,
        digest=proposal.digest,
        password=PASSWORD,
        released=("unity", "harmony"),
    )


def sign_last_year(people: dict[str, User]) -> None:
    """An earlier round in which one village won nine stars, so that its page has a history."""
    today = timezone.localdate()
    opened = open_round(
        actor=people["shending"],
        township=Organisation.objects.get(code="990101101000"),
        title=f"{today.year - 1} 年度十星级创建",
        year=today.year - 1,
        fill_ends=today,
        review_ends=today,
        sign_ends=today,
    )
    dossier = Dossier.objects.get(entry__round=opened, village__code="990101101201")
    fill_all(dossier)
    submit(dossier)
    sign(dossier, propose(dossier, short=("capability",)))


JOURNEYS = {
    "not_started": stay,
    "filling": fill_some,
    "submitted": to_submitted,
    "returned": to_returned,
    "resubmitted": to_resubmitted,
    "proposed": to_proposed,
    "signed": to_signed,
}
