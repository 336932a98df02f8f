"""Ten stars with posting days: nothing is signed that was not posted its whole time, without an open objection."""

import pytest
from django.utils import timezone

from evidence.errors import Tampered
from evidence.models import Dossier
from evidence.posting_errors import NoPostingHere, NoStarToPost, PostingRequired
from evidence.services.posting import enter_star_objection, post_proposal, take_star_posting_down
from evidence.services.signing import decline_proposal, sign_off
from evidence.states import DossierState
from stars.digests import plain_digest
from stars.errors import FourEyes, NotAllowed, ReasonNeeded, Stale, WrongState
from stars.models import Award, Event, Posting
from stars.posting_errors import DownAlready, NotedByYou, NotInForce, PostingOver, PostingRuns
from stars.services.objections import dismiss_objection, uphold_objection
from stars.services.receiving import Said
from tests.making import PASSWORD, judge, make_proposed, propose, section_of, submit, write
from tests.posting_making import DAY, TEXT, QuerySet, end, make_posting_days, object_to, post_stars, taken

TODAY = timezone.localdate


@pytest.fixture
def proposal(world, dossier):
    return make_proposed(world, make_posting_days(dossier))


@pytest.fixture
def posting(world, dossier, proposal):
    return post_stars(world, dossier)


def state_of(dossier) -> str:
    return Dossier.objects.get(pk=dossier.pk).state


def sign(world, dossier, proposal):
    return sign_off(actor=world.approver, dossier_id=dossier.pk, digest=proposal.digest, password=PASSWORD)


@pytest.mark.parametrize("person", ["reviewer", "approver"])
def test_proposal_is_posted_with_its_digest_and_titles(world, dossier, proposal, person):
    posting = post_stars(world, dossier, getattr(world, person))

    assert posting.content["proposal"] == proposal.digest
    assert [star["title"] for star in posting.content["stars"]] == ["增收致富星", "村容整洁星"]
    assert (posting.content["village"]["name"], posting.entry) == ("甲村", dossier.entry)
    assert (posting.ends_on, posting.days) == (TODAY() + 15 * DAY, 15)
    assert posting.digest == plain_digest(posting.content)
    assert state_of(dossier) == DossierState.POSTED


def test_proposal_that_was_not_posted_is_not_signed(world, dossier, proposal):
    with pytest.raises(PostingRequired):
        sign(world, dossier, proposal)


def test_proposal_is_not_signed_while_it_is_posted(world, dossier, proposal, posting):
    QuerySet(Posting).filter(pk=posting.pk).update(ends_on=TODAY())  # the last day is part of it

    with pytest.raises(PostingRequired):
        sign(world, dossier, proposal)

    assert (state_of(dossier), Award.objects.count()) == (DossierState.POSTED, 0)


def test_proposal_is_signed_after_the_whole_time(world, dossier, proposal, posting):
    end(posting)

    sign(world, dossier, proposal)

    assert (state_of(dossier), Award.objects.count()) == (DossierState.SIGNED, 2)


@pytest.mark.parametrize("step", [None, dismiss_objection, uphold_objection])
def test_proposal_waits_for_the_answer_to_every_objection(world, dossier, proposal, posting, step):
    objection = object_to(posting)
    end(posting)
    with pytest.raises(PostingRequired):
        sign(world, dossier, proposal)
    taken(world, objection, world.reviewer)
    with pytest.raises(PostingRequired):
        sign(world, dossier, proposal)
    if step is None:
        return
    step(actor=world.reviewer, objection_id=objection.pk, answer="已到现场看过。")

    assert sign(world, dossier, proposal).digest == proposal.digest


def test_changed_posting_is_found_before_the_signature(world, dossier, proposal, posting):
    end(posting)
    forged = posting.content | {"stars": []}
    QuerySet(Posting).filter(pk=posting.pk).update(content=forged)

    with pytest.raises(Tampered):
        sign(world, dossier, proposal)


def test_declined_proposal_takes_its_posting_down(world, dossier, proposal, posting):
    decline_proposal(actor=world.approver, proposal_id=proposal.pk, reason="张三家的路灯没有亮。")

    posting.refresh_from_db()
    assert posting.taken_down_on == TODAY()
    assert "张三" not in posting.taken_down_because
    assert state_of(dossier) == DossierState.SUBMITTED


def test_new_proposal_is_posted_anew_and_the_old_posting_does_not_count(world, dossier, proposal, posting):
    end(posting)
    decline_proposal(actor=world.approver, proposal_id=proposal.pk, reason="再看。")
    newer = propose(world, dossier, ["tidy"])
    with pytest.raises(PostingRequired):
        sign(world, dossier, newer)

    second = post_stars(world, dossier)

    assert (second.number, second.content["proposal"]) == (2, newer.digest)
    end(second)
    assert sign(world, dossier, newer)


def take_down(world, dossier, posting, **changes):
    given = {
        "actor": world.approver,
        "dossier_id": dossier.pk,
        "posting_id": posting.pk,
        "reason": "写错了。",
    }
    return take_star_posting_down(**given | changes)


def test_posting_taken_down_by_the_approver_can_be_put_up_anew(world, dossier, proposal, posting):
    take_down(world, dossier, posting)

    assert state_of(dossier) == DossierState.PROPOSED
    with pytest.raises(PostingRequired):
        sign(world, dossier, proposal)
    with pytest.raises(DownAlready):
        take_down(world, dossier, posting)
    assert post_stars(world, dossier).number == 2


@pytest.mark.parametrize("person", ["reviewer", "secretary", "auditor", "far_approver"])
def test_posting_is_taken_down_by_the_approver_with_a_reason(world, dossier, posting, person):
    with pytest.raises(NotAllowed):
        take_down(world, dossier, posting, actor=getattr(world, person))
    with pytest.raises(ReasonNeeded):
        take_down(world, dossier, posting, reason="")


@pytest.mark.parametrize("person", ["secretary", "clerk", "auditor", "far_reviewer"])
def test_proposal_is_posted_by_the_township_only(world, dossier, proposal, person):
    with pytest.raises(NotAllowed):
        post_stars(world, dossier, getattr(world, person))


def test_township_person_of_the_village_neither_posts_nor_handles(world, dossier, proposal):
    world.reviewer.memberships.create(organisation=world.village, post="member")
    reviewer = type(world.reviewer).objects.get(pk=world.reviewer.pk)
    with pytest.raises(FourEyes):
        post_stars(world, dossier, reviewer)

    objection = object_to(post_stars(world, dossier, world.approver))
    with pytest.raises(FourEyes):
        taken(world, objection, reviewer)
    assert taken(world, objection, world.approver).handler == world.approver


@pytest.mark.parametrize("person", ["secretary", "clerk", "auditor", "far_reviewer"])
def test_objection_to_stars_is_handled_by_the_township_only(world, posting, person):
    with pytest.raises(NotAllowed):
        taken(world, object_to(posting), getattr(world, person))


def test_second_posting_at_once_is_refused(world, dossier, posting):
    with pytest.raises(PostingRuns):
        post_stars(world, dossier)


def test_only_what_was_read_is_posted(world, dossier, proposal):
    with pytest.raises(Stale):
        post_proposal(actor=world.reviewer, dossier_id=dossier.pk, digest="0" * 64)


def test_nothing_is_posted_before_a_proposal(world, dossier):
    make_posting_days(dossier)

    with pytest.raises(WrongState):
        post_proposal(actor=world.reviewer, dossier_id=dossier.pk, digest="0" * 64)


def test_book_without_posting_days_needs_no_posting(world, dossier):
    proposal = make_proposed(world, dossier)
    with pytest.raises(NoPostingHere):
        post_stars(world, dossier)

    assert sign(world, dossier, proposal)


def test_proposal_without_a_star_is_signed_without_a_posting(world, dossier):
    make_posting_days(dossier)
    write(world, section_of(dossier), "修了三条巷道。")
    submit(world, dossier, ["tidy"])
    judge(world, dossier, "tidy", "falls_short", note="缺台账。")
    proposal = propose(world, dossier, [])
    with pytest.raises(NoStarToPost):
        post_stars(world, dossier)

    assert sign(world, dossier, proposal)


def enter(world, dossier, posting, **changes):
    given = {"actor": world.reviewer, "dossier_id": dossier.pk, "posting_id": posting.pk}
    given |= {"channel": "phone", "received_on": TODAY(), "said": Said(text=TEXT)}
    return enter_star_objection(**given | changes)


def test_call_to_the_township_is_noted_until_the_sign_off(world, dossier, proposal, posting):
    end(posting)
    receipt = enter(world, dossier, posting, received_on=posting.ends_on)
    assert receipt.objection.channel == "phone"
    with pytest.raises(PostingOver):
        enter(world, dossier, posting)
    with pytest.raises(NotedByYou):
        taken(world, receipt.objection, world.reviewer)
    taken(world, receipt.objection, world.approver)
    dismiss_objection(actor=world.approver, objection_id=receipt.objection.pk, answer="已核实。")
    sign(world, dossier, proposal)

    with pytest.raises(NotInForce):
        enter(world, dossier, posting, received_on=posting.ends_on)


@pytest.mark.parametrize("person", ["clerk", "secretary", "auditor"])
def test_call_is_noted_by_the_township_only(world, dossier, posting, person):
    with pytest.raises(NotAllowed):
        enter(world, dossier, posting, actor=getattr(world, person))


def test_log_tells_the_posting_beside_the_other_steps_of_the_dossier(world, dossier, posting):
    object_to(posting)

    told = Event.objects.filter(entry_id=dossier.entry_id).values_list("action", flat=True)
    assert list(told)[-2:] == ["posted", "objection_received"]
