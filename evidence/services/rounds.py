"""Opening a round of ten stars for every village of a township."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.models import Dossier, Section
from stars.access import can_open_round
from stars.actions import Action
from stars.errors import BadInput, NotAllowed
from stars.models import Entry, Organisation, Phase, Round, Subject
from stars.services.recording import record
from stars.services.rulebooks import shipped_version
from stars.tracking import save_tracked

BOOK, CATEGORY = "xiqing", "village"


def check_dates(fill_ends: datetime.date, review_ends: datetime.date, sign_ends: datetime.date) -> None:
    if not fill_ends <= review_ends <= sign_ends:
        raise BadInput(_("The last days must follow each other: filling in, review, sign-off."))


def open_round(
    *, actor, township, title, year, fill_ends, review_ends, sign_ends, hard_fill=False, max_returns=5
) -> Round:
    """One entry and one dossier with a section a star for each village in force. Days are local dates."""
    if not can_open_round(actor, township):
        raise NotAllowed
    check_dates(fill_ends, review_ends, sign_ends)
    villages = list(Organisation.objects.valid_on(timezone.localdate()).villages().filter(parent=township))
    if not villages:
        raise BadInput(_("This township has no village yet. Import its villages first."))
    try:
        with transaction.atomic():
            made = _make_round(actor, township, title, year, max_returns)
            _make_phases(made, {"fill": fill_ends, "review": review_ends, "sign": sign_ends}, hard_fill)
            for village in villages:
                open_dossier(actor=actor, round=made, village=village)
            record(
                Action.ROUND_OPENED, actor=actor, organisation=township, target=title, villages=len(villages)
            )
    except IntegrityError as error:
        raise BadInput(_("This township already has a round with this name. Choose another name.")) from error
    return made


def _require_first_of_year(township, year: int) -> None:
    """A second round of a year would hide the first on the public page; two at once wait for each other here."""
    township = Organisation.objects.select_for_update().get(pk=township.pk)
    found = Round.objects.filter(organiser=township, category=CATEGORY, year=year).first()
    if found:
        told = {"title": found.title, "year": year}
        raise BadInput(_("“%(title)s” is this township's round of %(year)s already. One a year.") % told)


def _make_round(actor, township, title, year, max_returns) -> Round:
    _require_first_of_year(township, year)
    version = shipped_version(key=BOOK, actor=actor)
    row = Round(
        organiser=township,
        version=version,
        category=CATEGORY,
        title=title,
        year=year,
        max_returns=max_returns,
        opened_by=actor,
    )
    return save_tracked(row, actor=actor)


def _make_phases(made: Round, ends: dict[str, datetime.date], hard_fill: bool) -> None:
    today = timezone.localdate()
    for kind, end in ends.items():
        hard = hard_fill and kind == Phase.Kind.FILL
        Phase.objects.create(round=made, kind=kind, starts_on=min(today, end), ends_on=end, hard=hard)


def open_dossier(*, actor, round: Round, village: Organisation) -> Dossier:
    """The village's entry with an empty dossier; call inside a transaction."""
    subject, _created = Subject.objects.get_or_create(
        category=round.category, organisation=village, defaults={"owner": village, "name": village.name}
    )
    entry = save_tracked(Entry(round=round, subject=subject), actor=actor)
    dossier = save_tracked(Dossier(entry=entry, village=village, township=round.organiser), actor=actor)
    for position, dimension in enumerate(round.table.dimensions, start=1):
        section = Section(dossier=dossier, dimension=dimension.key, position=position)
        save_tracked(section, actor=actor)
    return dossier
