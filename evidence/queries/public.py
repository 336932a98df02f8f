"""What the public may read, and nothing else: publications that were signed and opened, at fixed queries."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from evidence.models import Publication, PublishedPicture, PublishedStar
from stars.models import Organisation
from stars.rules.book import Dimension


@dataclass(frozen=True)
class Picture:
    """One picture in two sizes; `src` and `small` are digests of files in media/public/pictures."""

    src: str
    small: str
    width: int
    height: int
    caption: str
    happened_on: object


@dataclass(frozen=True)
class PublicStar:
    """`star` is None where nothing is awarded: the page then says a neutral word."""

    dimension: Dimension
    star: PublishedStar | None
    pictures: list[Picture]

    @property
    def awarded(self) -> bool:
        return self.star is not None

    @property
    def same_origin(self) -> dict | None:
        """Date and source of the figures when all share them, to be said once; else None."""
        origins = {(figure["as_of"], figure["source"]) for figure in self.star.figures}
        as_of, source = origins.pop() if len(origins) == 1 else ("", "")
        return {"as_of": as_of, "source": source} if as_of or source else None


@dataclass(frozen=True)
class VillagePage:
    village: Organisation
    publication: Publication | None
    stars: list[PublicStar]
    years: list[int]

    @property
    def awarded(self) -> list[PublicStar]:
        return [star for star in self.stars if star.awarded]


def public_village(code: str) -> Organisation | None:
    villages = Organisation.objects.villages().filter(valid_to=None)
    return villages.select_related("parent__parent").filter(code=code).first()


def village_page(village: Organisation, year: int | None = None) -> VillagePage | None:
    """The year asked for, else the newest; None if that year is not public."""
    pictures = PublishedPicture.objects.select_related("derivative")
    opened = Publication.objects.filter(village=village, published_at__isnull=False)
    found = list(opened.select_related("sign_off", "dossier__entry__round__version").order_by("-year", "-pk"))
    if not found:
        return VillagePage(village, None, [], []) if year is None else None
    chosen = next((one for one in found if year is None or one.year == year), None)
    if chosen is None:
        return None
    full = list(chosen.stars.prefetch_related(Prefetch("pictures", pictures)))
    by_key = {star.dimension: star for star in full}
    dimensions = chosen.dossier.entry.round.table.dimensions
    views = [public_star(dimension, by_key.get(dimension.key)) for dimension in dimensions]
    return VillagePage(village, chosen, views, sorted({one.year for one in found}, reverse=True))


def public_star(dimension: Dimension, star: PublishedStar | None) -> PublicStar:
    return PublicStar(dimension, star, sized_pictures(star) if star and star.released else [])


def sized_pictures(star: PublishedStar) -> list[Picture]:
    """Pairs of the two public sizes, by position."""
    sizes: dict[int, dict[str, PublishedPicture]] = {}
    for row in star.pictures.all():
        sizes.setdefault(row.position, {})[row.size_name] = row
    return [picture_of(pair) for _position, pair in sorted(sizes.items())]


def picture_of(pair: dict[str, PublishedPicture]) -> Picture:
    large = pair.get("800") or next(iter(pair.values()))
    small = pair.get("400") or large
    return Picture(
        src=large.derivative.sha256,
        small=small.derivative.sha256,
        width=large.derivative.width,
        height=large.derivative.height,
        caption=large.caption,
        happened_on=large.happened_on,
    )


def townships_with_progress() -> list[Organisation]:
    """Townships in code order, each with how many villages it has and how many have signed stars."""
    today = timezone.localdate()
    opened = Q(children__publications__published_at__isnull=False)
    return list(
        Organisation.objects.valid_on(today)
        .filter(kind=Organisation.Kind.TOWNSHIP)
        .select_related("parent")
        .annotate(
            villages_count=Count("children", distinct=True),
            signed_count=Count("children", filter=opened, distinct=True),
        )
        .order_by("code")
    )


def public_township(code: str) -> Organisation | None:
    found = Organisation.objects.filter(kind=Organisation.Kind.TOWNSHIP, code=code, valid_to=None)
    return found.select_related("parent").first()


def township_villages(township: Organisation) -> list[Organisation]:
    """Villages in code order, each with its publications as on its own page, the newest first.

    How many stars each has is told on its own page only: side by side it would be a league table.
    """
    publications = Publication.objects.filter(published_at__isnull=False).order_by("-year", "-pk")
    villages = Organisation.objects.villages().filter(parent=township, valid_to=None).order_by("code")
    return list(villages.prefetch_related(Prefetch("publications", publications)))
