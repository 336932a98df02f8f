"""The register of objections as a table.

Neither names nor contacts leave, for nobody: who objected is known to the person who answers, on the screen, and goes
into no file. What was written stands only in the rows that the reader may handle: a text may tell who wrote it.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stars.queries.objections import ObjectionRow

HEADINGS = (
    gettext_lazy("Receipt number"),
    gettext_lazy("Posting"),
    gettext_lazy("About"),
    gettext_lazy("How it came"),
    gettext_lazy("Day of receipt"),
    gettext_lazy("What was objected"),
    gettext_lazy("Answer by"),
    gettext_lazy("State"),
    gettext_lazy("Answered on"),
    gettext_lazy("Answer"),
)


def register_rows(rows: Iterable[ObjectionRow]) -> list[list[str]]:
    return [register_row(row) for row in sorted(rows, key=lambda row: row.objection.pk)]


def register_row(row: ObjectionRow) -> list[str]:
    one = row.objection
    hidden = _("handled by others")
    return [
        one.receipt,
        f"{one.posting.get_kind_display()} {one.posting.number}",
        row.line or _("the posting as a whole"),
        one.get_channel_display(),
        one.received_on.isoformat(),
        one.text if row.open else hidden,
        one.due_on.isoformat(),
        one.get_state_display(),
        one.decided_on.isoformat() if one.decided_on else "",
        one.answer if row.open else hidden,
    ]
