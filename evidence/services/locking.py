"""Rows are locked before their state is read; every service of a dossier begins here."""

from django.utils import timezone

from evidence.errors import SectionLocked
from evidence.models import Dossier, Section
from evidence.states import DossierState
from stars.errors import DeadlinePassed
from stars.models import Phase
from stars.services.requiring import require as require  # offered here with the locks


def lock_dossier(dossier_id: int) -> Dossier:
    """The dossier, locked until the transaction ends, with entry, round, rulebook, village and township."""
    related = ("entry__round__version", "entry__subject", "village__parent__parent", "township")
    return Dossier.objects.select_for_update(of=("self",)).select_related(*related).get(pk=dossier_id)


def lock_section(section_id: int) -> Section:
    """The section with its dossier locked (dossier first, so that two steps never wait for each other)."""
    dossier_id = Section.objects.values_list("dossier_id", flat=True).get(pk=section_id)
    dossier = lock_dossier(dossier_id)
    section = Section.objects.select_for_update().prefetch_related("assigned_to").get(pk=section_id)
    section.dossier = dossier
    return section


def require_open(section: Section) -> None:
    """The village may change a section only while it lies with the village and no final date has passed."""
    if not section.is_open:
        raise SectionLocked
    require_time(section.dossier)


def require_time(dossier: Dossier) -> None:
    """A soft deadline is only said; a hard one refuses the first submission, never the mending of returns."""
    if dossier.state != DossierState.FILLING:
        return
    late = Phase.objects.filter(
        round=dossier.entry.round, kind=Phase.Kind.FILL, hard=True, ends_on__lt=timezone.localdate()
    )
    if late.exists():
        raise DeadlinePassed
