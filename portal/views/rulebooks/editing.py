"""One form of a draft: what is typed goes into the book, the linter looks at it, and only then it is saved.

The guard is the draft's version: whoever saves over somebody else's change is told first, and keeps what he typed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm, BaseFormSet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from portal.forms.work import whole
from portal.views.rulebooks.findings import finding_groups, in_words
from portal.views.typed import forget_typed, kept_fields, kept_values
from stars.errors import Refusal
from stars.models import RulebookDraft
from stars.queries.rulebooks_findings import finding_id
from stars.rules.book import Book
from stars.rules.dump import edited
from stars.rules.lint import ERROR, Finding, check
from stars.services.rulebook_drafts import save_draft

# The fields at which these errors are shown; one of a level is shown at its row.
FIELDS = {"weights_not_100": ["weight"], "item_punishes": ["text"], "points_negative": ["points"]}


@dataclass(frozen=True)
class Edit:
    """`place`: what the history calls it; `read`: initial values; `put`: the book with what was typed; `back`: where
    to go afterwards."""

    place: str
    title: str
    form: type
    read: Any
    put: Callable[[Book, Any], Book]
    back: str


def edit_page(request, draft: RulebookDraft, edit: Edit, **more) -> HttpResponse:
    form = make_form(request, edit)
    if request.method == "POST" and form.is_valid():
        answer = keep(request, draft, edit, form)
        if answer:
            return answer
    groups = finding_groups(draft.book, draft.accepted, draft.rulebook_id)
    context = {
        "draft": draft,
        "rulebook": draft.rulebook,
        "edit": edit,
        "form": form,
        "rows": form.forms if is_table(form) else None,
        "faults": faults_of(form),
        "lines": groups.mended_at(request.path),
    }
    status = 422 if context["faults"] and request.method == "POST" else 200
    return render(request, "rulebooks/edit.html", context | more, status=status)


def make_form(request, edit: Edit) -> BaseForm | BaseFormSet:
    told = {"prefix": "rows"} if issubclass(edit.form, BaseFormSet) else {}
    data = request.POST if request.method == "POST" else kept_data(request)
    return edit.form(data, initial=edit.read, **told)


def kept_data(request) -> MultiValueDict | None:
    """What was typed before the session ended."""
    names = kept_fields(request, request.path)
    return MultiValueDict({name: kept_values(request, request.path, name) for name in names}) or None


def is_table(form) -> bool:
    return isinstance(form, BaseFormSet)


def keep(request, draft: RulebookDraft, edit: Edit, form) -> HttpResponse | None:
    """Save and go back; None with the faults on the form where it is refused."""
    typed = form.rows if is_table(form) else form.cleaned_data
    if whole(request.POST.get("version")) != draft.version:
        say_stale(draft, form)
        return None
    before, after = draft.book, edit.put(draft.book, typed)
    for finding in new_errors(before, after):
        blame(form, finding)
    if faults_of(form):
        return None
    source = edited(draft.source, lambda _book: after)
    told = {"rulebook_id": draft.rulebook_id, "version": draft.version, "place": edit.place}
    try:
        saved = save_draft(actor=request.user, source=source, **told)
    except Refusal as refusal:
        add_fault(form, str(refusal.message))
        return None
    forget_typed(request)
    done = (
        _("Saved.") if saved.version != draft.version else _("Nothing was different; the text is as it was.")
    )
    messages.success(request, done)
    return HttpResponseRedirect(edit.back)


def new_errors(before: Book, after: Book) -> list[Finding]:
    """Errors that the change would bring; those that stood before do not hinder it."""
    known = {finding_id(one) for one in check(before)}
    return [one for one in check(after) if one.severity == ERROR and finding_id(one) not in known]


def blame(form, finding: Finding) -> None:
    """At the field that the linter speaks of, where there is one; else on top."""
    wanted = FIELDS.get(finding.code, ["lower", "share", "level"])
    level = finding.numbers.get("level")
    rows = [row for row in form.forms if row.cleaned_data] if is_table(form) else [form]
    rows = [row for row in rows if level is None or row.cleaned_data.get("level") == level]
    field = next((name for name in wanted if rows and name in rows[-1].fields), None)
    if field is None or (level is None and finding.code not in FIELDS):
        add_fault(form, in_words(finding))
    else:
        rows[-1].add_error(field, in_words(finding))


def add_fault(form, message: str) -> None:
    if is_table(form):
        form.non_form_errors().append(message)
    else:
        form.add_error(None, message)


def say_stale(draft: RulebookDraft, form) -> None:
    """The next save counts; until then the page shows what stands in the draft now."""
    told = _("%(name)s changed the draft in the meantime. What you typed stands here and is not saved yet.")
    told += " " + _("Look at the draft; if you save again, yours takes the place of what stands there.")
    add_fault(form, told % {"name": draft.changed_by})
    for name in [] if is_table(form) else form.changed_data:
        now = form[name].initial
        form[name].help_text = _("Now in the draft: %s") % (now if now not in (None, "") else "—")


def faults_of(form) -> list[tuple[str, str, str]]:
    """(id of the field, its label, what is wrong) for the summary on top."""
    forms = form.forms if is_table(form) else [form]
    found = [("", "", str(one)) for one in form.non_form_errors()] if is_table(form) else []
    for one in forms:
        found += [("", "", str(message)) for message in one.non_field_errors()]
        for field in one:
            found += [(field.id_for_label, str(field.label), str(message)) for message in field.errors]
    return found if form.is_bound else []
