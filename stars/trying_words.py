"""A dry run in words: with names for whoever may read them, else with counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from stars.rules.dry_run import Move
from stars.rules.rating import RatingError, Tie
from stars.words import RATING_WORDS, level_words, told

Names = Mapping[str, str] | None


@dataclass(frozen=True)
class MoveLine:
    """Everybody who would go from one level to another; `names` stay empty for whoever may not read them."""

    before: str
    after: str
    count: int
    up: bool
    names: list[str]


def move_lines(moves: Sequence[Move], names: Names) -> list[MoveLine]:
    """From the highest level down."""
    together = Counter((one.before, one.after) for one in moves)
    order = sorted(
        together, key=lambda pair: (-1 if pair[0] is None else pair[0], pair[1] or 0), reverse=True
    )
    return [
        MoveLine(
            before=level_words(before),
            after=level_words(after),
            count=together[before, after],
            up=(after or 0) > (before or 0),
            names=named((one.subject for one in moves if (one.before, one.after) == (before, after)), names),
        )
        for before, after in order
    ]


def named(subjects: Iterable[str], names: Names) -> list[str]:
    return [] if names is None else [names.get(one, one) for one in subjects]


def people(subjects: Sequence[str], names: Names) -> str:
    """Names, or how many."""
    return "、".join(named(subjects, names)) or _("%d of them") % len(subjects)


def tie_lines(ties: Iterable[Tie], names: Names) -> list[str]:
    return [
        told("tie", level=one.level, places=one.places, subjects=people(one.subjects, names)) for one in ties
    ]


def left_out_lines(errors: Iterable[RatingError], names: Names) -> list[str]:
    """Why the table cannot rate some, those of one reason together."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in errors:
        reasons.setdefault((one.code, one.detail), []).append(one.subject)
    return [
        str(RATING_WORDS[code]) % {"subject": people(subjects, names), "detail": detail}
        for (code, detail), subjects in reasons.items()
    ]
