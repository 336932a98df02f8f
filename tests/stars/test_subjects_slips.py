"""One-time slips: used once, void when made again, over after their day, and nothing of the code kept."""

import datetime

import pytest
from django.utils import timezone

from stars.assessing import AssessmentState
from stars.codes import code_digest
from stars.errors import NotAllowed, WrongState
from stars.models import Event, PersonalSlip, Target
from stars.preparing_errors import RoundBegun, TargetNotAbove
from stars.services.slips import apply_by_slip, declare_by_slip, make_slips, read_slip
from stars.slip_errors import (
    NobodyChosen,
    SlipLate,
    SlipOver,
    SlipReplaced,
    SlipUsed,
    WrongCode,
    WrongValidity,
)
from tests.rating_making import entries_of, make_rating

DAY = datetime.timedelta(days=1)


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def made(world):
    return make_rating(world, "shimen", cadre=3)


def slips(world, made, kind="target", **more):
    told = {"actor": world.clerk, "round_id": made.pk, "kind": kind, "category": "cadre"}
    return make_slips(**{**told, "valid_until": timezone.localdate() + 7 * DAY, **more})


def test_slips_are_made_for_all_or_for_the_chosen(world, made):
    chosen = entries_of(made, "cadre")[1]

    assert len(slips(world, made)) == 3
    assert [slip.entry for slip in slips(world, made, entry_ids=[chosen.pk])] == [chosen]


def test_code_is_kept_nowhere(world, made):
    code = slips(world, made)[0].code
    kept = str(list(PersonalSlip.objects.values())) + str(list(Event.objects.values()))

    assert code not in kept
    assert code_digest(code) in kept


def test_target_by_slip_is_the_persons_own_and_the_slip_is_used_up(world, made):
    slip = slips(world, made)[0]
    declare_by_slip(code=slip.code.lower().replace("-", " "), kind="promote", level=4, note="多参加学习")

    target = Target.objects.get(entry=slip.entry)
    assert (target.kind, target.level, target.declared_by) == ("promote", 4, None)
    with pytest.raises(SlipUsed):
        declare_by_slip(code=slip.code, kind="promote", level=5)


def test_refused_target_does_not_use_the_slip_up(world, made):
    slip = slips(world, made)[0]
    slip.entry.previous_level = 4
    slip.entry.save()
    with pytest.raises(TargetNotAbove):
        declare_by_slip(code=slip.code, kind="promote", level=4)

    assert declare_by_slip(code=slip.code, kind="promote", level=5).level == 5


def test_application_by_slip_has_todays_date(world, made):
    slip = slips(world, made, "apply")[0]

    assert apply_by_slip(code=slip.code).applied_on == timezone.localdate()
    with pytest.raises(SlipUsed):
        apply_by_slip(code=slip.code)


@pytest.mark.parametrize("code", ["", "ABCD", "2345-6789-ABCD-EFGH", "x" * 500])
def test_wrong_code_is_told(world, made, code):
    slips(world, made)
    with pytest.raises(WrongCode):
        read_slip(code)


def test_slip_of_one_kind_does_nothing_of_another(world, made):
    slip = slips(world, made, "apply")[0]
    with pytest.raises(WrongCode):
        declare_by_slip(code=slip.code, kind="promote", level=4)

    assert not Target.objects.exists()


def test_slips_made_again_make_the_old_ones_void(world, made):
    old, other_kind = slips(world, made)[0], slips(world, made, "apply")[0]
    new = slips(world, made)[0]

    with pytest.raises(SlipReplaced):
        read_slip(old.code)
    assert read_slip(new.code).entry == new.entry
    assert read_slip(other_kind.code).kind == "apply"


@pytest.mark.parametrize(("days", "good"), [(0, True), (-1, False)])
def test_slip_is_good_to_the_end_of_its_last_day(world, made, days, good):
    slip = slips(world, made)[0]
    PersonalSlip.objects.filter(entry=slip.entry).update(valid_until=timezone.localdate() + days * DAY)
    if good:
        assert read_slip(slip.code)
    else:
        with pytest.raises(SlipOver):
            read_slip(slip.code)


@pytest.mark.parametrize("days", [-1, 367])
def test_slip_lasts_from_today_to_a_year(world, made, days):
    with pytest.raises(WrongValidity):
        slips(world, made, valid_until=timezone.localdate() + days * DAY)


@pytest.mark.parametrize("state", AssessmentState)
def test_own_result_is_read_until_the_round_is_archived(world, made, state):
    target = slips(world, made)[0]
    made.assessment.state = state
    made.assessment.save()
    preparing, archived = state == AssessmentState.PREPARING, state == AssessmentState.ARCHIVED

    if archived:
        with pytest.raises(WrongState):
            slips(world, made, "why")
    else:
        slip = slips(world, made, "why")[0]
        assert [read_slip(slip.code).kind for _time in range(2)] == ["why", "why"]
    if not preparing:
        with pytest.raises(RoundBegun):
            slips(world, made)
        with pytest.raises(SlipLate):
            read_slip(target.code)


def test_slips_are_not_made_for_those_who_need_none(world, made):
    entries = entries_of(made, "cadre")
    for slip in slips(world, made, "apply", entry_ids=[entry.pk for entry in entries[:2]]):
        apply_by_slip(code=slip.code)

    assert [slip.entry for slip in slips(world, made, "apply")] == [entries[2]]
    with pytest.raises(NobodyChosen):
        slips(world, made, "apply", entry_ids=[entries[0].pk])


def test_daan_has_no_slips_to_apply(world):
    with pytest.raises(NobodyChosen):
        slips(world, make_rating(world, "daan"), "apply")


@pytest.mark.parametrize("who", ["member", "panel", "counter", "other_clerk", "reviewer", "administrator"])
def test_slips_are_made_by_clerk_and_secretary_only(world, made, who):
    with pytest.raises(NotAllowed):
        slips(world, made, actor=getattr(world, who))
