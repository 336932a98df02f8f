"""A star of which only the award is public gets its text and pictures released by a second person."""

import logging

from django.db import transaction

from evidence.access import can_sign
from evidence.jobs import publish_signed
from evidence.models import Derivative, Dossier, PublishedStar
from evidence.services.four_eyes import require_four_eyes
from evidence.services.locking import lock_dossier, require
from evidence.services.publishing import copy_public, write_star
from evidence.services.verifying import require_intact
from stars.actions import Action
from stars.errors import WrongState
from stars.services.recording import record

log = logging.getLogger(__name__)


def release_star(*, actor, dossier_id: int, dimension: str) -> PublishedStar:
    """The approver releases text and pictures. Pictures that cannot be copied now, the job copies later."""
    with transaction.atomic():
        dossier = lock_dossier(dossier_id)
        require(can_sign(actor, dossier))
        require_four_eyes(actor, dossier)
        star = PublishedStar.objects.select_for_update().get(
            publication__dossier=dossier, dimension=dimension
        )
        if star.released:
            raise WrongState
        require_intact(dossier)
        star.released = True
        write_star(star, star.publication.proposal.submission.content["sections"][dimension])
        record_release(dossier, dimension, actor=actor)
        publish_signed.enqueue(star.publication_id)
    if star.publication.published_at:
        _copy_now(star)
    return star


def record_release(dossier: Dossier, dimension: str, *, actor) -> None:
    about = {"organisation": dossier.village, "entry": dossier.entry, "dimension": dimension}
    record(Action.RELEASED, actor=actor, **about)


def _copy_now(star: PublishedStar) -> None:
    """So that no reader meets a page without its pictures; the release itself is kept whatever happens here."""
    for derivative in Derivative.objects.filter(pk__in=star.pictures.values("derivative")):
        try:
            copy_public(derivative)
        except Exception:
            log.exception("picture %s waits for the publish job", derivative.sha256)
