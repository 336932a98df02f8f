"""The county's page of grounds: what each says, what it concerns, whether it is on, and who switched it when."""

from dataclasses import dataclass

from django.db.models import Q

from stars.lint_words import told_finding
from stars.models import GroundPermission, Organisation, Rulebook, RulebookVersion
from stars.queries.grounds import ground_texts, punishing
from stars.rules.lint import check

GROUND_CODES = ("ground_punishes", "ground_needs_legal_basis")


@dataclass(frozen=True)
class GroundRow:
    """`texts`: (category's title, text); `warning`: the linter's; `never`: it punishes, so it stays off."""

    clause: str
    texts: list[tuple[str, str]]
    warning: str
    never: bool
    permission: GroundPermission | None


@dataclass(frozen=True)
class GroundBook:
    rulebook: Rulebook
    version: RulebookVersion
    rows: list[GroundRow]

    @property
    def on(self) -> int:
        return sum(row.permission is not None for row in self.rows)


def rulebooks_of_county(county: Organisation) -> list[RulebookVersion]:
    """The newest versions of the county's own rulebooks and of its townships'."""
    theirs = Q(rulebook__owner=county) | Q(rulebook__owner__parent=county)
    found = RulebookVersion.objects.filter(theirs).select_related("rulebook__owner")
    newest = {one.rulebook_id: one for one in found.defer("source").order_by("number")}
    keys = [one.pk for one in newest.values()]
    return list(found.filter(pk__in=keys).order_by("rulebook__owner__code", "rulebook__title"))


def ground_board(county: Organisation) -> list[GroundBook]:
    """Every rulebook of the county that names grounds; three queries."""
    versions = rulebooks_of_county(county)
    permissions = open_permissions(county, [one.rulebook_id for one in versions])
    found = [ground_book(version, permissions) for version in versions]
    return [one for one in found if one.rows]


def open_permissions(county: Organisation, rulebooks: list[int]) -> dict[tuple[int, str], GroundPermission]:
    found = GroundPermission.objects.filter(county=county, rulebook__in=rulebooks, ended_on=None)
    return {(row.rulebook_id, row.clause): row for row in found.select_related("given_by")}


def ground_book(version: RulebookVersion, permissions: dict) -> GroundBook:
    titles = {key: category.title for key, category in version.book.categories.items()}
    warnings = {one.article: told_finding(one) for one in check(version.book) if one.code in GROUND_CODES}
    never = punishing(version)
    rows = []
    for clause, said in ground_texts(version).items():
        texts = [(titles[category], text) for category, text, _concerns in said]
        permission = permissions.get((version.rulebook_id, clause))
        rows.append(GroundRow(clause, texts, warnings.get(clause, ""), clause in never, permission))
    return GroundBook(version.rulebook, version, rows)


def switchings(county: Organisation, rulebook: Rulebook) -> list:
    """Every switching, newest first: rows of history with clause, legal basis, day, who, and `ended_on`."""
    found = GroundPermission.history.filter(county=county, rulebook=rulebook)
    return list(found.select_related("history_user").order_by("-history_date", "-history_id"))
