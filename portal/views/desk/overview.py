"""The desk and the opening of a round."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from evidence.queries.desk import desk_page
from evidence.services.rounds import open_round
from portal.forms.desk import RoundForm
from portal.forms.work import whole
from portal.views.common import signed_in
from stars.access import can_open_round, counties_of, townships_of
from stars.errors import Refusal
from stars.models import Organisation
from stars.queries.filings_desk import filings_count


@signed_in
def desk(request):
    """Villages × stars of the townships or counties that this person looks after."""
    townships = townships_of(request.user)
    if not townships and not counties_of(request.user):
        raise Http404
    context = {
        "page": desk_page(request.user, whole(request.GET.get("round"))),
        "only_waiting": request.GET.get("show") == "waiting",
        "opening": [one for one in townships if can_open_round(request.user, one)],
        "auditor": not townships,
        "filings": filings_count(request.user),
    }
    return render(request, "desk/desk.html", context)


@signed_in(page="round_new")
def round_new(request):
    """`?township=CODE` chooses, for an approver of several."""
    mine = [one for one in townships_of(request.user) if can_open_round(request.user, one)]
    code = request.GET.get("township")
    township = next((one for one in mine if code in (None, one.code)), None)
    if township is None:
        raise Http404
    year = timezone.localdate().year
    form = RoundForm(request.POST or None, initial={"year": year, "title": _("%d ten stars") % year})
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_round(actor=request.user, township=township, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("The round is open. Every village has its dossier now."))
            return redirect(f"/desk/?round={opened.pk}")
    villages = Organisation.objects.valid_on(timezone.localdate()).villages().filter(parent=township)
    context = {"form": form, "township": township, "villages": villages}
    return render(request, "desk/round_new.html", context, status=422 if form.errors else 200)
