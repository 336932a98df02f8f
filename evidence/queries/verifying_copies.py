"""What the public reads, word for word against the signed snapshot."""

from collections.abc import Iterator

from evidence.copies import public_figures, public_pictures
from evidence.models import Publication, PublishedStar
from evidence.states import DossierState
from stars.actions import Action


def publication_problems(records) -> Iterator[tuple[str, str]]:
    """`records`: evidence.queries.verifying.Records. A dossier without a star has no publication."""
    rows = Publication.objects.filter(dossier=records.dossier).select_related("sign_off")
    publication = rows.first()
    standing = records.standing
    due = records.dossier.state == DossierState.SIGNED and standing is not None and bool(standing.stars)
    if (publication is not None) != due:
        yield "copy", str(records.dossier.pk)
    if publication is None or standing is None:
        return
    if not _names_the_signed(publication, records, standing):
        yield "copy", str(publication)
    released = released_stars(records, publication)
    stars = list(publication.stars.prefetch_related("pictures__derivative__file"))
    if [star.dimension for star in stars] != standing.stars:
        yield "copy", str(publication)
    for star in stars:
        if not star_fits(star, standing.submission.content, records.dossier.round.table, released):
            yield "copy", star.title


def _names_the_signed(publication: Publication, records, standing) -> bool:
    content = standing.submission.content
    round_told = content.get("round") or {}
    told = (publication.title, publication.year, publication.village_id, publication.proposal_id)
    signed = (round_told.get("title"), round_told.get("year"), records.dossier.village_id, standing.pk)
    return told == signed and publication.sign_off.digest == standing.digest


def released_stars(records, publication: Publication) -> set[str]:
    """Stars that the signer or, later, another approver released by name."""
    later = {event.dimension for event in records.events if event.action == Action.RELEASED}
    return later | set(publication.sign_off.decision.get("released") or [])


def star_fits(star: PublishedStar, content: dict, table, released: set[str]) -> bool:
    dimensions = {one.key: (place, one) for place, one in enumerate(table.dimensions, start=1)}
    section = content.get("sections", {}).get(star.dimension)
    if star.dimension not in dimensions or section is None:
        return False
    place, dimension = dimensions[star.dimension]
    may = dimension.release == "normal" or star.dimension in released
    shown = (section["narrative"], public_figures(section), in_order(public_pictures(section)))
    expected = shown if star.released else ("", [], [])
    told = (star.narrative, star.figures, pictures_of(star))
    return (
        (star.title, star.position) == (dimension.title, place) and told == expected and star.released <= may
    )


def in_order(pictures: list[dict]) -> list[dict]:
    return sorted(pictures, key=lambda one: (one["position"], one["size_name"]))


def pictures_of(star: PublishedStar) -> list[dict]:
    """As evidence.copies.public_pictures tells them."""
    told = [
        {
            "position": row.position,
            "size_name": row.size_name,
            "file": row.derivative.file.sha256,
            "sha256": row.derivative.sha256,
            "caption": row.caption,
            "happened_on": row.happened_on.isoformat() if row.happened_on else None,
        }
        for row in star.pictures.all()
    ]
    return in_order(told)
