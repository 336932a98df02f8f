"""Making the demo: places, people, rounds of ten stars and of the five roles, each village taken to its state."""

import csv
import datetime
import io
from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from evidence.models import Dossier
from evidence.services.publishing import publish, unpublished
from evidence.services.rounds import open_round
from portal.demo.journeys import JOURNEYS, sign_last_year
from portal.demo.places import COUNTY, PASSWORD, PEOPLE, TOWNSHIPS, VILLAGES
from portal.demo.ratings import make_ratings
from portal.pages.models import HomePage
from portal.pages.site import ensure_site
from stars.models import Organisation, User
from stars.services.organisations import import_organisations
from stars.services.people import appoint

Say = Callable[[str], None]


def is_empty() -> bool:
    """The demo's accounts have a printed password: they never come beside somebody's own."""
    return not (Organisation.objects.exists() or User.objects.exists())


def is_new() -> bool:
    """Nothing was ever started here: `prepare --no-demo` leaves the first pages, and says no to the demo for good."""
    return is_empty() and not HomePage.objects.exists()


@transaction.atomic
def build_demo(say: Say) -> None:
    """Fill an empty database whole or not at all: after an interrupted start the next one begins anew."""
    import_organisations(data=_places_csv())
    people = make_people()
    ensure_site()
    make_rounds(people)
    for number, village in enumerate(VILLAGES, start=1):
        say(f"{number} / {len(VILLAGES)}  {village.name}")
        dossier = Dossier.objects.get(
            village__code=village.code, entry__round__year=timezone.localdate().year
        )
        JOURNEYS[village.state](dossier)
    sign_last_year(people)
    say("五带头星级评定")
    make_ratings(people)
    for key in unpublished():
        publish(publication_id=key)


def _places_csv() -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("code", "name", "kind", "parent"))
    rows.writerow((*COUNTY, "county", ""))
    rows.writerows((code, name, "township", COUNTY[0]) for code, name in TOWNSHIPS.items())
    rows.writerows((v.code, v.name, "village", v.township) for v in VILLAGES)
    return out.getvalue().encode()


@transaction.atomic
def make_people() -> dict[str, User]:
    """Every account has the same printed password, hashed once: the demo starts in seconds."""
    hashed = make_password(PASSWORD)
    organisations = {row.code: row for row in Organisation.objects.all()}
    people = {}
    for login, name, post, code in PEOPLE:
        user = User(username=login, name=name, password=hashed)
        user.save()
        start = timezone.localdate() - datetime.timedelta(days=800)
        appoint(user=user, organisation=organisations[code], post=post, valid_from=start)
        people[login] = user
    return people


def make_rounds(people: dict[str, User]) -> None:
    today = timezone.localdate()
    for approver, code in (("shending", "990101101000"), ("shending2", "990101102000")):
        open_round(
            actor=people[approver],
            township=Organisation.objects.get(code=code),
            title=f"{today.year} 年度十星级创建",
            year=today.year,
            fill_ends=today + datetime.timedelta(days=12),
            review_ends=today + datetime.timedelta(days=26),
            sign_ends=today + datetime.timedelta(days=38),
        )
