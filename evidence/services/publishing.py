"""From a signed submission to what the public may read."""

from django.db import transaction
from django.utils import timezone

from evidence.access import can_sign
from evidence.models import Derivative, Dossier, Proposal, Publication, PublishedPicture, PublishedStar
from evidence.services.locking import lock_dossier, require
from evidence.stores import PRIVATE, Kept, keep_public
from stars.actions import Action
from stars.errors import WrongState
from stars.models import SignOff
from stars.services.recording import record

PUBLIC_SIZES = ("800", "400")
FIGURE_FIELDS = ("key", "label", "value", "unit", "as_of", "source")


def draft_publication(*, dossier: Dossier, proposal: Proposal, signed: SignOff, released) -> Publication:
    """Copies of what was signed, not public until `publish` has run; call inside the sign-off's transaction."""
    publication = Publication.objects.create(
        dossier=dossier,
        village=dossier.village,
        year=dossier.entry.round.year,
        title=dossier.entry.round.title,
        proposal=proposal,
        sign_off=signed,
        signed_on=timezone.localdate(),
    )
    for position, dimension in enumerate(dossier.entry.round.table.dimensions, start=1):
        if dimension.key in proposal.stars:
            star = PublishedStar.objects.create(
                publication=publication,
                dimension=dimension.key,
                title=dimension.title,
                position=position,
                released=dimension.release == "normal" or dimension.key in released,
            )
            if star.released:
                fill_star(star, proposal.submission.content["sections"][dimension.key])
    return publication


def fill_star(star: PublishedStar, section: dict) -> None:
    """Copy by an allow-list of fields: narrative, figures, and the pictures that the village ticked."""
    star.narrative = section["narrative"]
    star.figures = [{name: figure[name] for name in FIGURE_FIELDS} for figure in section["figures"]]
    star.save()
    public = [evidence for evidence in section["evidence"] if evidence["make_public"] and evidence["consent"]]
    for position, evidence in enumerate(public, start=1):
        copies = Derivative.objects.filter(file__sha256=evidence["sha256"], name__in=PUBLIC_SIZES)
        for copy in copies:
            PublishedPicture.objects.create(
                star=star,
                derivative=copy,
                size_name=copy.name,
                caption=evidence["caption"],
                happened_on=evidence["happened_on"],
                position=position,
            )


def publish(*, publication_id: int) -> Publication:
    """Copy the pictures to the public store, then open the pages. May run again after a crash: nothing doubles."""
    publication = Publication.objects.get(pk=publication_id)
    pictures = PublishedPicture.objects.filter(star__publication=publication).select_related("derivative")
    for picture in pictures:
        copy_public(picture.derivative)
    with transaction.atomic():
        publication = Publication.objects.select_for_update().get(pk=publication_id)
        if publication.published_at is None:
            publication.published_at = timezone.now()
            publication.save()
            dossier = lock_dossier(publication.dossier_id)
            record(Action.PUBLISHED, actor=None, organisation=dossier.village, entry=dossier.entry)
    return publication


def copy_public(derivative: Derivative) -> None:
    keep_public(Kept(PRIVATE, derivative.path), f"pictures/{derivative.sha256}.webp")


def unpublished() -> list[int]:
    """Publications that a crash left waiting; the command `publish` takes them up."""
    return list(Publication.objects.filter(published_at=None).values_list("pk", flat=True))


def release_star(*, actor, dossier_id: int, dimension: str) -> PublishedStar:
    """The approver releases text and pictures of a star that waits for a second person."""
    with transaction.atomic():
        dossier = lock_dossier(dossier_id)
        require(can_sign(actor, dossier))
        star = PublishedStar.objects.select_for_update().get(
            publication__dossier=dossier, dimension=dimension
        )
        if star.released:
            raise WrongState
        star.released = True
        fill_star(star, star.publication.proposal.submission.content["sections"][dimension])
        record(
            Action.RELEASED,
            actor=actor,
            organisation=dossier.village,
            entry=dossier.entry,
            dimension=dimension,
        )
    for picture in star.pictures.select_related("derivative"):
        copy_public(picture.derivative)
    return star
