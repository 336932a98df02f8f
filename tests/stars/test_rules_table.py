"""A table of scores: what is read, and what is refused with row and column."""

from fractions import Fraction

import pytest

from stars.rules.loader import load_book
from stars.rules.table import TableError, read_scores

DAAN, DASHUI = load_book("daan").categories["cadre"], load_book("dashui").categories["cadre"]


def read(text, category=DASHUI):
    return read_scores([line.split(",") for line in text.splitlines()], category)


def test_score_column_is_read_exactly():
    assert read("subject,score\n甲,89.996")[0].scores == {"score": Fraction(89996, 1000)}


def test_sources_of_the_book_are_columns():
    entry = read("subject,meeting,panel,previous,lifetime,ineligible\n甲,90,85,3,1,8.4", DAAN)[0]

    assert (dict(entry.scores), entry.previous) == ({"meeting": 90, "panel": 85}, 3)
    assert (entry.lifetime, entry.ineligible) == (True, "8.4")


def test_full_width_digits_byte_order_mark_and_empty_rows_are_read():
    entries = read("\ufeffsubject,score\n,\n 甲 ,８９．５\n")

    assert [(one.subject, dict(one.scores)) for one in entries] == [("甲", {"score": Fraction("89.5")})]


@pytest.mark.parametrize(
    ("text", "row", "column", "code"),
    [
        ("", 1, "subject", "empty_table"),
        ("subject,score,星级\n", 1, "星级", "unknown_column"),
        ("subject,score,score\n", 1, "score", "column_twice"),
        ("score\n9", 1, "subject", "column_missing"),
        ("subject\n甲", 1, "meeting", "column_missing"),
        ("subject,score,meeting\n", 1, "meeting", "score_and_sources"),
        ("subject,meeting,panel\n", 1, "meeting", "weights_not_stated"),
        ("subject,score\n甲,90,多", 2, "3", "cell_without_heading"),
        ("subject,score\n,90", 2, "subject", "subject_missing"),
        ("subject,score\n甲,90\n乙,80\n甲,70", 4, "subject", "duplicate_subject"),
        ("subject,score\n甲,", 2, "score", "score_missing"),
        ("subject,score\n甲", 2, "score", "score_missing"),
        ("subject,score\n甲,优", 2, "score", "not_a_number"),
        ("subject,score\n甲,1e2", 2, "score", "not_a_number"),
        ("subject,score\n甲,nan", 2, "score", "not_a_number"),
        ("subject,score\n甲,-1", 2, "score", "negative"),
        ("subject,score\n甲,100.01", 2, "score", "above_100"),
        ("subject,score,previous\n甲,90,6", 2, "previous", "not_a_level"),
        ("subject,score,previous\n甲,90,12", 2, "previous", "not_a_level"),
        ("subject,score,previous\n甲,90,3.0", 2, "previous", "not_a_level"),
        ("subject,score\n甲,－5", 2, "score", "negative"),
        ("subject,meeting\n", 1, "panel", "column_missing"),
        ("subject,score,lifetime\n甲,90,是", 2, "lifetime", "not_a_flag"),
    ],
)
def test_bad_cell_is_refused_with_row_and_column(text, row, column, code):
    with pytest.raises(TableError) as refused:
        read(text, DAAN if column == "panel" else DASHUI)

    assert (refused.value.row, refused.value.column, refused.value.code) == (row, column, code)


def test_clause_that_the_book_lacks_is_refused():
    with pytest.raises(TableError, match=r"row 2, column ineligible: unknown_clause 9\.9"):
        read("subject,score,ineligible\n甲,90,9.9", DAAN)
