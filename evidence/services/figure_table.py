"""The figures of one star as one table: all rows or none, and no row that somebody else changed meanwhile."""

import json

from django.db import transaction

from evidence.errors import FigureEditedMeanwhile
from evidence.models import Figure
from evidence.services.locking import lock_section
from evidence.services.sections import save_figure

FIGURE_FIELDS = ("key", "label", "value", "unit", "as_of", "source")


def row_mark(row: dict) -> str:
    """The fields of a row as one word: what it was when the page was made."""
    return json.dumps([str(row[name] or "") for name in FIGURE_FIELDS], ensure_ascii=False)


def stored_mark(figure: Figure) -> str:
    return row_mark({name: getattr(figure, name) for name in FIGURE_FIELDS})


@transaction.atomic
def save_figures(*, actor, section_id: int, rows: list[dict]) -> None:
    """`rows`: FIGURE_FIELDS, `figure_id` (None for a new one) and `was`, the mark the row had on the page.

    A row not changed on the page is left alone; one that somebody else changed raises FigureEditedMeanwhile; one that
    was removed meanwhile is written anew rather than lost. The section is locked before anything is compared.
    """
    section = lock_section(section_id)
    known = {figure.pk: figure for figure in section.figures.all()}
    by_key = {figure.key: figure for figure in known.values() if figure.key}
    for row in rows:
        figure = known.get(row["figure_id"]) or by_key.get(row["key"])
        stored = stored_mark(figure) if figure else ""
        if figure and row_mark(row) in (stored, row["was"]):
            continue
        if figure and row["was"] != stored:
            raise FigureEditedMeanwhile(figure)
        values = {name: row[name] for name in FIGURE_FIELDS}
        save_figure(actor=actor, section_id=section_id, figure_id=figure.pk if figure else None, **values)
