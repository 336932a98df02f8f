"""Boring helpers that make rows the way the product does: through its services."""

import datetime
import io
from pathlib import Path
from types import SimpleNamespace

from django.utils import timezone
from PIL import Image

from evidence.models import Dossier, Section
from evidence.services.files import add_evidence
from evidence.services.reviewing import judge_section, send_return
from evidence.services.rounds import open_round
from evidence.services.sections import save_narrative
from evidence.services.signing import propose_stars, sign_off
from evidence.services.submitting import submit_dossier
from stars.models import Organisation, User
from stars.services.people import appoint

PASSWORD = "a-long-enough-password"
POSTS = {
    "clerk": "village",
    "secretary": "village",
    "member": "village",
    "other_clerk": "other_village",
    "other_secretary": "other_village",
    "reviewer": "township",
    "approver": "township",
    "far_clerk": "far_village",
    "far_reviewer": "far_township",
    "far_approver": "far_township",
    "auditor": "county",
    "far_auditor": "far_county",
    "editor": "county",
    "administrator": "county",
}


def make_person(login: str, post: str | None = None, organisation=None) -> User:
    user = User(username=login, name=f"人{login}")
    user.set_password(PASSWORD)
    user.save()
    if post:
        day = timezone.localdate() - datetime.timedelta(days=30)
        appoint(user=user, organisation=organisation, post=post, valid_from=day)
    return user


def make_organisations() -> SimpleNamespace:
    def make(kind, code, name, parent=None):
        return Organisation.objects.create(kind=kind, code=code, name=name, parent=parent)

    county = make("county", "990101000000", "甲县")
    far_county = make("county", "990102000000", "乙县")
    township = make("township", "990101101000", "甲镇", county)
    far_township = make("township", "990101102000", "乙镇", county)
    return SimpleNamespace(
        county=county,
        far_county=far_county,
        township=township,
        far_township=far_township,
        village=make("village", "990101101201", "甲村", township),
        other_village=make("village", "990101101202", "乙村", township),
        far_village=make("village", "990101102201", "丙村", far_township),
    )


def make_world() -> SimpleNamespace:
    """Organisations and one person a post, by name: world.clerk, world.reviewer, world.nobody …"""
    world = make_organisations()
    for login, place in POSTS.items():
        setattr(world, login, make_person(login, login.split("_")[-1], getattr(world, place)))
    world.nobody = make_person("nobody")
    return world


def make_round(world, title: str = "2026 年十星级创建", **changes) -> Dossier:
    """An open round; returns the first village's dossier."""
    today = timezone.localdate()
    dates = {"fill_ends": today + datetime.timedelta(days=12)}
    dates |= {
        "review_ends": today + datetime.timedelta(days=26),
        "sign_ends": today + datetime.timedelta(days=38),
    }
    values = {"actor": world.approver, "township": world.township, "title": title, "year": today.year}
    opened = open_round(**{**values, **dates, **changes})
    return Dossier.objects.get(entry__round=opened, village=world.village)


def photo_bytes(colour=(200, 40, 40), size=(320, 240), form="JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def add_photo(world, section: Section, folder: Path, colour=(200, 40, 40), name="照片.jpg"):
    path = folder / "received"
    path.write_bytes(photo_bytes(colour))
    return add_evidence(
        actor=world.clerk, dossier_id=section.dossier_id, section_id=section.pk, path=path, name=name
    )


def section_of(dossier: Dossier, key: str = "tidy") -> Section:
    return dossier.sections.get(dimension=key)


def write(world, section: Section, text: str) -> Section:
    section.refresh_from_db()
    return save_narrative(
        actor=world.clerk, section_id=section.pk, text=text, text_revision=section.text_revision
    )


def submit(world, dossier: Dossier, stars=("tidy", "income")):
    dossier.refresh_from_db()
    return submit_dossier(
        actor=world.secretary, dossier_id=dossier.pk, stars=list(stars), version=dossier.version
    )


def make_submitted(world, dossier: Dossier) -> Dossier:
    for key in ("tidy", "income"):
        write(world, section_of(dossier, key), f"{key}：修了三条巷道。装了十盏路灯。")
    submit(world, dossier)
    dossier.refresh_from_db()
    return dossier


def judge(world, dossier: Dossier, key: str, outcome: str = "meets", **more):
    section = section_of(dossier, key)
    return judge_section(actor=world.reviewer, section_id=section.pk, outcome=outcome, **more)


def make_returned(world, dossier: Dossier) -> Dossier:
    make_submitted(world, dossier)
    judge(world, dossier, "income")
    judge(world, dossier, "tidy", "return", demands=("请补充照片。",))
    send_return(actor=world.reviewer, dossier_id=dossier.pk, version=dossier.version)
    dossier.refresh_from_db()
    return dossier


def make_proposed(world, dossier: Dossier):
    """Two stars applied for, both met and proposed; returns the proposal."""
    make_submitted(world, dossier)
    for key in ("tidy", "income"):
        judge(world, dossier, key)
    return propose(world, dossier, ["tidy", "income"])


def propose(world, dossier: Dossier, stars: list[str]):
    dossier.refresh_from_db()
    return propose_stars(actor=world.reviewer, dossier_id=dossier.pk, stars=stars, version=dossier.version)


def make_signed(world, dossier: Dossier):
    proposal = make_proposed(world, dossier)
    return sign_off(actor=world.approver, dossier_id=dossier.pk, digest=proposal.digest, password=PASSWORD)
