"""Lists as files: a template to fill in, and the list as it stands. What leaves here can be read in again."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.views.common import signed_in
from portal.views.rating.running import run_round_or_404, table_or_404
from stars.lists.template import template_xlsx
from stars.lists.writing import as_csv, as_xlsx
from stars.models import Subject
from stars.queries.subjects import SubjectRow, whole_list
from stars.subject_columns import NO, YES, examples, offered
from stars.subject_kinds import kind_of

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def listed_table_or_404(found, category: str):
    """A category with a list; the village's own organisation needs none."""
    table = table_or_404(found, category)
    if kind_of(category) == Subject.Kind.ORGANISATION:
        raise Http404
    return table


@signed_in
@require_safe
def subject_template(request, round_id, category):
    found = run_round_or_404(request.user, round_id)
    table = listed_table_or_404(found, category)
    title = _("%(category)s: list of subjects") % {"category": table.title}
    data = template_xlsx(offered(table), title=title, examples=examples(table))
    return file_answer(data, f"{title}.xlsx")


@signed_in
@require_safe
def subject_export(request, round_id, category, form):
    found = run_round_or_404(request.user, round_id)
    table = listed_table_or_404(found, category)
    columns = offered(table)
    rows = [[cell(column.key, row) for column in columns] for row in whole_list(found, category)]
    write = as_csv if form == "csv" else as_xlsx
    data = write([column.names[0] for column in columns], rows)
    return file_answer(data, f"{found.organiser.name} {table.title}.{form}")


def cell(key: str, row: SubjectRow):
    if key == "level":
        level = row.entry.previous_level if row.entry else None
        return "" if level is None else level
    if key == "lifetime":
        return YES if row.subject.lifetime else NO
    return getattr(row.subject, key)


def file_answer(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=TYPES[name.rsplit(".", 1)[-1]])
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
