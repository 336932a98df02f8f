"""Objections come in: by form, phone and paper, while the posting runs; nothing of the sender is kept unasked."""

import pytest
from django.utils import timezone

from stars.arrival_errors import ManyAtOnce
from stars.assessing import ObjectionState
from stars.codes import code_digest, new_code
from stars.errors import NotAllowed, TooLong
from stars.models import Assessment, Event, Holiday, Objection
from stars.posting_errors import (
    DayOutside,
    NotInForce,
    NotInPosting,
    ObjectionTooShort,
    PostingOver,
)
from stars.queries.standing import standing_results
from stars.services import receiving
from stars.services.objections import Change, uphold_objection
from stars.services.postings import take_posting_down
from stars.services.receiving import Said, enter_objection, receive_objection
from tests.posting_making import DAY, TEXT, age, end, make_posted, object_to, taken
from tests.rating_making import entries_of, make_rating

TODAY = timezone.localdate


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def posting(world):
    return make_posted(world)


def test_objection_gets_a_receipt_a_code_and_a_due_day(posting):
    for number in range(1, 40):
        Holiday.objects.create(day=TODAY() + number * DAY, name="班", works=True)

    receipt = receive_objection(posting_id=posting.pk, said=Said(text=f"  {TEXT}\r\n"))

    stored = Objection.objects.get()
    assert (stored.text, stored.state, stored.channel) == (TEXT, ObjectionState.RECEIVED, "form")
    assert stored.receipt.startswith(f"{TODAY():%Y%m%d}-")
    assert stored.code_digest == code_digest(receipt.code)
    assert receipt.code not in str(vars(stored))
    assert (stored.received_on, stored.due_on) == (TODAY(), TODAY() + 5 * DAY)


def test_objection_keeps_only_what_was_written(posting):
    entry = entries_of(posting.round, "cadre")[0]
    object_to(posting, entry.pk, name="老王", contact="村口")

    event, history = Event.objects.get(action="objection_received"), Objection.history.get()
    assert (event.actor, event.data, event.reason) == (None, {"channel": "form"}, "")
    assert "老王" not in str(vars(event)) + str(vars(history))
    assert history.history_user is None


@pytest.mark.parametrize("days", [15, 0])
def test_objection_is_taken_until_the_last_day(posting, days):
    age(posting, days)

    assert object_to(posting).posting == posting


def test_objection_after_the_end_is_told_where_to_turn(world, posting):
    end(posting)

    with pytest.raises(PostingOver) as caught:
        object_to(posting)

    told = str(caught.value)
    assert [words for words in (str(posting.ends_on), "甲村", "甲镇") if words not in told] == []
    assert not Objection.objects.exists()


def test_objection_to_a_posting_that_was_taken_down_is_refused(world, posting):
    take_posting_down(actor=world.secretary, posting_id=posting.pk, reason="名单有误。")

    with pytest.raises(PostingOver):
        object_to(posting)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"text": ""}, ObjectionTooShort),
        ({"text": " \n" * 20}, ObjectionTooShort),
        ({"text": "太  短\n了"}, ObjectionTooShort),
        ({"text": "长" * 10_000}, TooLong),
        ({"name": "名" * 61}, TooLong),
        ({"contact": "1" * 101}, TooLong),
        ({"entry_id": 0}, NotInPosting),
    ],
)
def test_objection_that_cannot_be_used_is_refused_and_not_cut(posting, changes, refusal):
    with pytest.raises(refusal):
        receive_objection(posting_id=posting.pk, said=Said(**{"text": TEXT, **changes}))

    assert not Objection.objects.exists()


def test_longest_text_fits(posting):
    assert len(object_to(posting, text="长" * 4000).text) == 4000


def test_low_result_that_is_not_posted_cannot_be_chosen(posting):
    low = entries_of(posting.round, "household")[4]

    with pytest.raises(NotInPosting):
        object_to(posting, low.pk)


def test_button_pressed_twice_is_one_objection(posting):
    code = new_code()

    first, second = object_to(posting, code=code), object_to(posting, code=code.lower())

    assert first == second == Objection.objects.get()


@pytest.mark.parametrize("code", ["", "1", "长" * 16, "AAAA"])
def test_code_that_is_none_of_ours_is_replaced(posting, code):
    said = Said(text=TEXT, code=code)

    assert len(receive_objection(posting_id=posting.pk, said=said).code) == 19


def test_other_text_with_the_same_code_is_another_objection(posting):
    code = new_code()
    object_to(posting, code=code)

    second = receive_objection(posting_id=posting.pk, said=Said(text=TEXT + "还有一件。", code=code))

    assert (Objection.objects.count(), second.code != code) == (2, True)


@pytest.fixture
def flooded(posting, monkeypatch):
    """Two forms came within the minute, and no more are taken at once; of those who waited one more."""
    monkeypatch.setattr(receiving, "AT_ONCE", 2)
    monkeypatch.setattr(receiving, "WITH_PATIENCE", 3)
    return [object_to(posting, text=f"{TEXT}{number}") for number in range(2)]


def send_patiently(posting, **more):
    return receive_objection(posting_id=posting.pk, said=Said(text=TEXT, **more), patient=True)


def test_flood_of_forms_only_slows_and_paper_still_counts(world, posting, flooded):
    with pytest.raises(ManyAtOnce):
        object_to(posting, patient=False)
    assert enter(world, posting).objection.channel == "paper"

    Objection.history.filter(history_type="+").update(history_date=timezone.now() - receiving.MINUTE)

    assert object_to(posting, patient=False).text == TEXT


def test_who_had_the_form_open_for_a_minute_finds_a_place_once(posting, flooded):
    code = new_code()
    assert send_patiently(posting, code=code).objection.text == TEXT

    with pytest.raises(ManyAtOnce):  # the places of the patient are counted as well
        send_patiently(posting, code=new_code())


def test_one_form_is_patient_for_one_objection(posting, flooded):
    code = new_code()
    Objection.objects.filter(pk=flooded[0].pk).update(code_digest=code_digest(code))

    with pytest.raises(ManyAtOnce):
        send_patiently(posting, code=code)


def test_button_pressed_twice_in_a_flood_shows_the_receipt_again(posting, flooded, monkeypatch):
    code = new_code()
    first = send_patiently(posting, code=code).objection

    assert object_to(posting, code=code) == first


def enter(world, posting, **changes):
    given = {"actor": world.clerk, "posting_id": posting.pk, "channel": "paper"}
    given |= {"received_on": TODAY(), "said": Said(text=TEXT)}
    return enter_objection(**given | changes)


@pytest.mark.parametrize("channel", ["paper", "phone"])
def test_paper_and_call_get_the_same_receipt(world, posting, channel):
    receipt = enter(world, posting, channel=channel)

    stored = Objection.objects.get()
    assert (stored.channel, stored.state, stored.code_digest) == (
        channel,
        "received",
        code_digest(receipt.code),
    )
    assert Event.objects.get(action="objection_received").actor == world.clerk


def test_paper_of_the_last_day_is_noted_the_day_after(world, posting):
    end(posting)

    assert enter(world, posting, received_on=posting.ends_on).objection.received_on == posting.ends_on


def test_paper_may_be_about_who_is_rated_without_a_star(world, posting):
    low = entries_of(posting.round, "household")[4]

    objection = enter(world, posting, said=Said(text=TEXT, entry_id=low.pk)).objection

    taken(world, objection)
    given = {"actor": world.secretary, "objection_id": objection.pk, "answer": "已核实。"}
    uphold_objection(**given, change=Change(1, "漏记一项。"))
    assert {one.entry: one.level for one in standing_results(posting.round)}[low] == 1


@pytest.mark.parametrize("number", [5, None])
def test_paper_about_who_is_not_rated_is_refused(world, posting, number):
    """One without a level, and one of another round."""
    round = posting.round if number else make_rating(world, village=world.other_village)
    strange = entries_of(round, "household")[number or 0]

    with pytest.raises(NotInPosting):
        enter(world, posting, said=Said(text=TEXT, entry_id=strange.pk))


@pytest.mark.parametrize(("days", "refusal"), [(0, PostingOver), (17, DayOutside)])
def test_paper_from_outside_the_posting_is_refused(world, posting, days, refusal):
    end(posting)

    with pytest.raises(refusal):
        enter(world, posting, received_on=TODAY() - days * DAY)


def test_paper_from_the_future_is_refused(world, posting):
    with pytest.raises(DayOutside):
        enter(world, posting, received_on=TODAY() + DAY)


def test_paper_is_noted_no_more_when_the_results_went_on(world, posting):
    end(posting)
    Assessment.objects.get(round=posting.round).delete()
    Assessment(round=posting.round, village=world.village, township=world.township, state="filed").save()

    with pytest.raises(NotInForce):
        enter(world, posting, received_on=posting.ends_on)


@pytest.mark.parametrize("person", ["member", "panel", "counter", "other_clerk", "reviewer", "approver"])
def test_paper_is_noted_by_clerk_and_secretary(world, posting, person):
    with pytest.raises(NotAllowed):
        enter(world, posting, actor=getattr(world, person))
