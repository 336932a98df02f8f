"""One rulebook with its versions, and one version: what it says, what the linter found, what it changed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.views.common import refuse, signed_in
from portal.views.rulebooks.book_pages import book_pages
from portal.views.rulebooks.finding import (
    download,
    own_rulebook_or_404,
    rulebook_or_404,
    version_or_404,
)
from portal.views.rulebooks.findings import accepted_lines, finding_groups
from stars.access import can_switch_grounds
from stars.change_words import told_changes
from stars.errors import Refusal
from stars.queries.grounds import county_of, grounds_on
from stars.queries.rulebooks_pages import version_before, versions_of
from stars.rules.changes import book_changes
from stars.services.rulebook_beginning import begin_draft


@signed_in
@require_safe
def rulebook(request, rulebook_id):
    found = rulebook_or_404(request.user, rulebook_id)
    county = county_of(found.owner)
    switches = county is not None and found.newest and can_switch_grounds(request.user, county)
    context = {"rulebook": found, "versions": versions_of(found), "switches": switches}
    return render(request, "rulebooks/rulebook.html", context)


@signed_in(page="rulebook")
@require_POST
def draft_begin(request, rulebook_id):
    own_rulebook_or_404(request.user, rulebook_id)
    try:
        begin_draft(actor=request.user, rulebook_id=rulebook_id)
    except Refusal as refusal:
        return refuse(request, refusal)
    messages.success(request, _("The draft is begun, with exactly the newest text."))
    return redirect("draft", rulebook_id)


@signed_in
@require_safe
def rulebook_version(request, rulebook_id, number):
    version = version_or_404(request.user, rulebook_id, number)
    before = version_before(version)
    county = county_of(version.rulebook.owner)
    in_force = grounds_on(county, version.rulebook, version) if county else set()
    context = {
        "version": version,
        "rulebook": version.rulebook,
        "book": version.book,
        "accepted": accepted_lines(version.accepted, version.book),
        "groups": finding_groups(version.book, version.accepted),
        "before": before,
        "changes": told_changes(book_changes(before.book, version.book)) if before else [],
        "pages": book_pages(version.book, in_force),
    }
    return render(request, "rulebooks/version.html", context)


@signed_in
@require_safe
def rulebook_version_export(request, rulebook_id, number):
    version = version_or_404(request.user, rulebook_id, number)
    return download(version.source, f"{version.rulebook.key}-{version.number}")
