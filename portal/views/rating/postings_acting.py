"""One posting and its objections, inside: the same screens for the village's round and the township's desk."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from evidence.queries.round_files import board_photos
from portal.forms.objections import EnteredForm
from portal.forms.rating_postings import UPHELD, AnswerForm
from portal.qr import qr_svg
from portal.views.common import take_step
from portal.views.rating.postings_place import Place
from portal.views.typed import SHOWN_AGAIN, kept_fields
from stars.codes import new_code
from stars.errors import Refusal
from stars.lists.writing import as_csv, as_xlsx
from stars.models import Objection
from stars.queries.notices import Notice
from stars.queries.objections import objection_page, objection_rows
from stars.queries.objections_register import HEADINGS, register_rows
from stars.queries.unposted import unposted_entries
from stars.services.objections import dismiss_objection, take_objection, uphold_objection
from stars.services.receiving import ANSWER_WITHIN, Receipt, Said

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def notice_of(place: Place) -> Notice:
    return Notice(place.posting, timezone.localdate())


def show_posting(request, place: Place):
    context = {
        "place": place,
        "notice": notice_of(place),
        "objections": objection_rows(request.user, [place.posting]),
        "typed": kept_fields(request, place.down_url),
        "photos": board_photos(place.posting),
    }
    return render(request, "rating/postings/posting.html", context)


def show_board(request, place: Place):
    """The sheet for the board: printed from the browser, with a QR code that leads to the public page."""
    address = request.build_absolute_uri(reverse("posting", args=[place.posting.pk]))
    qr = qr_svg(address, label=_("The way to this posting and to the form"))
    context = {"place": place, "notice": notice_of(place), "qr": qr, "within": ANSWER_WITHIN}
    return render(request, "notices/board.html", context)


def enter(request, place: Place, step: Callable[[str, object, Said], Receipt]):
    """Note a call or a paper; the answer is the receipt, shown once and printed. `step` writes it.

    What was typed stays on the page alone, through a refusal and through sign-in (`shown_again`): name and contact of
    somebody who objected are in no session.
    """
    notice = notice_of(place)
    again = request.POST.dict() if SHOWN_AGAIN in request.POST else {}
    about = {"notice": notice, "unposted": unposted_entries(place.posting)}
    form = EnteredForm(None if again else request.POST or None, initial={"code": new_code()} | again, **about)
    if form.is_bound and form.is_valid():
        told = form.cleaned_data
        try:
            receipt = step(told["channel"], told["received_on"], form.said)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            context = {"place": place, "notice": notice, "receipt": receipt}
            return render(request, "rating/postings/receipt.html", context)
    context = {"place": place, "notice": notice, "form": form}
    return render(request, "rating/postings/enter.html", context, status=422 if form.errors else 200)


def readable_or_404(place: Place, objection: Objection | None) -> Objection:
    """Only for those who may handle it: the text itself may tell who wrote it."""
    if objection is None or not place.handler.may(objection):
        raise Http404
    return objection


def show_objection(request, place: Place, objection: Objection, form: AnswerForm | None = None):
    page = objection_page(objection, place.handler)
    form = form or AnswerForm(changes_level=page.changes_level)
    urls = {f"{step}_url": place.url(f"objection_{step}", objection.pk) for step in ("take", "decide")}
    context = {"place": place, "notice": notice_of(place), "page": page, "form": form} | urls
    status = 422 if form.errors else 200
    return render(request, "rating/postings/objection.html", context, status=status)


def take(request, place: Place, objection: Objection):
    return take_step(
        request,
        lambda: take_objection(actor=request.user, objection_id=objection.pk),
        back=place.url("objection", objection.pk),
        done=_("You have taken this objection up. Look into it, then answer."),
    )


def decide(request, place: Place, objection: Objection):
    page = objection_page(objection, place.handler)
    form = AnswerForm(request.POST, changes_level=page.changes_level)
    if form.is_valid():
        told = {"actor": request.user, "objection_id": objection.pk, "answer": form.cleaned_data["answer"]}
        try:
            if form.cleaned_data["decision"] == UPHELD:
                uphold_objection(**told, change=form.change)
            else:
                dismiss_objection(**told)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return take_step(
                request,
                lambda: None,
                back=place.url("objection", objection.pk),
                done=_("The answer is given."),
            )
    return show_objection(request, place, objection, form)


def export_register(request, place_name: str, rows) -> HttpResponse:
    """.xlsx, or .csv where the address asks for it. Neither names nor contacts of those who objected leave."""
    table = register_rows(rows)
    headings = [str(heading) for heading in HEADINGS]
    csv = request.GET.get("format") == "csv"
    body = as_csv(headings, table) if csv else as_xlsx(headings, table)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8" if csv else XLSX)
    name = f"{place_name}-{_('objections')}.{'csv' if csv else 'xlsx'}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response
