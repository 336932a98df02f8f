"""A counter's sheet on screen: independent, kept while it is wrong, said row by row, in parts."""

import pytest
from django.urls import reverse

from stars.queries import sheets
from stars.services.closing import void_meeting
from stars.tallying import Head
from tests.meetings_making import enter, enter_and_confirm, entries_in, make_open, rows_for
from tests.rating_making import make_rating

HEAD = {"issued": "20", "returned": "20", "void": "0"}


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def meeting(world):
    return make_open(world, make_rating(world, state="assessing"))


def at(meeting, name: str = "meeting_sheet") -> str:
    return reverse(name, args=[meeting.round_id, meeting.pk])


def page(client, user, url: str) -> str:
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(meeting, **cells: str) -> dict[str, str]:
    """The same cells for everybody, with ballots that fit."""
    rows = {f"c-{entry.pk}-{key}": text for entry in entries_in(meeting) for key, text in cells.items()}
    return HEAD | {"part": "1"} | rows


def test_two_counters_type_and_confirm_and_the_meeting_ends(client, world, meeting):
    for counter in (world.counter, world.second_counter):
        client.force_login(counter)
        saved = client.post(at(meeting), typed(meeting, l5="12", l4="8"))
        assert saved.headers["Location"] == at(meeting, "meeting_check")
        client.post(at(meeting, "meeting_check"), {"statement": "on"})

    meeting.refresh_from_db()
    assert meeting.state == "closed"


def test_neither_sees_the_others_numbers_before_both_confirmed(client, world, meeting):
    enter_and_confirm(world, meeting, world.counter, rows_for(meeting, l5=13, l3=7))
    enter(world, meeting, world.second_counter, rows_for(meeting, l5=12))

    for name in ("meeting_sheet", "meeting_check", "meeting"):
        text = page(client, world.second_counter, at(meeting, name))
        assert 'value="13"' not in text
        assert "13 " not in text.split("</h1>")[1].replace("2013", "")


def test_after_both_confirmed_each_sees_where_they_differ_and_only_that(client, world, meeting):
    first, second = entries_in(meeting)
    enter_and_confirm(world, meeting, world.counter, rows_for(meeting, l5=13, l3=7))
    counts = {first.pk: {"l5": 13, "l3": 7}, second.pk: {"l5": 14, "l3": 6}}
    enter_and_confirm(world, meeting, world.second_counter, counts)

    for counter, other in ((world.counter, "14"), (world.second_counter, "13")):
        text = page(client, counter, at(meeting))
        assert f"另一位 {other}" in text
        assert second.subject.label in text
        assert first.subject.label not in text


def test_row_that_does_not_add_up_is_kept_and_said(client, world, meeting):
    first = entries_in(meeting)[0]
    client.force_login(world.counter)

    client.post(at(meeting), typed(meeting, l5="12", l4="6"))

    text = page(client, world.counter, at(meeting))
    assert text.count("比 20 张有效票少 2") == 2
    assert f'name="c-{first.pk}-l5" value="12"' in text
    check = page(client, world.counter, at(meeting, "meeting_check"))
    assert f'href="{at(meeting)}?part=1#row-{first.pk}"' in check
    assert "statement" not in check


def test_cell_that_is_no_number_is_refused_and_everything_typed_stays(client, world, meeting):
    first = entries_in(meeting)[0]
    client.force_login(world.counter)

    answer = client.post(at(meeting), typed(meeting, l5="12") | {f"c-{first.pk}-l4": "八"})

    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#c-{first.pk}-l4"' in text
    assert 'value="八"' in text
    assert text.count('value="12"') == 2
    assert not meeting.sheets.exists()


def test_ballots_that_are_no_numbers_link_to_their_field(client, world, meeting):
    client.force_login(world.counter)

    answer = client.post(at(meeting), typed(meeting, l5="12") | {"returned": "-1"})

    assert answer.status_code == 422
    assert 'href="#id_returned"' in answer.content.decode()


def test_full_width_digits_are_numbers(client, world, meeting):
    client.force_login(world.counter)

    client.post(at(meeting), typed(meeting, l5="１２", l4="8"))

    assert meeting.sheets.get().counts[str(entries_in(meeting)[0].pk)] == {"l5": 12, "l4": 8}


def test_more_returned_than_issued_says_to_count_again(client, world, meeting):
    enter(world, meeting, world.counter, {}, Head(20, 21))

    assert "请把两项再数一遍。如果数字不变" in page(client, world.counter, at(meeting, "meeting_check"))


def test_nothing_is_confirmed_without_the_statement(client, world, meeting):
    enter(world, meeting, world.counter, rows_for(meeting, l5=20))
    client.force_login(world.counter)

    answer = client.post(at(meeting, "meeting_check"), {})

    assert answer.status_code == 422
    assert not meeting.sheets.get().confirmed


def test_counter_who_is_among_the_rated_is_told_that_others_count(client, world, meeting):
    entries_in(meeting)[0].subject.people.add(world.counter)

    text = page(client, world.counter, at(meeting, "meeting"))
    client.force_login(world.counter)
    refused = client.post(at(meeting), typed(meeting, l5="20"), follow=True)

    assert "要由别人计票" in refused.content.decode()
    assert at(meeting) not in text
    assert not meeting.sheets.exists()


def test_long_sheet_is_entered_in_parts_each_kept(client, world, meeting, monkeypatch):
    monkeypatch.setattr(sheets, "PART", 1)
    first, second = entries_in(meeting)
    client.force_login(world.counter)

    saved = client.post(at(meeting), HEAD | {"part": "1", f"c-{first.pk}-l5": "20"})
    assert saved.headers["Location"] == at(meeting) + "?part=2"
    client.post(at(meeting), HEAD | {"part": "2", f"c-{second.pk}-l4": "20"})

    assert meeting.sheets.get().counts == {str(first.pk): {"l5": 20}, str(second.pk): {"l4": 20}}
    assert "statement" in page(client, world.counter, at(meeting, "meeting_check"))


def test_what_was_typed_survives_the_end_of_the_session(client, world, meeting):
    first = entries_in(meeting)[0]

    answer = client.post(at(meeting), typed(meeting, l5="17"))
    sign_in = {"username": "counter", "password": "a-long-enough-password"}
    sign_in |= {"next": at(meeting), "kept": answer.context["kept"]}
    client.post(reverse("sign_in"), sign_in)

    assert f'name="c-{first.pk}-l5" value="17"' in page(client, world.counter, at(meeting))


def test_show_of_hands_asks_for_hands_only(client, world):
    meeting = make_open(world, make_rating(world, state="assessing"), mode="hands")
    first = entries_in(meeting)[0]
    client.force_login(world.counter)

    client.post(at(meeting), {"part": "1", f"c-{first.pk}-hands": "21"})

    text = page(client, world.counter, at(meeting))
    assert "举手比实到的 20 人多 1 人" in text
    assert "id_issued" not in text


def test_second_counter_takes_over_when_a_sheet_is_set_aside(client, world, meeting):
    sheet = enter(world, meeting, world.counter, {})
    client.force_login(world.counter)

    client.post(reverse("sheet_aside", args=[meeting.round_id, meeting.pk, sheet.pk]))

    assert not meeting.sheets.exists()


def test_sheet_of_a_void_meeting_shows_a_sentence_and_takes_nothing_more(client, world, meeting):
    enter(world, meeting, world.counter, rows_for(meeting, l5=17))
    void_meeting(actor=world.clerk, meeting_id=meeting.pk, reason="停电")

    client.force_login(world.counter)
    late = client.post(at(meeting), typed(meeting, l5="17"))
    texts = [page(client, world.counter, at(meeting, name)) for name in ("meeting_sheet", "meeting_check")]

    assert late.status_code == 422
    assert all("计票人录入的内容已经删除" in text and ">17<" not in text for text in texts)
    assert "计票人录入的内容已经删除" in page(client, world.secretary, at(meeting, "meeting"))
    assert not any("17" in str(kept) for kept in client.session.get("typed", {}).values())
