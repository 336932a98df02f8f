"""What the book wants before the assessment and is not done yet."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from stars.assessing import TargetState
from stars.models import Entry, Posting, Round, Target
from stars.queries.entries import BY_SUBJECT
from stars.queries.postings import NOT_POSTED, OBSTACLES, obstacles
from stars.rules.book import Category

WORDS = {
    **OBSTACLES,
    NOT_POSTED: _("The targets are not posted, or their posting was taken down. Put them up first."),
}


@dataclass(frozen=True)
class Doubts:
    """`undecided`: declared targets that wait for approval; `missing`: entries without a target, where the book has
    targets; `not_applied`: who will not be rated; `posting`: why the posting of the targets does not count, in words.
    """

    entries: int
    undecided: tuple[Entry, ...]
    missing: tuple[Entry, ...]
    not_applied: tuple[Entry, ...]
    posting: tuple[str, ...]

    @property
    def needs_reason(self) -> bool:
        """Whether the book wants something first that is not done; who did not apply is simply not rated."""
        return bool(self.undecided or self.posting)


def doubts_of(round: Round) -> Doubts:
    """Three queries at most, whatever the number of entries."""
    entries = list(
        Entry.objects.filter(round=round).select_related("subject", "declared").order_by(*BY_SUBJECT)
    )
    tables = round.version.book.categories
    rows = [(entry, tables[entry.subject.category]) for entry in entries]
    waiting = [e for e, table in rows if table.target and table.target.approved and is_declared(e)]
    posted = any(table.target and table.target.posted for _entry, table in rows)
    found = obstacles(round, Posting.Kind.TARGETS) if posted else ()
    return Doubts(
        entries=len(entries),
        undecided=tuple(waiting),
        missing=tuple(entry for entry, table in rows if lacks_target(entry, table)),
        not_applied=tuple(e for e, table in rows if table.applies_himself and e.applied_on is None),
        posting=tuple(str(WORDS[key]) for key in found),
    )


def lacks_target(entry: Entry, table: Category) -> bool:
    """At five stars there is nothing to set out for where the book knows no keeping."""
    if table.target is None or hasattr(entry, "declared"):
        return False
    return entry.previous_level != 5 or Target.Kind.KEEP in table.target.kinds


def is_declared(entry: Entry) -> bool:
    """Whether its target waits for a decision."""
    return hasattr(entry, "declared") and entry.declared.state == TargetState.DECLARED
