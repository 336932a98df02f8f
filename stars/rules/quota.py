"""Caps, "about" shares, and ties that only people may decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from stars.rules.book import Category
from stars.rules.rating import Rated, RatingError, Step, Tie, Warning
from stars.rules.terms import Quota


@dataclass(eq=False)
class Standing:
    """A subject on its way through the steps; the only thing here that changes."""

    entry: Rated
    score: Fraction | None = None
    level: int | None = None
    lifetime: bool = False
    steps: list[Step] = field(default_factory=list)

    @property
    def exact(self) -> Fraction:
        """For those who have a level, and so a score."""
        return self.score or Fraction(0)

    def stands_at(self, level: int) -> bool:
        """Whether a cap at this level concerns the subject."""
        return self.level == level and not self.lifetime

    def move(self, step: str, level: int | None, article: str | None, **detail: object) -> None:
        self.steps.append(Step(step, self.level, level, article, detail))
        self.level = level


def places_of(quota: Quota, base: int) -> int:
    """Base × share, rounded down; the base is every eligible entry, lifetime holders included."""
    share = Fraction(quota.share) * base
    return share.numerator // share.denominator


def apply_caps(
    category: Category, rows: Sequence[Standing], decided: Mapping[int, Sequence[str]]
) -> tuple[Tie, ...]:
    """From the highest capped level down: who falls over a cap goes one level down and stands there anew."""
    caps = sorted((q for q in category.quotas if q.kind == "cap"), key=lambda q: q.level, reverse=True)
    for level in set(decided) - {quota.level for quota in caps}:
        raise RatingError("no_tie_here", ", ".join(decided[level]), str(level))
    ties: list[Tie] = []
    ghosts: list[Standing] = []
    for quota in caps:
        ghosts += _apply(quota, rows, ghosts, decided.get(quota.level), ties)
    return tuple(ties)


def _apply(
    quota: Quota,
    rows: Sequence[Standing],
    ghosts: Sequence[Standing],
    chosen: Sequence[str] | None,
    ties: list[Tie],
) -> list[Standing]:
    """One cap. Gives back a ghost for each of an undecided tie who will fall: nobody knows yet who it is, but
    their scores are equal, so that what they do to the caps below is known."""
    places = places_of(quota, len(rows))
    wanted = [row for row in (*rows, *ghosts) if row.stands_at(quota.level)]
    numbers = {"share": str(quota.share), "base": len(rows), "places": places, "wanted": len(wanted)}
    kept, edge, below = _split(wanted, places)
    for level, group in ((quota.level, kept), (quota.level - 1, below)):
        for row in group:
            row.move("quota", level, quota.article, **numbers)
    tie = Tie(quota.level, places - len(kept), _names(edge, ghosts, ties))
    if chosen is not None:
        _fit(tie, edge, ghosts, chosen)
    numbers |= {"tied": len(edge), "free": tie.places, "decided": chosen is not None}
    for row in edge:
        row.move("tie", _after(row, tie, chosen), quota.article, **numbers)
    open_ties = [tie] if edge and chosen is None else []
    ties += open_ties
    return [Standing(row.entry, row.score, quota.level - 1) for row in edge[tie.places :] if open_ties]


def _after(row: Standing, tie: Tie, chosen: Sequence[str] | None) -> int | None:
    """The level after a tie: none before people decided."""
    if chosen is None:
        return None
    return tie.level if row.entry.subject in chosen else tie.level - 1


def _names(edge: Sequence[Standing], ghosts: Sequence[Standing], ties: Sequence[Tie]) -> tuple[str, ...]:
    """Who of a tie above falls into this one is not known: then all of them are named."""
    unknown = set(ghosts)
    names = {row.entry.subject for row in edge if row not in unknown}
    if len(names) < len(edge):
        names |= {subject for tie in ties for subject in tie.subjects}
    return tuple(sorted(names))


def _split(wanted: Sequence[Standing], places: int) -> tuple[list[Standing], list[Standing], list[Standing]]:
    """(above the edge, exactly on it where it splits equals, below it) by exact score."""
    ranked = sorted(wanted, key=lambda row: row.exact, reverse=True)
    if len(ranked) <= places:
        return ranked, [], []
    last_in, first_out = (ranked[places - 1].exact if places else None), ranked[places].exact
    if last_in != first_out:
        return ranked[:places], [], ranked[places:]
    kept = [row for row in ranked if row.exact > first_out]
    return kept, [row for row in ranked if row.exact == first_out], [r for r in ranked if r.exact < first_out]


def _fit(tie: Tie, edge: Sequence[Standing], ghosts: Sequence[Standing], chosen: Sequence[str]) -> None:
    """What the leading group decided: exactly as many of exactly those, and the higher level first."""
    told = ", ".join(chosen)
    if not edge:
        raise RatingError("no_tie_here", told, str(tie.level))
    if not set(ghosts).isdisjoint(edge):
        raise RatingError("decide_above_first", told, str(tie.level))
    if len(set(chosen)) != tie.places or not set(chosen) <= set(tie.subjects):
        raise RatingError("decision_does_not_fit", told, str(tie.level))


def look_at_shares(category: Category, rows: Sequence[Standing], ties: Sequence[Tie]) -> list[Warning]:
    """An "about" share never cuts; it is said when more have the level than it gives places for."""
    found = []
    for quota in category.quotas:
        if quota.kind != "about":
            continue
        count = sum(row.level == quota.level for row in rows)
        if count > places_of(quota, len(rows)):
            numbers = {"level": quota.level, "share": str(quota.share), "base": len(rows), "count": count}
            found.append(Warning("about_share_exceeded", numbers))
    if ties:
        found.append(Warning("ties_undecided", {"levels": sorted({tie.level for tie in ties})}))
    return found
