"""From a signed submission to what the public may read."""

from django.db import transaction
from django.utils import timezone

from evidence.copies import public_figures, public_pictures
from evidence.errors import Tampered
from evidence.intake.storage import StorageDamaged
from evidence.models import Derivative, Dossier, Proposal, Publication, PublishedPicture, PublishedStar
from evidence.services.locking import lock_dossier
from evidence.services.verifying import require_intact
from evidence.stores import PRIVATE, Kept, keep_public, public_picture
from stars.actions import Action
from stars.models import SignOff
from stars.services.recording import record


def draft_publication(*, dossier: Dossier, proposal: Proposal, signed: SignOff, released) -> Publication:
    """Copies of what was signed, not public until `publish` has run; call inside the sign-off's transaction."""
    content = proposal.submission.content
    publication = Publication.objects.create(
        dossier=dossier,
        village=dossier.village,
        year=content["round"]["year"],
        title=content["round"]["title"],
        proposal=proposal,
        sign_off=signed,
        signed_on=timezone.localdate(),
    )
    for position, dimension in enumerate(dossier.entry.round.table.dimensions, start=1):
        if dimension.key in proposal.stars:
            star = PublishedStar(
                publication=publication, dimension=dimension.key, title=dimension.title, position=position
            )
            star.released = dimension.release == "normal" or dimension.key in released
            write_star(star, content["sections"][dimension.key])
    return publication


def write_star(star: PublishedStar, section: dict) -> None:
    """A released star with text, figures and pictures from its signed section, any other without."""
    if not star.released:
        star.save()
        return
    star.narrative, star.figures = section["narrative"], public_figures(section)
    star.save()
    for picture in public_pictures(section):
        PublishedPicture.objects.create(
            star=star,
            derivative=signed_copy(picture),
            size_name=picture["size_name"],
            caption=picture["caption"],
            happened_on=picture["happened_on"],
            position=picture["position"],
        )


def signed_copy(picture: dict) -> Derivative:
    """The very copy that the signed snapshot names by its digest, or nothing is published."""
    named = {"file__sha256": picture["file"], "name": picture["size_name"], "sha256": picture["sha256"]}
    found = Derivative.objects.filter(**named).first()
    if found is None:
        raise Tampered
    return found


def publish(*, publication_id: int) -> Publication:
    """Copy the pictures that are missing to the public store, then open the pages.

    May run again after a crash or a later release: nothing doubles, and what is missing is mended.
    """
    related = ("dossier__entry__round__version", "dossier__village", "dossier__township")
    publication = Publication.objects.select_related(*related).get(pk=publication_id)
    require_intact(publication.dossier)
    for derivative in published_copies(publication):
        copy_public(derivative)
    with transaction.atomic():
        dossier = lock_dossier(publication.dossier_id)
        publication = Publication.objects.select_for_update().get(pk=publication_id)
        if publication.published_at is None:
            publication.published_at = timezone.now()
            publication.save()
            record(Action.PUBLISHED, actor=None, organisation=dossier.village, entry=dossier.entry)
    return publication


def published_copies(publication: Publication):
    return Derivative.objects.filter(
        pk__in=PublishedPicture.objects.filter(star__publication=publication).values("derivative")
    )


def copy_public(derivative: Derivative) -> None:
    """Bytes that are not those of their digest never become public."""
    try:
        keep_public(Kept(PRIVATE, derivative.path), derivative.sha256)
    except (StorageDamaged, FileNotFoundError) as error:
        raise Tampered from error


def unpublished() -> list[int]:
    """Publications that a crash left waiting; the command `publish` takes them up."""
    return list(Publication.objects.filter(published_at=None).values_list("pk", flat=True))


def incomplete() -> list[int]:
    """Open publications of which a picture is missing in the public store; asks the store for every picture."""
    pictures = PublishedPicture.objects.exclude(star__publication__published_at=None)
    rows = pictures.order_by("star__publication").values_list("star__publication", "derivative__sha256")
    found = dict.fromkeys(key for key, sha256 in rows.distinct() if not public_picture(sha256).exists())
    return list(found)
