"""What is wrong with a list, in words: where, and what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from stars.lists.model import RowProblem

WORDS = {
    "no_headings": _(
        "The headings are missing. Above the list, one row has to name its columns: %(expected)s. Take the template "
        "and copy your rows into it."
    ),
    "unknown_heading": _(
        "“%(found)s” is not a column of this list. Delete the column or correct its heading; there may be: "
        "%(expected)s."
    ),
    "heading_twice": _("The column “%(found)s” is there twice. Delete one of them."),
    "heading_missing": _("The column “%(column)s” is missing. Add it; its heading may be: %(expected)s."),
    "no_heading_above": _(
        "“%(found)s” stands in a column that has no heading. Delete it or give the column its heading."
    ),
    "no_rows": _("Nothing stands below the headings. Fill in the list and choose it again."),
    "missing": _("Nothing is entered. Fill it in, or delete the whole row."),
    "sign": _(
        "“%(found)s” begins with a sign that stands for a formula (= + - @). Delete the sign; where there is nothing "
        "to say, leave the cell empty."
    ),
    "failed_formula": _("“%(found)s” is what is left of a formula that failed. Enter what belongs there."),
    "too_long": _("“%(found)s” is too long: at most %(expected)s characters. Shorten it."),
    "not_whole": _("A whole number from %(expected)s belongs here, not “%(found)s”."),
    "not_one_of": _("One of these belongs here: %(expected)s; not “%(found)s”."),
}
EXAMPLE_MARK = _("Example: %(text)s")
TEMPLATE_NOTE = _(
    "One row for each. Columns with * have to be filled. Rows that begin with “Example:” are passed over."
)


def told_problem(problem: RowProblem, words: Mapping[str, object] | None = None) -> str:
    """The problem in the reader's language; `words` has those of the caller's own codes."""
    told = {"found": problem.found, "expected": problem.expected, "column": problem.column}
    why = str({**WORDS, **(words or {})}[problem.code]) % told
    if not problem.letter:
        return str(_("Row %(row)s: %(why)s")) % {"row": problem.row, "why": why}
    place = {"row": problem.row, "letter": problem.letter, "why": why}
    return str(_("Row %(row)s, column %(letter)s: %(why)s")) % place
