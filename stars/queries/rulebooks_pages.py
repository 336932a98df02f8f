"""The screens of rulebooks, each at a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery

from stars.access import administered_by, can_edit_any_star, rating_villages_of
from stars.models import Organisation, Round, Rulebook, RulebookDraft, RulebookVersion
from stars.queries.rulebooks import above, usable_versions
from stars.rules.loader import available_books, load_book

COUNTY = Organisation.Kind.COUNTY


@dataclass(frozen=True)
class Shelf:
    """Rulebooks under one heading of the list. `owner`: whose they are, if the reader may edit them."""

    owner: Organisation | None
    rulebooks: list[Rulebook]


def readable_rulebooks(user) -> QuerySet[Rulebook]:
    """What the user edits, and what is in use where he works; with `newest` (a number) and `has_draft`.

    Administrators read what applies to them (shipped and from above), a county's also what applies below, because
    it decides on grounds there. Clerk and secretary read what their village may use or has used.
    """
    mine = [one.pk for one in administered_by(user)]
    found = with_newest(Rulebook.objects.select_related("owner__parent"))
    used = Q(newest__isnull=False) & readable_by_post(user)
    return found.filter(Q(owner__in=mine) | used).order_by(
        F("owner__code").asc(nulls_last=True), "title", "pk"
    )


def with_newest(found: QuerySet[Rulebook]) -> QuerySet[Rulebook]:
    versions = RulebookVersion.objects.filter(rulebook=OuterRef("pk")).order_by("-number")
    drafts = RulebookDraft.objects.filter(rulebook=OuterRef("pk"))
    newest = Subquery(versions.values("number")[:1], output_field=IntegerField())
    return found.annotate(newest=newest, has_draft=Exists(drafts))


def readable_by_post(user) -> Q:
    administered = administered_by(user)
    owners = {one.pk for place in administered for one in above(place)}
    counties = [one.pk for one in administered if one.kind == COUNTY]
    found = Q(owner__in=owners) | Q(owner__parent__in=counties)
    if administered:
        found |= Q(owner=None)
    keys: set[int] = set()
    for village in reading_villages(user):
        keys |= {version.rulebook_id for version in usable_versions(village)}
        keys |= set(Round.objects.filter(organiser=village).values_list("version__rulebook", flat=True))
    return found | Q(pk__in=keys)


def reading_villages(user) -> list[Organisation]:
    return [village for village in rating_villages_of(user) if can_edit_any_star(user, village)]


def reads_rulebooks(user) -> bool:
    """Whether the list of rulebooks is any business of the user's."""
    return bool(administered_by(user) or reading_villages(user))


def shelves(user) -> tuple[list[Shelf], list[Rulebook]]:
    """(one shelf for each place that the user administers, what else he reads)."""
    rulebooks = list(readable_rulebooks(user))
    mine = administered_by(user)
    keys = {one.pk for one in mine}
    own = [Shelf(place, [row for row in rulebooks if row.owner_id == place.pk]) for place in mine]
    return own, [row for row in rulebooks if row.owner_id not in keys]


def shipped_books() -> list[tuple[str, str]]:
    """(key, title) of the books that come with the product."""
    return [(key, load_book(key).title) for key in available_books()]


def versions_of(rulebook: Rulebook) -> list[RulebookVersion]:
    """Newest first, without their texts."""
    found = rulebook.versions.select_related("published_by").defer("source")
    return list(found.order_by("-number"))


def version_before(version: RulebookVersion) -> RulebookVersion | None:
    return version.rulebook.versions.filter(number__lt=version.number).order_by("-number").first()
