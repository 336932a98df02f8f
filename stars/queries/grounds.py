"""Grounds for not being rated: off, until a county switches one on with a legal basis."""

from stars.models import GroundPermission, Organisation, Rulebook, RulebookVersion
from stars.rules.lint import check


def grounds_in_force(
    village: Organisation, rulebook: Rulebook, version: RulebookVersion | None = None
) -> set[str]:
    """Clauses under which the village may leave somebody unrated; two or three queries.

    `version`: the text that a round has pinned, the newest if None. A clause counts only where that text says the same
    as the text that the county looked at, which is the newest: publishing another ends the permission.
    """
    return grounds_on(village.parent.parent, rulebook, version)


def grounds_on(county: Organisation, rulebook: Rulebook, version: RulebookVersion | None = None) -> set[str]:
    """As grounds_in_force, for all villages of the county that rate by the rulebook."""
    given = GroundPermission.objects.filter(county=county, rulebook=rulebook, ended_on=None)
    clauses = set(given.values_list("clause", flat=True))
    newest = rulebook.versions.order_by("-number").first() if clauses else None
    if newest is None:
        return set()
    texts, seen = ground_texts(version or newest), ground_texts(newest)
    return {one for one in clauses - punishing(newest) if one in texts and texts[one] == seen.get(one)}


def ground_texts(version: RulebookVersion) -> dict[str, list[tuple[str, str, str]]]:
    """Clause → (category, text, what it concerns), in the order of the book."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for category in version.book.categories.values():
        for ground in category.grounds:
            found.setdefault(ground.clause, []).append((category.key, ground.text, ground.concerns))
    return found


def punishing(version: RulebookVersion) -> set[str]:
    """Clauses that punish petitioning, complaint, speech, belief or family planning: never switched on."""
    return {str(one.article) for one in check(version.book) if one.code == "ground_punishes"}


def county_of(owner: Organisation | None) -> Organisation | None:
    """The county itself, or the one above a township; a shipped rulebook has none."""
    while owner is not None and owner.kind != Organisation.Kind.COUNTY:
        owner = owner.parent
    return owner
