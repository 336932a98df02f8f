"""Filling a dossier as a village does: text, self-check, figures, pictures, and who may edit which star."""

import datetime
import tempfile
from pathlib import Path

from django.utils import timezone

from evidence.models import Dossier, Section
from evidence.services.files import add_evidence, describe_evidence
from evidence.services.sections import assign_section, save_figure, save_narrative, save_self_checks
from portal.demo.drawing import draw_picture
from portal.demo.texts import CAPTIONS, FIGURES, NARRATIVES
from stars.models import Membership, Organisation, Post, User

# Every picture goes through the gate, a fifth of a second each: only one village has one for every star.
PICTURED = ("leading_core", "unity", "income", "tidy", "civility")
TWO_PICTURES = ("income", "tidy")


def holder(organisation: Organisation, post: str) -> User:
    return Membership.objects.in_force().get(organisation=organisation, post=post).user


def fill_some(dossier: Dossier) -> None:
    fill(dossier, tuple(NARRATIVES)[:4], whole=False)


def fill_all(dossier: Dossier) -> None:
    fill(dossier, tuple(NARRATIVES))


def fill_richly(dossier: Dossier) -> None:
    fill_all(dossier)
    clerk = holder(dossier.village, Post.CLERK)
    for section in dossier.sections.all():
        if section.dimension not in PICTURED:
            add_picture(section, clerk, number=0)
        elif section.dimension in TWO_PICTURES:
            add_picture(section, clerk, number=1)


def fill(dossier: Dossier, stars: tuple[str, ...], *, whole: bool = True) -> None:
    clerk = holder(dossier.village, Post.CLERK)
    for section in dossier.sections.filter(dimension__in=stars):
        fill_section(section, clerk, whole=whole)
        if section.dimension in PICTURED:
            add_picture(section, clerk, number=0)
    _assign(dossier)


def fill_section(section: Section, clerk: User, *, whole: bool) -> None:
    key, dossier = section.dimension, section.dossier
    text = NARRATIVES[key].format(v=dossier.village.name)
    save_narrative(actor=clerk, section_id=section.pk, text=text, text_revision=0)
    items = [item.key for item in dossier.round.table.dimension(key).items]
    kept = items if whole else items[:1]
    save_self_checks(actor=clerk, section_id=section.pk, answers=dict.fromkeys(kept, ("yes", "")))
    said = {"as_of": timezone.localdate(), "source": "村委会台账"}
    for label, value, unit in FIGURES[key]:
        typed = {"figure_id": None, "key": "", "label": label, "value": value, "unit": unit}
        save_figure(actor=clerk, section_id=section.pk, **typed, **said)


def add_picture(section: Section, clerk: User, *, number: int) -> None:
    """The first picture of a star may become public, with consent; the second stays inside."""
    happened = timezone.localdate() - datetime.timedelta(days=20 + section.position)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture.jpg"
        draw_picture(path, seed=section.pk * 10 + number)
        evidence = add_evidence(
            actor=clerk,
            dossier_id=section.dossier_id,
            section_id=section.pk,
            path=path,
            name=f"照片{number + 1}.jpg",
            happened_on=happened,
        )
    consent = {"make_public": True, "consent": True, "consent_note": "画面中没有可辨认的人"}
    inside = {"make_public": False, "consent": False}
    described = {"caption": CAPTIONS[section.dimension], "happened_on": happened}
    describe_evidence(actor=clerk, evidence_id=evidence.pk, **described, **(inside if number else consent))


def _assign(dossier: Dossier) -> None:
    member = dossier.village.memberships.in_force().filter(post=Post.MEMBER).first()
    if member:
        secretary = holder(dossier.village, Post.SECRETARY)
        for section in dossier.sections.filter(dimension__in=("tidy", "civility")):
            assign_section(actor=secretary, section_id=section.pk, user_ids=[member.user_id])
