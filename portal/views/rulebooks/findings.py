"""The linter's findings as a page shows them: grouped, with a link to the form where each is mended."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from stars.lint_words import told_finding
from stars.queries.rulebooks_findings import finding_id, from_accepted
from stars.rules.book import Book
from stars.rules.lint import ERROR, HINT, WARNING, Finding, check

# Code, or how it begins → the form of the category where it is mended.
FORMS = {
    "threshold": "levels",
    "top_level": "levels",
    "level": "levels",
    "weight": "sources",
    "sources": "sources",
    "ballot": "ballot",
    "reading_ballot": "ballot",
    "quota": "quotas",
    "share": "quotas",
    "cap": "quotas",
    "about": "quotas",
    "goal": "goals",
    "posting": "posting",
    "reading_posting": "posting",
    "reading_fall": "rules",
    "reading_hand": "rules",
    "reading_lifetime": "rules",
}


@dataclass
class Line:
    """One finding in words. `url`: where it is mended, on a draft."""

    id: str
    code: str
    place: str
    article: str | None
    message: str
    url: str = ""
    reason: str = ""
    by: str = ""


@dataclass
class Groups:
    """`open`: warnings that nobody accepted; `accepted`: those with a reason."""

    errors: list[Line] = field(default_factory=list)
    open: list[Line] = field(default_factory=list)
    accepted: list[Line] = field(default_factory=list)
    hints: list[Line] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        return not self.errors and not self.open

    @property
    def open_by_code(self) -> list[tuple[str, list[Line]]]:
        """Warnings of one kind are looked at, and accepted, together."""
        found: dict[str, list[Line]] = {}
        for line in self.open:
            found.setdefault(line.code, []).append(line)
        return list(found.items())

    def mended_at(self, url: str) -> list[Line]:
        """What the form at this address can mend, or what was read into it."""
        lines = (*self.errors, *self.open, *self.accepted, *self.hints)
        return [line for line in lines if line.url == url]


def finding_groups(book: Book, accepted: list[dict], draft: int = 0) -> Groups:
    """`draft`: the key of the rulebook whose draft this is, for links to the forms."""
    reasons = {row.get("id"): row for row in accepted}
    groups = Groups()
    for one in check(book):
        line = as_line(one, book)
        line.url = form_url(one, book, draft) if draft else ""
        row = reasons.get(line.id)
        if one.severity == ERROR:
            groups.errors.append(line)
        elif one.severity == HINT:
            groups.hints.append(line)
        elif row and one.severity == WARNING:
            line.reason, line.by = row["reason"], row["by"]
            groups.accepted.append(line)
        else:
            groups.open.append(line)
    return groups


def as_line(finding: Finding, book: Book) -> Line:
    place = place_words(finding.place, book)
    return Line(finding_id(finding), finding.code, place, finding.article, in_words(finding))


def in_words(finding: Finding) -> str:
    """What was accepted long ago may lack a number that today's words name: then the code has to do."""
    try:
        return told_finding(finding)
    except KeyError:
        return finding.code


def accepted_lines(accepted: list[dict], book: Book) -> list[Line]:
    """What a version's publisher accepted, as it was then."""
    found = []
    for row in accepted:
        line = as_line(from_accepted(row), book)
        line.reason, line.by = row.get("reason", ""), row.get("by", "")
        found.append(line)
    return found


def form_url(finding: Finding, book: Book, draft: int) -> str:
    """The form of the draft where the finding is mended; the whole text where no form has it."""
    category, rest = split_place(finding.place, book)
    if category is None:
        return reverse("draft_text", args=[draft])
    for dimension in category.dimensions:
        if rest == dimension.key:
            return reverse("draft_role", args=[draft, category.key, dimension.key])
        if rest in {item.key for item in dimension.items}:
            return reverse("draft_item", args=[draft, category.key, dimension.key, rest])
    if rest in {benefit.key for benefit in category.benefits}:
        return reverse("draft_benefit", args=[draft, category.key, rest])
    form = next((form for code, form in FORMS.items() if finding.code.startswith(code)), None)
    if form:
        return reverse("draft_part", args=[draft, category.key, form])
    if finding.code.startswith(("ground", "clause")):
        return reverse("draft_text", args=[draft])
    return reverse("draft_category", args=[draft, category.key])


def split_place(place: str, book: Book):
    """(category, the rest) of "household.serve.care"; (None, "") for the document as a whole."""
    for key, category in book.categories.items():
        if place == key:
            return category, ""
        if place.startswith(f"{key}."):
            return category, place.removeprefix(f"{key}.")
    return None, ""


def place_words(place: str, book: Book) -> str:
    """ "群众 · 加快发展我带头" for "household.develop"."""
    category, rest = split_place(place, book)
    if category is None:
        return _("the document") if place == "document" else place
    names = {one.key: one.title for one in (*category.dimensions, *category.sources, *category.ballot)}
    names |= {item.key: item.text for one in category.dimensions for item in one.items}
    names |= {benefit.key: benefit.text for benefit in category.benefits}
    names |= {ground.clause: f"{ground.clause} {ground.text}" for ground in category.grounds}
    return f"{category.title} · {names.get(rest, rest)}" if rest else category.title
