"""Postings, objections, holidays."""

import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from evidence.services.board_files import keep_board_photo, take_out_board_photo
from evidence.services.posting import enter_star_objection, post_proposal, take_star_posting_down
from stars.models import Assessment, Holiday, PanelSeat
from stars.services.dismissing import dismiss_together
from stars.services.holidays import import_holidays, remove_holiday, save_holiday
from stars.services.objections import Change, dismiss_objection, take_objection, uphold_objection
from stars.services.postings import start_posting, take_posting_down
from stars.services.receiving import Said, enter_objection
from tests.access_rating.rows import RUNNERS, SECRETARY, VILLAGE, AddressRow, StepRow, the_round
from tests.making import make_proposed, make_round, photo_bytes
from tests.posting_making import (
    TEXT,
    make_posting_days,
    make_run,
    object_to,
    post_results,
    post_stars,
    read,
    taken,
)

HANDLERS = frozenset({"secretary", "panel"})  # the second panel member has no seat in the round
REVIEW = frozenset({"reviewer", "approver", "auditor"})
TOWNSHIP = frozenset({"reviewer", "approver"})
APPROVER, REVIEWER = frozenset({"approver"}), frozenset({"reviewer"})
KEEPER = frozenset({"administrator"})
ANSWER = {"decision": "dismiss", "answer": "已核实。"}


def rated(place) -> None:
    make_run(place.world, place.round, "cadre", (5, 3))
    make_run(place.world, place.round, "household", (4, 4, 3, 3, 1, 0))
    QuerySet(Assessment).filter(round=place.round).update(state="rated")
    PanelSeat(round=place.round, user=place.world.panel).save()


def posted(place) -> None:
    rated(place)
    place.posting = post_results(place.world, place.round)


def objected(place) -> None:
    posted(place)
    place.objection = object_to(place.posting, place.entry.pk)


def stuck(place) -> None:
    """The clerk noted it; the leading group has no seat and the village no secretary."""
    posted(place)
    PanelSeat.objects.filter(round=place.round).delete()
    place.world.secretary.memberships.all().delete()
    told = {"posting_id": place.posting.pk, "said": Said(text=TEXT)}
    told |= {"channel": "paper", "received_on": timezone.localdate()}
    place.objection = enter_objection(actor=place.world.clerk, **told).objection


def stuck_form(place) -> None:
    """By the public form, where the village has nobody who may answer."""
    stuck(place)
    place.objection = object_to(place.posting)


def stuck_taken_up(place) -> None:
    stuck(place)
    taken(place.world, place.objection, place.world.reviewer)


def taken_up(place) -> None:
    objected(place)
    taken(place.world, place.objection)


def proposed(place) -> None:
    place.dossier = make_posting_days(make_round(place.world))
    place.proposal = make_proposed(place.world, place.dossier)


def stars_posted(place) -> None:
    proposed(place)
    place.posting = post_stars(place.world, place.dossier)


def stars_objected(place) -> None:
    stars_posted(place)
    place.objection = object_to(place.posting)


def stars_taken_up(place) -> None:
    stars_objected(place)
    taken(place.world, place.objection, place.world.reviewer)


def holiday(place) -> None:
    place.holiday = Holiday.objects.create(day=datetime.date(2026, 10, 1), name="国庆节")


def received(place) -> dict:
    """A photograph as it lies after its upload; the folder of the tests' media is emptied after each."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    path = settings.MEDIA_ROOT / "board.jpg"
    path.write_bytes(photo_bytes())
    return {"path": path, "name": "公示栏.jpg"}


def photographed(place) -> None:
    posted(place)
    place.file = keep_board_photo(actor=place.world.clerk, posting_id=place.posting.pk, **received(place))


def stars_photographed(place) -> None:
    stars_posted(place)
    place.file = keep_board_photo(actor=place.world.reviewer, posting_id=place.posting.pk, **received(place))


def keys(place) -> dict:
    found = {"round_id": place.round.pk, "kind": "results", "variant": "400"}
    for name in ("posting", "objection", "dossier", "holiday", "file"):
        if hasattr(place, name):
            found[f"{name}_id"] = getattr(place, name).pk
    return found


def row(get, post=None, *, prepare, data=None, **more) -> AddressRow:
    return AddressRow(get, post, keys, lambda place: data or {}, prepare, **more)


NOTED = {"channel": "paper", "received_on": timezone.localdate().isoformat(), "text": TEXT}
DAY = {"day": "2026-10-02", "name": "国庆节", "works": "0"}
ADDRESSES: dict[str, AddressRow] = {
    "postings": row(VILLAGE, prepare=objected),
    "posting_new": row(SECRETARY, SECRETARY, prepare=rated),
    "rating_posting": row(VILLAGE, prepare=posted),
    "rating_posting_board": row(VILLAGE, prepare=posted),
    "rating_posting_down": row(None, SECRETARY, prepare=posted, data={"reason": "写错了。"}),
    "rating_objection_enter": row(RUNNERS, RUNNERS, prepare=posted, data=NOTED),
    "rating_board_photo_add": AddressRow(
        None, RUNNERS, keys, lambda place: {"file": ("公示栏.jpg", photo_bytes())}, posted
    ),
    "rating_board_photo_out": row(None, RUNNERS, prepare=photographed),
    "rating_board_photo": row(VILLAGE, prepare=photographed),
    "objection_register": row(SECRETARY, prepare=objected),
    "rating_objection": row(HANDLERS, prepare=objected),
    "rating_objection_take": row(None, HANDLERS, prepare=objected),
    "rating_objection_decide": row(None, HANDLERS, prepare=taken_up, data=ANSWER),
    "rating_objections_dismiss": row(SECRETARY, SECRETARY, prepare=objected),
    "desk_objections_dismiss": row(TOWNSHIP, TOWNSHIP, prepare=stars_objected),
    "desk_village_objections_dismiss": row(REVIEWER, REVIEWER, prepare=stuck_form),
    "holidays": row(KEEPER, prepare=holiday),
    "holiday_save": row(None, KEEPER, prepare=holiday, data=DAY),
    "holidays_import": row(None, KEEPER, prepare=holiday, data={"lines": "2026-10-02 国庆节 休"}),
    "holiday_remove": row(None, KEEPER, prepare=holiday),
    "desk_postings": row(REVIEW, prepare=stars_objected),
    "desk_posting_up": AddressRow(
        None, TOWNSHIP, keys, lambda place: {"digest": place.proposal.digest}, proposed
    ),
    "desk_posting": row(REVIEW, prepare=stars_posted),
    "desk_posting_board": row(REVIEW, prepare=stars_posted),
    "desk_posting_down": row(None, APPROVER, prepare=stars_posted, data={"reason": "写错了。"}),
    "desk_objection_enter": row(TOWNSHIP, TOWNSHIP, prepare=stars_posted, data=NOTED),
    "desk_board_photo_add": AddressRow(
        None, TOWNSHIP, keys, lambda place: {"file": ("公示栏.jpg", photo_bytes())}, stars_posted
    ),
    "desk_board_photo_out": row(None, TOWNSHIP, prepare=stars_photographed),
    "desk_board_photo": row(REVIEW, prepare=stars_photographed),
    "desk_objection_register": row(TOWNSHIP, prepare=stars_objected),
    "desk_objection": row(TOWNSHIP, prepare=stars_objected),
    "desk_objection_take": row(None, TOWNSHIP, prepare=stars_objected),
    "desk_objection_decide": row(None, TOWNSHIP, prepare=stars_taken_up, data=ANSWER),
    "desk_village_objection": row(REVIEWER, prepare=stuck),
    "desk_village_objection_take": row(None, REVIEWER, prepare=stuck),
    "desk_village_objection_decide": row(None, REVIEWER, prepare=stuck_taken_up, data=ANSWER),
}
PUBLIC: set[str] = {"posting", "objection_new", "receipts", "village_postings"}


def of_posting(place) -> dict:
    return {"posting_id": place.posting.pk}


def of_objection(place) -> dict:
    return {"objection_id": place.objection.pk}


def of_dossier(place) -> dict:
    return {"dossier_id": place.dossier.pk}


def noted(place) -> dict:
    return {"channel": "phone", "received_on": timezone.localdate(), "said": Said(text=TEXT)}


def dismiss(*, actor, **given):
    """Whoever answers has taken it up before."""
    take_objection(actor=actor, **given)
    return dismiss_objection(actor=actor, answer="已核实。", **given)


def together(place) -> dict:
    ids = {"objection_ids": [place.objection.pk], "answer": "没有写明什么事。"}
    return {"posting_id": place.objection.posting_id} | ids


def uphold(*, actor, **given):
    take_objection(actor=actor, **given)
    return uphold_objection(actor=actor, answer="已核实。", change=Change(2, "已核实。"), **given)


STEPS: dict[str, StepRow] = {
    "start_posting": StepRow(
        start_posting,
        SECRETARY,
        lambda place: the_round(place) | {"kind": "results", "seen": read(place.round, "results")},
        rated,
    ),
    "take_posting_down": StepRow(
        take_posting_down, SECRETARY, lambda place: of_posting(place) | {"reason": "写错了。"}, posted
    ),
    "enter_objection": StepRow(
        enter_objection, RUNNERS, lambda place: of_posting(place) | noted(place), posted
    ),
    "take_objection": StepRow(take_objection, HANDLERS, of_objection, objected),
    "take_objection to stars": StepRow(take_objection, TOWNSHIP, of_objection, stars_objected),
    "take_objection that the village may not": StepRow(take_objection, REVIEWER, of_objection, stuck),
    "dismiss_objection": StepRow(dismiss, HANDLERS, of_objection, objected),
    "dismiss_objection that the village may not": StepRow(dismiss, REVIEWER, of_objection, stuck),
    "dismiss_objection to stars": StepRow(dismiss, TOWNSHIP, of_objection, stars_objected),
    "dismiss_together": StepRow(dismiss_together, SECRETARY, together, objected),
    "dismiss_together to stars": StepRow(dismiss_together, TOWNSHIP, together, stars_objected),
    "dismiss_together that the village may not": StepRow(dismiss_together, REVIEWER, together, stuck_form),
    "uphold_objection": StepRow(uphold, HANDLERS, of_objection, objected),
    "save_holiday": StepRow(
        save_holiday, KEEPER, lambda place: {"day": datetime.date(2026, 10, 2), "name": "节", "works": False}
    ),
    "remove_holiday": StepRow(
        remove_holiday, KEEPER, lambda place: {"holiday_id": place.holiday.pk}, holiday
    ),
    "import_holidays": StepRow(import_holidays, KEEPER, lambda place: {"text": "2026-10-02 国庆节 休"}),
    "keep_board_photo": StepRow(
        keep_board_photo, RUNNERS, lambda place: of_posting(place) | received(place), posted
    ),
    "keep_board_photo of stars": StepRow(
        keep_board_photo, TOWNSHIP, lambda place: of_posting(place) | received(place), stars_posted
    ),
    "take_out_board_photo": StepRow(
        take_out_board_photo, RUNNERS, lambda place: {"file_id": place.file.pk}, photographed
    ),
    "post_proposal": StepRow(
        post_proposal,
        TOWNSHIP,
        lambda place: of_dossier(place) | {"digest": place.proposal.digest},
        proposed,
    ),
    "take_star_posting_down": StepRow(
        take_star_posting_down,
        APPROVER,
        lambda place: of_dossier(place) | of_posting(place) | {"reason": "写错了。"},
        stars_posted,
    ),
    "enter_star_objection": StepRow(
        enter_star_objection,
        TOWNSHIP,
        lambda place: of_dossier(place) | of_posting(place) | noted(place),
        stars_posted,
    ),
}
