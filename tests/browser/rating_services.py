"""What a story does not tell at length: done by the same steps without a browser."""

from django.utils import timezone

from stars.models import Posting, Round
from stars.services.applications import record_applications
from stars.services.target_decisions import decide_all_targets
from stars.services.targets import declare_target
from tests.posting_making import end, put_up
from tests.rating_making import entries_of, make_version


def book_is_in_use(world, key: str) -> None:
    """Put into use by the township with its weights agreed, under the title that the book has."""
    version = make_version(world, key)
    version.rulebook.title = version.book.title
    version.rulebook.save()


def targets_are_declared(world, round: Round, category: str, kind: str = "promote", level: int = 4) -> None:
    for entry in entries_of(round, category):
        told = {"entry_id": entry.pk, "kind": kind, "level": level}
        declare_target(actor=world.clerk, round_id=round.pk, **told)


def targets_are_approved(world, round: Round, *categories: str) -> None:
    for category in categories:
        decide_all_targets(actor=world.secretary, round_id=round.pk, category=category, approve=True)


def targets_are_posted_and_over(world, round: Round) -> Posting:
    return end(put_up(world, round, "targets"))


def everybody_applies(world, round: Round, *categories: str) -> None:
    """All of these categories who have not applied yet."""
    found = [one for key in categories for one in entries_of(round, key) if one.applied_on is None]
    told = {"entry_ids": [one.pk for one in found], "applied_on": timezone.localdate()}
    record_applications(actor=world.clerk, round_id=round.pk, **told)
