"""One village's people in a round of the five roles, and how they prepare it, through the services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stars.models import Entry, Membership, Organisation, Post, Round, RulebookVersion, User
from stars.queries.entries import entries_in_order
from stars.queries.import_plan import plan_import
from stars.services.panel import SeatWish, set_seats
from stars.services.rating_rounds import open_rating
from stars.services.subject_imports import keep_import, take_import
from stars.services.targets import declare_target

HEADINGS = {"household": ["户主姓名", "村民组", "户号"], "service": ["名称"]}
PEOPLE_HEADINGS = ["姓名", "村民组"]
ROLES = ("head", "deputy", "office")
# Category → a level for each entry, in the order of the list that was read.
Levels = Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Crew:
    """`panel`: head, deputy, and the office, which does not score; `counters`: two."""

    village: Organisation
    clerk: User
    secretary: User
    panel: tuple[User, ...]
    counters: tuple[User, ...]

    @classmethod
    def of(cls, code: str) -> "Crew":
        village = Organisation.objects.select_related("parent").get(code=code)
        rows = (
            Membership.objects.in_force().filter(organisation=village).select_related("user").order_by("pk")
        )
        held = {post: tuple(row.user for row in rows if row.post == post) for post in Post.values}
        one = {post: held[post][0] for post in (Post.CLERK, Post.SECRETARY)}
        return cls(village, one["clerk"], one["secretary"], held["panel"], held["counter"])


def begin_round(
    crew: Crew, version: RulebookVersion, title: str, year: int, half: int | None = None
) -> Round:
    told = {"title": title, "year": year, "half": half}
    return open_rating(actor=crew.secretary, village=crew.village, version_id=version.pk, **told)


def take_list(crew: Crew, round: Round, category: str, rows: list[list[str]], *more: str) -> None:
    """As from a spreadsheet; `more`: headings beside the usual ones."""
    headings = [*HEADINGS.get(category, PEOPLE_HEADINGS), *more]
    told = {"round_id": round.pk, "category": category, "name": f"{category}.xlsx"}
    read = keep_import(actor=crew.clerk, cells=[headings, *rows], **told)
    take_import(actor=crew.clerk, import_id=read.pk, mark=plan_import(read).mark)


def entries(round: Round, category: str) -> list[Entry]:
    """In the order of the list that was read."""
    return list(entries_in_order(round, category).select_related("round__version").order_by("pk"))


def declare_promotions(crew: Crew, round: Round, wanted: Levels) -> None:
    """For each entry the level it sets out for; who has it already declares nothing."""
    for category, levels in wanted.items():
        for entry, level in zip(entries(round, category), levels, strict=True):
            if level > (entry.previous_level or 0):
                told = {"entry_id": entry.pk, "kind": "promote", "level": level}
                declare_target(actor=crew.clerk, round_id=round.pk, **told)


def seat_panel(crew: Crew, round: Round) -> None:
    wishes = [SeatWish(user.pk, role) for user, role in zip(crew.panel, ROLES, strict=True)]
    set_seats(actor=crew.secretary, round_id=round.pk, seats=wishes)
