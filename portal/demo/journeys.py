"""Taking one village's dossier to a state of the flow, step by step through the services."""

from django.utils import timezone

from evidence.models import Demand, Dossier, Verdict
from evidence.services.answers import answer_demand
from evidence.services.reviewing import judge_section, send_return
from evidence.services.rounds import open_round
from evidence.services.sections import save_narrative
from evidence.services.signing import propose_stars, sign_off
from evidence.services.submitting import submit_dossier
from portal.demo.filling import fill_all, fill_richly, fill_some, holder
from portal.demo.places import PASSWORD
from portal.demo.texts import ADDED, ANSWER, DEMAND, NARRATIVES
from stars.models import Organisation, Post, User

RETURNED_STARS = ("leading_core", "tidy")


def stay(dossier: Dossier) -> None:
    """Nothing was begun yet."""


def submit(dossier: Dossier) -> None:
    dossier.refresh_from_db()
    submit_dossier(
        actor=holder(dossier.village, Post.SECRETARY),
        dossier_id=dossier.pk,
        stars=list(NARRATIVES),
        version=dossier.version,
    )


def to_submitted(dossier: Dossier) -> None:
    fill_all(dossier)
    submit(dossier)


def to_returned(dossier: Dossier) -> None:
    to_submitted(dossier)
    reviewer = holder(dossier.township, Post.REVIEWER)
    for section in dossier.sections.all():
        if section.dimension in RETURNED_STARS:
            judge_section(
                actor=reviewer, section_id=section.pk, outcome=Verdict.Outcome.RETURN, demands=(DEMAND,)
            )
        elif section.position <= 6:
            judge_section(actor=reviewer, section_id=section.pk, outcome=Verdict.Outcome.MEETS)
    dossier.refresh_from_db()
    send_return(actor=reviewer, dossier_id=dossier.pk, version=dossier.version)


def to_resubmitted(dossier: Dossier) -> None:
    to_returned(dossier)
    clerk = holder(dossier.village, Post.CLERK)
    for section in dossier.sections.filter(dimension__in=RETURNED_STARS):
        save_narrative(
            actor=clerk,
            section_id=section.pk,
            text=f"{section.narrative}{ADDED}",
            text_revision=section.text_revision,
        )
    for demand in Demand.objects.filter(section__dossier=dossier):
        answer_demand(actor=clerk, demand_id=demand.pk, answer=ANSWER)
    submit(dossier)


def to_proposed(dossier: Dossier) -> None:
    to_submitted(dossier)
    reviewer = holder(dossier.township, Post.REVIEWER)
    for section in dossier.sections.all():
        short = section.dimension == "income"
        judge_section(
            actor=reviewer,
            section_id=section.pk,
            outcome=Verdict.Outcome.FALLS_SHORT if short else Verdict.Outcome.MEETS,
            note="集体收入台账缺第二季度。" if short else "",
        )
    dossier.refresh_from_db()
    stars = [key for key in NARRATIVES if key != "income"]
    propose_stars(actor=reviewer, dossier_id=dossier.pk, stars=stars, version=dossier.version)


def to_signed(dossier: Dossier) -> None:
    fill_richly(dossier)
    sign(dossier)


def sign(dossier: Dossier) -> None:
    """From a filled dossier to the stars."""
    submit(dossier)
    reviewer = holder(dossier.township, Post.REVIEWER)
    for section in dossier.sections.all():
        judge_section(actor=reviewer, section_id=section.pk, outcome=Verdict.Outcome.MEETS)
    dossier.refresh_from_db()
    proposal = propose_stars(
        actor=reviewer, dossier_id=dossier.pk, stars=list(NARRATIVES), version=dossier.version
    )
    sign_off(
        actor=holder(dossier.township, Post.APPROVER),
        dossier_id=dossier.pk,
        digest=proposal.digest,
        password=PASSWORD,
        released=("unity", "harmony"),
    )


def sign_last_year(people: dict[str, User]) -> None:
    """An earlier round of which one village was signed, so that its page has a history."""
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
    sign(dossier)


JOURNEYS = {
    "not_started": stay,
    "filling": fill_some,
    "submitted": to_submitted,
    "returned": to_returned,
    "resubmitted": to_resubmitted,
    "proposed": to_proposed,
    "signed": to_signed,
}
