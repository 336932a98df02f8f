"""The ten-star flow from the first word to the star, through the services."""

import pytest

from evidence.errors import (
    DemandsOpen,
    EditedMeanwhile,
    NoDemands,
    SectionLocked,
    StarsNotMet,
    TooLong,
    VerdictsMissing,
)
from evidence.services.answers import answer_demand
from evidence.services.publishing import publish
from evidence.services.reviewing import send_return
from evidence.services.sections import save_narrative
from evidence.services.signing import decline_proposal, sign_off
from evidence.services.submitting import submit_dossier
from evidence.states import DossierState, SectionState
from stars.errors import FourEyes, NotAllowed, Stale, WrongPassword, WrongState
from stars.models import Award, Event, SignOff, User
from tests.making import (
    PASSWORD,
    judge,
    make_proposed,
    make_returned,
    make_signed,
    make_submitted,
    propose,
    section_of,
    submit,
    write,
)

pytestmark = pytest.mark.db_variant


def states(dossier) -> dict[str, str]:
    return {section.dimension: section.state for section in dossier.sections.all()}


def test_narrative_first_words_start_the_section(world, dossier):
    section = write(world, section_of(dossier), "修了三条巷道。")

    assert (section.state, section.text_revision) == (SectionState.FILLING, 1)


def test_narrative_second_tab_is_told_and_sees_both(world, dossier):
    write(world, section_of(dossier), "第一页。")

    with pytest.raises(EditedMeanwhile) as caught:
        save_narrative(actor=world.clerk, section_id=section_of(dossier).pk, text="第二页。", text_revision=0)

    assert (caught.value.section.narrative, caught.value.text) == ("第一页。", "第二页。")


def test_submit_freezes_chosen_stars_and_leaves_out_the_rest(world, dossier):
    make_submitted(world, dossier)

    assert dossier.state == DossierState.SUBMITTED
    assert states(dossier)["tidy"] == SectionState.WAITING
    assert states(dossier)["unity"] == SectionState.NOT_APPLIED


def test_submitted_section_cannot_be_edited(world, dossier):
    make_submitted(world, dossier)

    with pytest.raises(SectionLocked):
        write(world, section_of(dossier), "改。")


def test_submit_twice_is_refused(world, dossier):
    version = dossier.version
    make_submitted(world, dossier)
    dossier.version = version

    with pytest.raises(WrongState):
        submit(world, dossier)


def test_submit_by_clerk_is_refused(world, dossier):
    world.secretary = world.clerk

    with pytest.raises(NotAllowed):
        submit(world, dossier)


def test_return_reopens_marked_sections_only(world, dossier):
    make_returned(world, dossier)

    assert dossier.state == DossierState.RETURNED
    assert (states(dossier)["tidy"], states(dossier)["income"]) == (SectionState.RETURNED, SectionState.MEETS)


def test_return_without_demands_is_refused(world, dossier):
    make_submitted(world, dossier)

    with pytest.raises(NoDemands):
        send_return(actor=world.reviewer, dossier_id=dossier.pk, version=dossier.version)


def test_resubmit_with_open_demand_is_refused(world, dossier):
    make_returned(world, dossier)

    with pytest.raises(DemandsOpen):
        submit(world, dossier)


def test_answer_too_long_is_refused_not_cut(world, dossier):
    make_returned(world, dossier)
    demand = section_of(dossier).demands.get()

    with pytest.raises(TooLong):
        answer_demand(actor=world.clerk, demand_id=demand.pk, answer="长" * 2001)


def test_resubmit_keeps_standing_verdicts(world, dossier):
    make_returned(world, dossier)
    demand = section_of(dossier).demands.get()
    answer_demand(actor=world.clerk, demand_id=demand.pk, answer="已补充。")
    submit(world, dossier)

    assert (states(dossier)["tidy"], states(dossier)["income"]) == (SectionState.WAITING, SectionState.MEETS)


def test_propose_without_all_verdicts_is_refused(world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy")

    with pytest.raises(VerdictsMissing):
        propose(world, dossier, ["tidy"])


def test_propose_star_that_falls_short_is_refused(world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy")
    judge(world, dossier, "income", "falls_short", note="缺台账。")

    with pytest.raises(StarsNotMet):
        propose(world, dossier, ["tidy", "income"])


def test_decline_gives_the_dossier_back_to_the_reviewer(world, dossier):
    proposal = make_proposed(world, dossier)

    decline_proposal(actor=world.approver, proposal_id=proposal.pk, reason="请再看第八颗星。")

    dossier.refresh_from_db()
    assert dossier.state == DossierState.SUBMITTED
    assert propose(world, dossier, ["tidy"]).stars == ["tidy"]


def test_sign_off_awards_exactly_the_proposed_stars(world, dossier):
    make_signed(world, dossier)

    assert set(Award.objects.values_list("dimension", flat=True)) == {"tidy", "income"}
    assert states(dossier)["tidy"] == SectionState.AWARDED


def test_sign_off_with_wrong_password_is_refused(world, dossier):
    proposal = make_proposed(world, dossier)

    with pytest.raises(WrongPassword):
        sign_off(actor=world.approver, dossier_id=dossier.pk, digest=proposal.digest, password="not it")

    assert not SignOff.objects.exists()


def test_sign_off_of_stale_digest_is_refused(world, dossier):
    make_proposed(world, dossier)

    with pytest.raises(Stale):
        sign_off(actor=world.approver, dossier_id=dossier.pk, digest="0" * 64, password=PASSWORD)


@pytest.mark.parametrize("part", ["edited", "judged"])
def test_sign_off_by_someone_who_took_part_is_refused(world, dossier, part):
    post, place, name = (
        ("clerk", world.village, "clerk") if part == "edited" else ("reviewer", world.township, "reviewer")
    )
    world.approver.memberships.create(organisation=place, post=post)
    world.approver = User.objects.get(pk=world.approver.pk)
    setattr(world, name, world.approver)
    proposal = make_proposed(world, dossier)

    with pytest.raises(FourEyes):
        sign_off(actor=world.approver, dossier_id=dossier.pk, digest=proposal.digest, password=PASSWORD)


def test_sign_off_twice_is_refused(world, dossier):
    signed = make_signed(world, dossier)

    with pytest.raises(WrongState):
        sign_off(actor=world.approver, dossier_id=dossier.pk, digest=signed.digest, password=PASSWORD)


def test_publication_is_public_only_after_publish(world, dossier):
    make_signed(world, dossier)
    assert dossier.publication.published_at is None

    publish(publication_id=dossier.publication.pk)

    dossier.publication.refresh_from_db()
    assert dossier.publication.published_at is not None


def test_event_cannot_be_changed_or_deleted(world, dossier):
    event = Event.objects.first()

    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(TypeError):
        Event.objects.all().delete()


def test_submitting_keeps_the_order_of_the_book_and_its_callers_list(world, dossier):
    asked = ["tidy", "income"]

    submission = submit_dossier(actor=world.secretary, dossier_id=dossier.pk, stars=asked, version=0)

    assert (submission.content["stars"], asked) == (["income", "tidy"], ["tidy", "income"])
