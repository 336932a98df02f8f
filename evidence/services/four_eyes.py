"""Nobody decides on what is his own: his work, or his village's."""

from django.utils.translation import gettext_lazy as _

from evidence.access import belongs_to_village
from evidence.models import Dossier
from stars.errors import FourEyes
from stars.services.recording import took_part

OWN_VILLAGE = _("You hold or held a post in this village during this round, so another person must decide.")


def require_outsider(actor, dossier: Dossier) -> None:
    """Reviewing is for people without a post in the village since the round was opened."""
    if belongs_to_village(actor, dossier):
        raise FourEyes(OWN_VILLAGE)


def require_four_eyes(actor, dossier: Dossier) -> None:
    """Signing and releasing are for outsiders who took no part."""
    if took_part(actor, dossier.entry):
        raise FourEyes
    require_outsider(actor, dossier)


def barred_because(actor, dossier: Dossier):
    """The words of the refusal that signing would meet; empty if none."""
    try:
        require_four_eyes(actor, dossier)
    except FourEyes as refusal:
        return refusal.message
    return ""
