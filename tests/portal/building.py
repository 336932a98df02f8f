"""Whole townships and published dossiers for tests of screens, made through the services."""

from pathlib import Path
from types import SimpleNamespace

from evidence.models import Dossier, EvidenceRevision
from evidence.services.files import add_evidence, describe_evidence
from evidence.services.publishing import publish
from evidence.services.sections import save_figure
from evidence.services.signing import sign_off
from stars.models import Organisation
from tests.making import (
    PASSWORD,
    judge,
    make_person,
    make_round,
    photo_bytes,
    propose,
    section_of,
    submit,
    write,
)


def make_township(world, rows: int) -> list[SimpleNamespace]:
    """A township of its own with `rows` villages in a round; one world with its dossier a village."""
    township = Organisation.objects.create(
        kind="township", code="990101103000", name="丁镇", parent=world.county
    )
    people = {post: make_person(f"{post}-{rows}", post, township) for post in ("reviewer", "approver")}
    for number in range(rows):
        Organisation.objects.create(
            kind="village", code=f"99010110320{number}", name=f"丁村{number}", parent=township
        )
    places = [SimpleNamespace(**people, township=township, village=one) for one in township.children.all()]
    opened = make_round(places[0]).entry.round
    for place in places:
        for post in ("clerk", "secretary"):
            setattr(place, post, make_person(f"{post}-{place.village.code}", post, place.village))
        place.dossier = Dossier.objects.get(entry__round=opened, village=place.village)
    return places


def add_figure(world, section, label: str = "路灯", value: str = "25", unit: str = "盏"):
    values = {"label": label, "value": value, "unit": unit, "as_of": None, "source": "村委会"}
    return save_figure(actor=world.clerk, section_id=section.pk, figure_id=None, key="", **values)


def add_picture(
    world, section, folder: Path, shade: int, *, public: bool, size=(320, 240)
) -> EvidenceRevision:
    """A photo of its own shade, with consent where it may become public."""
    path = folder / f"{shade}.jpg"
    path.write_bytes(photo_bytes((shade, 255 - shade, 90), size))
    place = {"dossier_id": section.dossier_id, "section_id": section.pk}
    photo = add_evidence(actor=world.clerk, path=path, name=path.name, **place)
    told = {"caption": f"巷道{shade}", "happened_on": None, "make_public": public, "consent": public}
    describe_evidence(actor=world.clerk, evidence_id=photo.pk, **told)
    return photo.current


def text_of(key: str) -> str:
    return f"{key}：修了三条巷道。"


def make_handed_in(world, dossier, folder: Path, stars=("tidy",), rows: int = 1) -> None:
    """Each star with a text, and as many figures and public pictures as rows; submitted."""
    for key in stars:
        section = section_of(dossier, key)
        write(world, section, text_of(key))
        for number in range(rows):
            add_figure(world, section, f"路灯{number}")
            add_picture(world, section, folder, 40 * number, public=True)
    submit(world, dossier, stars)


def make_published(world, dossier, stars=("tidy",), *, public: bool = True, released=()):
    """What was handed in is met, proposed, signed and, unless told otherwise, made public."""
    for key in stars:
        judge(world, dossier, key)
    digest = propose(world, dossier, list(stars)).digest
    sign_off(actor=world.approver, dossier_id=dossier.pk, digest=digest, password=PASSWORD, released=released)
    if public:
        publish(publication_id=dossier.publication.pk)
    return dossier.publication
