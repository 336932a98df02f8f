"""The log of acts is append-only, and written together with the act or not at all."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from stars.actions import Action
from stars.models import Event, SignOff
from stars.services.recording import record, took_part
from tests.making import make_signed, section_of, write

pytestmark = pytest.mark.db_variant


@pytest.fixture
def event(world):
    return record(Action.APPOINTED, actor=world.clerk, organisation=world.village, target="x", since="2026")


@pytest.mark.parametrize(
    "change",
    [
        lambda event: event.save(),
        lambda event: event.delete(),
        lambda event: Event.objects.filter(pk=event.pk).update(reason="anders"),
        lambda event: Event.objects.filter(pk=event.pk).delete(),
        lambda event: Event.objects.bulk_update([event], ["reason"]),
        lambda event: Event.objects.update_or_create(pk=event.pk, defaults={"reason": "anders"}),
        lambda event: event.organisation.delete(),
        lambda event: event.actor.delete(),
    ],
    ids=["save", "delete", "update", "delete_all", "bulk_update", "update_or_create", "place", "person"],
)
def test_event_is_never_changed_or_deleted(event, change):
    with pytest.raises((TypeError, ProtectedError)), transaction.atomic():
        change(event)

    kept = Event.objects.get(pk=event.pk)
    assert (kept.reason, kept.actor_name, kept.data) == ("", "人clerk", {"since": "2026"})


def test_event_keeps_the_name_that_the_person_had(world, event):
    world.clerk.name = "改名"
    world.clerk.save()

    assert Event.objects.get(pk=event.pk).actor_name == "人clerk"


@transaction.atomic
def record_and_fail(actor) -> None:
    record(Action.APPOINTED, actor=actor)
    actor.delete()


def test_event_of_a_step_that_fails_is_not_written(world):
    before = Event.objects.count()

    with pytest.raises(ProtectedError):
        record_and_fail(world.clerk)

    assert Event.objects.count() == before


def test_event_of_a_long_target_is_cut_to_what_the_column_holds(world):
    assert len(record(Action.EVIDENCE_ADDED, actor=world.clerk, target="长" * 255).target) == 80


# Written out: whoever adds an act decides here whether its author may still sign.
CONTRIBUTING = {
    "section_assigned",
    "narrative_saved",
    "figure_saved",
    "figure_removed",
    "self_check_saved",
    "evidence_added",
    "evidence_revised",
    "evidence_described",
    "evidence_moved",
    "evidence_removed",
    "report_read",
    "report_decided",
    "demand_answered",
    "submitted",
    "judged",
    "demand_made",
    "demand_dropped",
    "returned",
    "proposed",
}
NEUTRAL = {
    "round_opened",
    "organisations_imported",
    "appointed",
    "post_ended",
    "proposal_declined",
    "signed_off",
    "released",
    "published",
}

# Putting up and answering changes nothing of what is signed.
OF_POSTINGS = {
    "posted",
    "posting_taken_down",
    "objection_received",
    "objection_taken",
    "objection_decided",
    "holidays_changed",
}
# Of no entry.
OF_RULEBOOKS = {
    "draft_begun",
    "draft_changed",
    "draft_dropped",
    "finding_accepted",
    "rulebook_published",
    "ground_switched",
}
# There the filer, the checker and the signer are three by constraint, and nobody of the village decides.
OF_FIVE_ROLES = {
    "subjects_imported",
    "subject_changed",
    "subject_left",
    "entries_made",
    "target_declared",
    "target_decided",
    "applied",
    "slips_made",
    "assessment_begun",
    "meeting_planned",
    "meeting_changed",
    "meeting_opened",
    "meeting_closed",
    "meeting_void",
    "tally_entered",
    "sheet_kept",
    "panel_changed",
    "scored",
    "rated",
    "tie_decided",
    "correction_given_up",
    "reopened",
    "filed",
    "filing_checked",
    "filing_returned",
    "filing_accepted",
    "card_issued",
    "card_withdrawn",
    "benefit_given",
    "benefit_struck",
    "round_archived",
}
OF_PAPERS = {"tally_set_aside", "sheet_taken_out", "board_photo_kept", "board_photo_taken_out"}
NEUTRAL |= OF_PAPERS | OF_POSTINGS | OF_RULEBOOKS | OF_FIVE_ROLES


def test_every_act_is_contributing_or_neutral():
    assert set(Action.values) == CONTRIBUTING | NEUTRAL


@pytest.mark.parametrize("action", Action)
def test_contributing_act_is_remembered_against_signing(world, dossier, action):
    record(action, actor=world.nobody, entry=dossier.entry)

    assert took_part(world.nobody, dossier.entry) == (action.value in CONTRIBUTING)


def test_took_part_asks_for_this_person_and_this_entry_only(world, dossier):
    write(world, section_of(dossier), "修了三条巷道。")

    assert [took_part(person, dossier.entry) for person in (world.clerk, world.secretary)] == [True, False]


def test_sign_off_never_changes(world, dossier):
    signed = SignOff.objects.get(digest=make_signed(world, dossier).digest)

    with pytest.raises(TypeError):
        signed.save()


def test_rulebook_version_never_changes(dossier):
    with pytest.raises(TypeError):
        dossier.round.version.save()
