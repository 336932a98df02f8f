"""Which rulebooks and versions somebody may read, edit, or use in a round."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from stars.models import Organisation, Rulebook, RulebookVersion
from stars.queries.rulebooks_findings import standing_in_the_way
from stars.rules.lint import check


def usable_versions(village: Organisation) -> list[RulebookVersion]:
    """The newest published version of every rulebook by which the village may rate; one query.

    Its own township's and county's, and a shipped one whose text leaves no warning that nobody accepted. Books of
    ten stars are among them; whoever opens a round of the five roles takes those that rate by levels.
    """
    found = newest_versions().filter(in_force_for(village)).order_by("rulebook__title", "rulebook__owner_id")
    return [version for version in found.select_related("rulebook__owner") if may_be_used(version)]


def newest_versions() -> QuerySet[RulebookVersion]:
    same = RulebookVersion.objects.filter(rulebook=OuterRef("rulebook")).order_by("-number")
    return RulebookVersion.objects.filter(pk=Subquery(same.values("pk")[:1]))


def newest_of(rulebook: Rulebook) -> RulebookVersion | None:
    return rulebook.versions.order_by("-number").first()


def in_force_for(village: Organisation) -> Q:
    """Versions of shipped rulebooks, and of those of the organisations above the village."""
    return Q(rulebook__owner=None) | Q(rulebook__owner__in=[one.pk for one in above(village)])


def above(organisation: Organisation) -> list[Organisation]:
    """Township and county of a village, the county of a township."""
    found = []
    while organisation.parent_id:
        organisation = organisation.parent
        found.append(organisation)
    return found


def may_be_used(version: RulebookVersion) -> bool:
    """A shipped text waits until an administrator has taken it over and accepted what the linter doubts."""
    if version.rulebook.owner_id:
        return True
    return not standing_in_the_way(check(version.book), version.accepted)
