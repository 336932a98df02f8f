"""Subjects, targets, personal slips."""

import io

from django.utils import timezone
from openpyxl import Workbook

from stars.models import ExclusionObjection, SubjectImport
from stars.queries.import_plan import plan_import
from stars.services.applications import record_applications
from stars.services.entries import take_in_subjects, take_out_entry
from stars.services.exclusion_objections import answer_exclusion
from stars.services.exclusions import (
    confirm_exclusion,
    decline_exclusion,
    lift_exclusion,
    propose_exclusion,
)
from stars.services.slips import make_slips
from stars.services.subject_checks import SubjectValues
from stars.services.subject_imports import (
    answer_all_same,
    answer_import,
    drop_import,
    keep_import,
    take_import,
)
from stars.services.subjects import (
    add_own_organisation,
    add_subject,
    change_subject,
    take_back_subject,
    take_out_subject,
)
from stars.services.target_decisions import decide_all_targets, decide_target
from stars.services.targets import declare_target
from tests.access_rating.rows import RUNNERS, SECRETARY, VILLAGE, AddressRow, StepRow, the_round
from tests.exclusion_making import CLAUSE, exclude, propose, switch_on
from tests.lists_making import household_cells
from tests.rating_making import make_rating, make_subject

CELLS = household_cells(("新户", "九组", "901"))
DECIDERS = frozenset({"secretary", "panel"})
NEW = {"name": "新人", "group": "九组", "number": "902"}


def of(category: str = "household", **more):
    """Address or step of one category of the round."""
    return lambda place: the_round(place) | {"category": category} | more


def by_shimen(place) -> None:
    """A book with approval, applications and a committee, in which a clerk declared a target."""
    place.round.title = "大安"
    place.round.save()
    place.round = make_rating(place.world, "shimen", member=2)
    place.entry = place.round.entries.first()
    told = {"kind": "promote", "level": 4, "actor": place.world.clerk}
    place.target = declare_target(round_id=place.round.pk, entry_id=place.entry.pk, **told)


def with_one_more(place) -> None:
    """On the list and not in the round."""
    place.subject = make_subject(place.world, "household", 77)


def with_one_gone(place) -> None:
    place.subject = make_subject(place.world, "household", 78, left_on=timezone.localdate())


def with_import(place) -> None:
    told = {"round_id": place.round.pk, "category": "household", "name": "名单.xlsx"}
    place.read = keep_import(actor=place.world.clerk, **told, cells=CELLS)


def with_ground(place) -> None:
    switch_on(place.world, place.round)


def exclusion(place) -> dict:
    people = [place.world.secretary.pk, place.world.panel.pk]
    told = {"clause": CLAUSE, "decider_ids": people, "decided_on": timezone.localdate()}
    return the_round(place) | {"entry_id": place.entry.pk, **told}


def proposed(place) -> None:
    with_ground(place)
    place.exclusion = propose(place.world, place.entry)


def excluded(place) -> None:
    with_ground(place)
    place.exclusion = exclude(place.world, place.entry)


def objected(place) -> None:
    excluded(place)
    ExclusionObjection.objects.create(exclusion=place.exclusion, text="已缴清。")


def proposed_typed(place) -> dict:
    told = exclusion(place)
    return {
        "entry": told["entry_id"],
        "clause": told["clause"],
        "deciders": [place.world.panel.pk],
        "decided_on": told["decided_on"],
    }


def one(place) -> dict:
    return the_round(place) | {"category": "household", "subject_id": place.subject.pk}


def the_entry(place) -> dict:
    return the_round(place) | {"entry_id": place.entry.pk}


def the_import(place) -> dict:
    return the_round(place) | {"import_id": place.read.pk}


def the_exclusion(place) -> dict:
    return the_round(place) | {"exclusion_id": place.exclusion.pk}


def only_exclusion(place) -> dict:
    return {"exclusion_id": place.exclusion.pk}


def import_only(place) -> dict:
    return {"import_id": place.read.pk}


def mark(place) -> dict:
    read = SubjectImport.objects.select_related("round__version").get(pk=place.read.pk)
    return {"mark": plan_import(read).mark}


def xlsx(place) -> dict:
    book, out = Workbook(), io.BytesIO()
    for row in CELLS:
        book.active.append(row)
    book.save(out)
    return {"file": ("名单.xlsx", out.getvalue())}


def subject_in_round(place) -> None:
    place.subject = place.entry.subject


def typed_target(place) -> dict:
    key = place.entry.pk
    return {f"version-{key}": "", f"aim-{key}": "promote-4", f"note-{key}": ""}


def declared(place) -> dict:
    return the_entry(place) | {"kind": "promote", "level": 4}


def slip_form(place) -> dict:
    return {"kind": "target", "valid_until": timezone.localdate().isoformat(), "all": "1"}


def slips(place) -> dict:
    return {"kind": "target", "category": "household", "valid_until": timezone.localdate()} | the_round(place)


def applied(place) -> dict:
    return the_round(place) | {"entry_ids": [place.entry.pk], "applied_on": timezone.localdate()}


def decision(place) -> dict:
    return the_entry(place) | {"approve": True, "version": place.target.version}


def page(get=VILLAGE, post=None, **more) -> AddressRow:
    return AddressRow(get=get, post=post, **more)


def post_only(post=RUNNERS, **more) -> AddressRow:
    return AddressRow(get=None, post=post, **more)


ADDRESSES: dict[str, AddressRow] = {
    "subjects": page(),
    "subject_list": page(keys=of()),
    "subject_new": page(RUNNERS, RUNNERS, keys=of(), data=lambda place: NEW),
    "subject": page(RUNNERS, RUNNERS, keys=one, data=lambda place: NEW, prepare=subject_in_round),
    "subject_own": post_only(keys=of("committee"), prepare=by_shimen),
    "subjects_take_in": post_only(keys=of(), prepare=with_one_more),
    "entry_take_out": post_only(keys=lambda place: of()(place) | the_entry(place)),
    "subject_leave": post_only(keys=one, prepare=subject_in_round),
    "subject_back": post_only(keys=one, prepare=with_one_gone),
    "subject_template": page(RUNNERS, keys=of()),
    "subject_export": page(RUNNERS, keys=of(form="csv")),
    "subject_import_new": page(RUNNERS, RUNNERS, keys=of(), data=xlsx),
    "subject_import": page(
        RUNNERS, RUNNERS, keys=the_import, data=lambda place: {"who-2": "other"}, prepare=with_import
    ),
    "subject_import_same": post_only(keys=the_import, prepare=with_import),
    "subject_import_take": post_only(keys=the_import, data=mark, prepare=with_import),
    "subject_import_drop": post_only(keys=the_import, prepare=with_import),
    "targets": page(),
    "target_table": page(VILLAGE, RUNNERS, keys=of(), data=typed_target),
    "targets_decide": post_only(
        SECRETARY, keys=of("member"), data=lambda place: {"decision": "approve"}, prepare=by_shimen
    ),
    "target": page(VILLAGE, RUNNERS, keys=the_entry, data=lambda place: {"aim": "promote-4"}),
    # Told by the step itself that on what he entered nobody decides: the clerk's refusal has words of its own.
    "target_decide": post_only(
        RUNNERS,
        keys=the_entry,
        data=lambda place: {"decision": "approve", "version": place.target.version},
        prepare=by_shimen,
    ),
    "applications": page(
        VILLAGE,
        RUNNERS,
        keys=of("member"),
        data=lambda place: {"entries": [place.entry.pk], "day": timezone.localdate().isoformat()},
        prepare=by_shimen,
    ),
    "slips": page(RUNNERS, RUNNERS, keys=of(), data=slip_form),
    "exclusions": page(RUNNERS),
    "exclusion_new": page(SECRETARY, SECRETARY, data=proposed_typed, prepare=with_ground),
    "exclusion_confirm": post_only(DECIDERS, keys=the_exclusion, prepare=proposed),
    "exclusion_decline": post_only(DECIDERS, keys=the_exclusion, prepare=proposed),
    "exclusion_answer": post_only(
        DECIDERS, keys=the_exclusion, data=lambda place: {"answer": "维持"}, prepare=objected
    ),
    "exclusion_lift": post_only(DECIDERS, keys=the_exclusion, prepare=excluded),
}
PUBLIC = {"slip"}
STEPS: dict[str, StepRow] = {
    "add_subject": StepRow(add_subject, RUNNERS, of(values=SubjectValues(**NEW))),
    "add_own_organisation": StepRow(add_own_organisation, RUNNERS, of("committee"), by_shimen),
    "change_subject": StepRow(
        change_subject,
        RUNNERS,
        lambda place: (
            the_round(place) | {"subject_id": place.entry.subject_id, "values": SubjectValues(**NEW)}
        ),
    ),
    "take_out_subject": StepRow(
        take_out_subject,
        RUNNERS,
        lambda place: the_round(place) | {"subject_id": place.entry.subject_id},
    ),
    "take_back_subject": StepRow(
        take_back_subject,
        RUNNERS,
        lambda place: the_round(place) | {"subject_id": place.subject.pk},
        with_one_gone,
    ),
    "take_in_subjects": StepRow(take_in_subjects, RUNNERS, the_round, with_one_more),
    "take_out_entry": StepRow(take_out_entry, RUNNERS, the_entry),
    "keep_import": StepRow(keep_import, RUNNERS, of(name="名单.xlsx", cells=CELLS)),
    "answer_import": StepRow(
        answer_import, RUNNERS, lambda place: import_only(place) | {"answers": {}}, with_import
    ),
    "answer_all_same": StepRow(answer_all_same, RUNNERS, import_only, with_import),
    "take_import": StepRow(take_import, RUNNERS, lambda place: import_only(place) | mark(place), with_import),
    "drop_import": StepRow(drop_import, RUNNERS, import_only, with_import),
    "declare_target": StepRow(declare_target, RUNNERS, declared),
    "decide_target": StepRow(decide_target, SECRETARY, decision, by_shimen),
    "decide_all_targets": StepRow(decide_all_targets, SECRETARY, of("member", approve=True), by_shimen),
    "record_applications": StepRow(record_applications, RUNNERS, applied, by_shimen),
    "make_slips": StepRow(make_slips, RUNNERS, slips),
    "propose_exclusion": StepRow(propose_exclusion, SECRETARY, exclusion, with_ground),
    "confirm_exclusion": StepRow(confirm_exclusion, DECIDERS, only_exclusion, proposed),
    "decline_exclusion": StepRow(decline_exclusion, DECIDERS, only_exclusion, proposed),
    "answer_exclusion": StepRow(
        answer_exclusion,
        DECIDERS,
        lambda place: only_exclusion(place) | {"answer": "维持"},
        objected,
    ),
    "lift_exclusion": StepRow(lift_exclusion, DECIDERS, only_exclusion, excluded),
}
