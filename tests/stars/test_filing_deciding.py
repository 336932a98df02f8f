"""The township checks, returns and accepts: two people, one exact digest, nobody of the village."""

import datetime

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.digests import plain_digest
from stars.errors import (
    FourEyes,
    NotAllowed,
    ReasonNeeded,
    Stale,
    Tampered,
    TooLong,
    WrongPassword,
    WrongState,
)
from stars.filing_errors import OwnResult, OwnVillage
from stars.models import Assessment, Award, Event, Filing, RatingRun, SignOff, Subject, User
from stars.queries.filings_verifying import verify_filing
from stars.services.accepting import accept_filing, check_filing, return_filing
from tests.filing_making import accept, file, make_checked, make_filed, state_of, tamper
from tests.making import PASSWORD, make_person

DAY = datetime.timedelta(days=1)
BACK = {"filed", "checked"}


@pytest.fixture
def world(rating_village):
    return rating_village


def check(world, filing, who="reviewer"):
    return check_filing(actor=getattr(world, who), filing_id=filing.pk, note="齐全。")


def send_back(world, filing, who="reviewer", reason="计票有误。"):
    return return_filing(actor=getattr(world, who), filing_id=filing.pk, reason=reason)


def test_checking_proposes_the_filing_to_the_approver(world):
    filing = check(world, make_filed(world))

    assert (filing.checked_by, filing.check_note, state_of(filing.round)) == (
        world.reviewer,
        "齐全。",
        "checked",
    )
    assert Event.objects.get(action="filing_checked").data["digest"] == filing.digest


def test_accepting_signs_the_digest_and_brings_the_levels_into_force(world):
    filing = make_checked(world, household=6)

    signed = accept(world, filing)

    won = [(row["entry"], row["level"]) for row in filing.content["entries"] if row["level"]]
    assert (signed.kind, signed.digest, signed.seal) == (
        "five_role_filing",
        filing.digest,
        plain_digest(signed.decision),
    )
    assert (signed.submitted_by, signed.proposed_by, signed.signer) == (
        world.secretary,
        world.reviewer,
        world.approver,
    )
    assert sorted(Award.objects.values_list("entry_id", "level")) == sorted(won)
    assert {award.dimension for award in Award.objects.all()} == {"level"}
    assert (state_of(filing.round), len(won), verify_filing(filing)) == ("in_force", 5, [])


def test_an_award_is_tracked_under_the_signer(world):
    filing = make_checked(world, household=1)
    accept(world, filing)

    assert Award.history.get().history_user == world.approver


def test_returning_before_and_after_the_check(world):
    first = send_back(world, make_filed(world))
    second = check(world, file(world, first.round))

    returned = send_back(world, second, "approver", "再核实。")

    assert (first.returned_by, first.return_reason) == (world.reviewer, "计票有误。")
    assert (returned.returned_by, returned.return_reason) == (world.approver, "再核实。")
    assert (returned.number, state_of(first.round)) == (2, "returned")
    assert Event.objects.filter(action="filing_returned").count() == 2


@pytest.mark.parametrize("reason", ["", " \n "])
def test_returning_without_a_reason_is_refused(world, reason):
    filing = make_filed(world)

    with pytest.raises(ReasonNeeded):
        send_back(world, filing, reason=reason)

    assert state_of(filing.round) == "filed"


def test_returning_with_too_long_a_reason_is_refused(world):
    with pytest.raises(TooLong):
        send_back(world, make_filed(world), reason="长" * 2001)


@pytest.mark.parametrize("step", ["check", "return", "accept"])
@pytest.mark.parametrize("state", AssessmentState.values)
def test_every_step_has_its_state(world, step, state):
    filing = make_checked(world)
    tamper(Assessment, state=state)
    taken = {
        "check": (lambda: check(world, filing), {"filed"}),
        "return": (lambda: send_back(world, filing, "approver" if state == "checked" else "reviewer"), BACK),
        "accept": (lambda: accept(world, filing), {"checked"}),
    }
    call, states = taken[step]
    if step != "accept":
        tamper(Filing, checked_by=None)
        filing.refresh_from_db()

    if state in states:
        call()
        return
    with pytest.raises(WrongState):
        call()


@pytest.mark.parametrize("who", ["reviewer", "auditor", "secretary", "far_approver", "administrator"])
def test_accepting_is_the_approvers_alone(world, who):
    with pytest.raises(NotAllowed):
        accept(world, make_checked(world), getattr(world, who))


@pytest.mark.parametrize("who", ["approver", "auditor", "secretary", "far_reviewer"])
def test_checking_is_the_reviewers_alone(world, who):
    with pytest.raises(NotAllowed):
        check(world, make_filed(world), who)


def test_returning_of_what_is_checked_is_the_approvers(world):
    filing = make_checked(world)

    with pytest.raises(NotAllowed):
        send_back(world, filing)


def test_returning_of_what_is_not_checked_is_the_reviewers(world):
    filing = make_filed(world)

    with pytest.raises(NotAllowed):
        send_back(world, filing, "approver")


@pytest.mark.parametrize("password", ["", "not it"])
def test_accepting_with_a_wrong_password_decides_nothing(world, password):
    filing = make_checked(world)

    with pytest.raises(WrongPassword):
        accept_filing(actor=world.approver, filing_id=filing.pk, digest=filing.digest, password=password)

    assert (SignOff.objects.count(), state_of(filing.round)) == (0, "checked")


def test_accepting_another_digest_than_was_read_is_refused(world):
    filing = make_checked(world)

    with pytest.raises(Stale):
        accept_filing(actor=world.approver, filing_id=filing.pk, digest="0" * 64, password=PASSWORD)


def test_accepting_the_filing_before_the_newest_is_refused(world):
    old = send_back(world, make_filed(world))
    check(world, file(world, old.round))

    with pytest.raises(Stale):
        accept(world, old)


def test_accepting_twice_is_one_decision(world):
    filing = make_checked(world)
    accept(world, filing)

    with pytest.raises(WrongState):
        accept(world, filing, make_person("approver2", "approver", world.township))

    assert SignOff.objects.count() == 1


def give_post(user, organisation, post, **dates) -> User:
    user.memberships.create(organisation=organisation, post=post, **dates)
    return User.objects.get(pk=user.pk)


def test_nobody_accepts_what_he_checked(world):
    world.reviewer = give_post(world.reviewer, world.township, "approver")
    filing = make_checked(world)

    with pytest.raises(FourEyes):
        accept(world, filing, world.reviewer)


@pytest.mark.parametrize("step", [check, send_back])
def test_nobody_decides_on_what_he_filed(world, step):
    filing = make_filed(world)
    world.secretary.memberships.all().delete()
    tamper(type(filing), filed_by=world.reviewer)

    with pytest.raises(FourEyes):
        step(world, filing)


@pytest.mark.parametrize("post", ["member", "clerk", "secretary", "panel", "counter"])
@pytest.mark.parametrize("ended", [False, True])
def test_nobody_of_the_village_decides_on_its_filing(world, post, ended):
    today = timezone.localdate()
    dates = {"valid_from": today - 9 * DAY, "valid_to": today if ended else None}
    filing = make_filed(world)
    world.reviewer = give_post(world.reviewer, world.village, post, **dates)

    for step in (check, send_back):
        with pytest.raises(OwnVillage):
            step(world, filing)
    assert state_of(filing.round) == "filed"


def test_a_post_that_ended_before_the_round_was_opened_bars_nobody(world):
    before = timezone.localdate() - DAY
    filing = make_filed(world)
    world.reviewer = give_post(
        world.reviewer, world.village, "clerk", valid_from=before - DAY, valid_to=before
    )

    assert check(world, filing).checked_by == world.reviewer


def test_nobody_decides_on_a_filing_with_his_own_household_in_it(world):
    filing = make_checked(world, household=3)
    Subject.objects.filter(kind="household").first().people.add(world.approver)

    with pytest.raises(OwnResult):
        accept(world, filing)


def test_a_household_that_is_not_in_the_filing_bars_nobody(world):
    filing = make_checked(world, household=3)
    other = Subject(owner=world.village, category="household", kind="household", name="外户", number="99")
    other.save()
    other.people.add(world.approver)

    assert accept(world, filing).signer == world.approver


@pytest.mark.parametrize("step", ["check", "accept"])
def test_nothing_is_decided_on_rows_that_were_tampered_with(world, step):
    filing = make_checked(world) if step == "accept" else make_filed(world)
    tamper(RatingRun, digest="0" * 64)

    with pytest.raises(Tampered):
        accept(world, filing) if step == "accept" else check(world, filing)

    assert (SignOff.objects.count(), state_of(filing.round)) == (
        0,
        "checked" if step == "accept" else "filed",
    )


def test_what_was_tampered_with_can_still_be_returned(world):
    filing = make_filed(world)
    tamper(RatingRun, digest="0" * 64)

    assert send_back(world, filing).returned_by == world.reviewer
