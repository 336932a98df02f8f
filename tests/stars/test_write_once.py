"""Rows that were handed in, signed or published are refused every change, whichever way Django offers."""

import pytest
from django.utils import timezone

from evidence.models import (
    Derivative,
    EvidenceRevision,
    Proposal,
    Publication,
    PublishedPicture,
    PublishedStar,
    Return,
    StoredFile,
    Submission,
    Verdict,
)
from evidence.services.publishing import publish
from evidence.services.signing import decline_proposal
from stars.models import Award, Event, RulebookVersion, SignOff
from tests.making import make_proposed, make_returned, make_round
from tests.portal.building import make_handed_in, make_published

pytestmark = pytest.mark.db_variant
MODELS = [
    Award,
    Derivative,
    Event,
    EvidenceRevision,
    Proposal,
    Publication,
    PublishedPicture,
    PublishedStar,
    Return,
    RulebookVersion,
    SignOff,
    StoredFile,
    Submission,
    Verdict,
]
WAYS = {
    "save": lambda model, row: row.save(),
    "delete": lambda model, row: row.delete(),
    "update": lambda model, row: model.objects.filter(pk=row.pk).update(pk=row.pk),
    "delete_all": lambda model, row: model.objects.all().delete(),
    "bulk_update": lambda model, row: model.objects.bulk_update([row], ["id"]),
    "bulk_create": lambda model, row: model.objects.bulk_create([row], ignore_conflicts=True),
    "base_manager": lambda model, row: model._base_manager.all().delete(),
}


@pytest.fixture
def decided(world, dossier, tmp_path):
    """One dossier returned last year, one published this year."""
    make_returned(world, make_round(world, title="去年", year=dossier.entry.round.year - 1))
    make_handed_in(world, dossier, tmp_path)
    make_published(world, dossier)
    return dossier


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_decided_row_is_refused_every_change(decided, model):
    row = model.objects.last()
    before = list(model.objects.values())

    for change in WAYS.values():
        if model is Award and change is WAYS["save"]:
            continue  # it may still be withdrawn
        with pytest.raises(TypeError):
            change(model, row)

    assert list(model.objects.values()) == before


def test_related_manager_moves_no_submission(decided):
    submission = Submission.objects.exclude(dossier=decided).get()

    with pytest.raises(TypeError):
        decided.submissions.add(submission)


@pytest.mark.parametrize("field", ["digest", "content", "note", "stars"])
def test_waiting_proposal_changes_in_no_other_field(world, dossier, field):
    proposal = make_proposed(world, dossier)
    setattr(proposal, field, ["x"] if field == "stars" else "x")

    with pytest.raises(TypeError):
        proposal.save()


def test_declined_proposal_is_not_declined_anew(world, dossier):
    proposal = make_proposed(world, dossier)
    proposal = decline_proposal(actor=world.approver, proposal_id=proposal.pk, reason="请再看。")
    proposal.decline_reason = "别的话。"

    with pytest.raises(TypeError):
        proposal.save()


def test_verdict_under_a_proposal_never_changes(world, dossier):
    make_proposed(world, dossier)
    verdict = Verdict.objects.first()
    verdict.outcome = "falls_short"

    with pytest.raises(TypeError):
        verdict.save()


def test_publication_is_opened_once(decided):
    first = publish(publication_id=decided.publication.pk)
    first.published_at = timezone.now()

    with pytest.raises(TypeError):
        first.save()


def test_award_can_still_be_withdrawn_once(decided):
    award = Award.objects.get()
    award.withdrawn_on, award.withdrawal_reason = timezone.localdate(), "与事实不符。"
    award.save()
    award.withdrawal_reason = "别的话。"

    with pytest.raises(TypeError):
        award.save()


def test_award_never_changes_its_star(decided):
    award = Award.objects.get()
    award.dimension = "income"

    with pytest.raises(TypeError):
        award.save()
