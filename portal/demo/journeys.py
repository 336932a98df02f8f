"""Taking one village's dossier to a state of the flow, step by step through the services."""

import datetime
import tempfile
from pathlib import Path

from django.utils import timezone

from evidence.models import Demand, Dossier, Section, Verdict
from evidence.services.answers import answer_demand
from evidence.services.files import add_evidence, describe_evidence
from evidence.services.reviewing import judge_section, send_return
from evidence.services.rounds import open_round
from evidence.services.sections import assign_section, save_figure, save_narrative, save_self_checks
from evidence.services.signing import propose_stars, sign_off
from evidence.services.submitting import submit_dossier
from portal.demo.drawing import draw_picture
from portal.demo.places import PASSWORD
from portal.demo.texts import ADDED, ANSWER, CAPTIONS, DEMAND, FIGURES, NARRATIVES
from stars.models import Membership, Organisation, Post, User

RETURNED_STARS = ("leading_core", "tidy")


def holder(organisation: Organisation, post: str) -> User:
    return Membership.objects.in_force().get(organisation=organisation, post=post).user


def stay(dossier: Dossier) -> None:
    """Nothing was begun yet."""


def fill_some(dossier: Dossier) -> None:
    fill(dossier, tuple(NARRATIVES)[:4], whole=False)


def fill_all(dossier: Dossier) -> None:
    fill(dossier, tuple(NARRATIVES))


def fill(dossier: Dossier, stars: tuple[str, ...], *, whole: bool = True) -> None:
    clerk = holder(dossier.village, Post.CLERK)
    for section in dossier.sections.filter(dimension__in=stars):
        fill_section(section, clerk, whole=whole)
    _assign(dossier)


def fill_section(section: Section, clerk: User, *, whole: bool) -> None:
    key, dossier = section.dimension, section.dossier
    text = NARRATIVES[key].format(v=dossier.village.name)
    save_narrative(actor=clerk, section_id=section.pk, text=text, text_revision=0)
    items = [item.key for item in dossier.round.table.dimension(key).items]
    kept = items if whole else items[:1]
    save_self_checks(actor=clerk, section_id=section.pk, answers=dict.fromkeys(kept, ("yes", "")))
    for label, value, unit in FIGURES[key]:
        save_figure(
            actor=clerk,
            section_id=section.pk,
            figure_id=None,
            key="",
            label=label,
            value=value,
            unit=unit,
            as_of=timezone.localdate(),
            source="村委会台账",
        )
    add_pictures(section, clerk, 2 if section.position in (5, 8) else 1)


def add_pictures(section: Section, clerk: User, count: int) -> None:
    for number in range(count):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "picture.jpg"
            draw_picture(path, seed=section.pk * 10 + number)
            evidence = add_evidence(
                actor=clerk,
                dossier_id=section.dossier_id,
                section_id=section.pk,
                path=path,
                name=f"照片{number + 1}.jpg",
                happened_on=timezone.localdate() - datetime.timedelta(days=20 + section.position),
            )
        describe_evidence(
            actor=clerk,
            evidence_id=evidence.pk,
            caption=CAPTIONS[section.dimension],
            happened_on=evidence.happened_on,
            make_public=number == 0,
            consent=number == 0,
            consent_note="画面中没有可辨认的人" if number == 0 else "",
        )


def _assign(dossier: Dossier) -> None:
    member = dossier.village.memberships.in_force().filter(post=Post.MEMBER).first()
    if member:
        secretary = holder(dossier.village, Post.SECRETARY)
        for section in dossier.sections.filter(dimension__in=("tidy", "civility")):
            assign_section(actor=secretary, section_id=section.pk, user_ids=[member.user_id])


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
    to_submitted(dossier)
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
    to_signed(Dossier.objects.get(entry__round=opened, village__code="990101101201"))


JOURNEYS = {
    "not_started": stay,
    "filling": fill_some,
    "submitted": to_submitted,
    "returned": to_returned,
    "resubmitted": to_resubmitted,
    "proposed": to_proposed,
    "signed": to_signed,
}
