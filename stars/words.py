"""The engine's codes in words. The engine itself knows no language."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from stars.rules.dry_run import BrokenShare
from stars.rules.findings import percent
from stars.rules.rating import RatingError, Tie
from stars.rules.table import TableError

WORDS = {
    "no_such_rule": _("The rulebook has no such rule: the column %(column)s was ignored."),
    "ground_needs_legal_basis": _(
        "Ground %(clause)s is off until the county switches it on with a legal basis. Check before it is used."
    ),
    "about_share_exceeded": _(
        "Level %(level)s: %(count)s of %(base)s, more than the “about” share of %(share)s %%. Nobody was moved."
    ),
    "ties_undecided": _("Equal scores stand across the edge of a quota. The leading group decides."),
    "ground_gone": _(
        "Clause %(clause)s is no longer in the rulebook: whoever was not rated for it is rated here."
    ),
    "cap_broken": _(
        "Level %(level)s: at most %(share)s %% of %(base)s are %(places)s places, and %(wanted)s would reach it. "
        "Who is over goes one level down."
    ),
    "tie": _("Level %(level)s: %(places)s places for equal scores: %(subjects)s. The leading group decides."),
}
RATING_WORDS = {
    "no_levels_here": _("This category awards stars one by one; there is nothing to rate by scores."),
    "duplicate_subject": _("%(subject)s is there twice. Take one out."),
    "unknown_clause": _("%(subject)s: the rulebook has no clause %(detail)s."),
    "out_of_range": _("%(subject)s: the score of %(detail)s is not between 0 and 100."),
    "weights_not_stated": _(
        "%(subject)s: the rulebook states no weights. Compose the score and enter it as a whole."
    ),
    "weights_above_100": _(
        "%(subject)s: the weights of the rulebook give more than 100 points. Correct them."
    ),
    "wrong_sources": _("%(subject)s: scores are missing, or are not of the rulebook: %(detail)s."),
    "no_tie_here": _("There is no tie at level %(detail)s to be decided (%(subject)s)."),
    "decide_above_first": _("Decide the tie at the level above %(detail)s first."),
    "decision_does_not_fit": _(
        "The decision at level %(detail)s does not fit: choose exactly as many as there are places, of those "
        "with equal scores (%(subject)s)."
    ),
    "option_unknown": _("The ballot has no mark %(subject)s."),
    "count_negative": _("The count of %(subject)s is negative: %(detail)s. Correct it."),
    "line_unknown": _("The rulebook has no line %(subject)s to be scored."),
    "line_missing": _("The points for %(subject)s are missing. Enter them; 0 is a score too."),
    "line_negative": _("The points for %(subject)s are negative: %(detail)s. Correct them."),
    "line_above_points": _("%(subject)s holds at most %(detail)s points. Correct it."),
}
TABLE_WORDS = {
    "empty_table": _("The table is empty. It needs the columns subject and score."),
    "unknown_column": _("This column is not known. Take it out or correct its name."),
    "column_twice": _("This column is there twice. Take one out."),
    "column_missing": _("This column is missing. Add it."),
    "score_and_sources": _("Give either the column score or one column a source, not both."),
    "weights_not_stated": _(
        "The rulebook states no weights. Compose the score and give it in the column score."
    ),
    "cell_without_heading": _(
        "There is a cell to the right of the last heading. Delete it or name its column."
    ),
    "subject_missing": _("The name is missing."),
    "duplicate_subject": _("This subject is there twice: %(found)s. Take one row out."),
    "unknown_clause": _("The rulebook has no such clause: %(found)s."),
    "score_missing": _("The score is missing. Enter it, or take the row out."),
    "not_a_number": _("A number such as 86.5 is expected, not %(found)s."),
    "negative": _("A score is never negative: %(found)s."),
    "above_100": _("A score is at most 100: %(found)s."),
    "not_a_level": _("A level from 0 to 5 is expected, or nothing at the first rating; not %(found)s."),
    "not_a_flag": _("1 is expected, or nothing; not %(found)s."),
}

LEVELS = {
    None: _("no level yet"),
    0: _("no star"),
    1: _("one star"),
    2: _("two stars"),
    3: _("three stars"),
    4: _("four stars"),
    5: _("five stars"),
}


def level_words(level: int | None) -> str:
    """As people say it; what a book numbers otherwise stays a number."""
    return str(LEVELS.get(level, level))


def told(code: str, **numbers) -> str:
    """A warning or a tie in the reader's language."""
    if "share" in numbers:
        numbers["share"] = percent(Decimal(numbers["share"]))
    return str(WORDS[code]) % numbers


def told_tie(tie: Tie) -> str:
    return told("tie", level=tie.level, places=tie.places, subjects="、".join(tie.subjects))


def told_share(share: BrokenShare) -> str:
    """A share that would not hold, in a dry run."""
    numbers = vars(share) | {"count": share.wanted}
    return told("about_share_exceeded" if share.kind == "about" else "cap_broken", **numbers)


def told_rating(error: RatingError) -> str:
    """Why nobody was rated."""
    return str(RATING_WORDS[error.code]) % {"subject": error.subject, "detail": error.detail}


def told_table(error: TableError) -> str:
    why = str(TABLE_WORDS[error.code]) % {"found": error.found}
    return _("Row %(row)s, column %(column)s: %(why)s") % {
        "row": error.row,
        "column": error.column,
        "why": why,
    }
