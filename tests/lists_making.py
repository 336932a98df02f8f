"""Lists of subjects as a village's spreadsheet has them: rows of cells, as read_table_file() gives them."""

HOUSEHOLD_HEADINGS = ["户主姓名", "村民组", "户号"]
PERSON_HEADINGS = ["姓名", "村民组", "区分"]


def household_cells(*rows: tuple[str, str, str], headings=HOUSEHOLD_HEADINGS) -> list[list[str]]:
    return [list(headings), *(list(row) for row in rows)]


def person_cells(*rows: tuple[str, str, str]) -> list[list[str]]:
    return [list(PERSON_HEADINGS), *(list(row) for row in rows)]
