"""Planning and holding a meeting on screen: what each post sees, what is refused, and that nothing typed is lost."""

import pytest
from django.urls import reverse

from stars.models import Ballot, Meeting
from stars.services.meetings import open_meeting
from tests.meetings_making import (
    count_both,
    entries_in,
    make_open,
    make_planned,
    make_slips,
    rows_for,
    vote,
)
from tests.rating_making import make_rating

PLAN = {
    "kind": "group",
    "mode": "paper",
    "categories": ["household"],
    "group": "1组",
    "title": "一组院坝会",
    "held_on": "2026-11-20",
}


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def round(world):
    return make_rating(world, state="assessing")


def address(name: str, meeting, **more) -> str:
    return reverse(name, kwargs={"round_id": meeting.round_id, "meeting_id": meeting.pk} | more)


def page(client, user, url: str) -> str:
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, user, url: str, data=None, **more):
    client.force_login(user)
    return client.post(url, data or {}, **more)


def test_list_says_who_stands_in_no_meeting_and_leads_to_its_plan(client, world, round):
    text = page(client, world.clerk, reverse("meetings", args=[round.pk]))

    assert f"{reverse('meeting_new', args=[round.pk])}?category=household&amp;group=2%E7%BB%84" in text
    assert text.count("安排会议") == 4  # the cadres and three groups


def test_plan_is_suggested_for_a_gap(client, world, round):
    text = page(
        client, world.clerk, reverse("meeting_new", args=[round.pk]) + "?category=household&group=2组"
    )

    assert '<option value="2组" selected>' in text
    assert "2组 群众 民主评议" in text


def test_clerk_plans_a_meeting(client, world, round):
    answer = post(client, world.clerk, reverse("meeting_new", args=[round.pk]), PLAN, follow=True)

    assert answer.redirect_chain == [(address("meeting", Meeting.objects.get()), 302)]
    assert "会议已安排。" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "members"}, "按管理办法"),
        ({"group": ""}, "请选是哪个村民小组开会。"),
        ({"categories": []}, "请至少选一类参评对象。"),
        ({"title": ""}, 'href="#id_title"'),
        ({"mode": "nomination"}, "党支部只提名"),
    ],
)
def test_plan_that_does_not_fit_comes_back_with_what_was_typed(client, world, round, change, words):
    typed = PLAN | {"title": "一组院坝会在晒坝"} | change

    answer = post(client, world.clerk, reverse("meeting_new", args=[round.pk]), typed)

    text = answer.content.decode()
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert words in text
    assert "title" in change or "一组院坝会在晒坝" in text


def test_plan_changed_by_somebody_else_is_not_overwritten(client, world, round):
    meeting = make_planned(world, round)
    url = address("meeting_change", meeting)
    assert post(client, world.clerk, url, PLAN | {"version": "0"}).status_code == 302

    answer = post(client, world.secretary, url, PLAN | {"version": "0", "title": "旧页面"})

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.title) == (422, "一组院坝会")


def test_more_present_than_due_is_said_and_stays_typed(client, world, round):
    meeting = make_planned(world, round)
    data = {"version": "0", "due": "30", "present": "31", "names": "张三\n李四"}

    answer = post(client, world.clerk, address("meeting_present", meeting), data, follow=True)

    text = answer.content.decode()
    assert "实到人数多于应到人数" in text
    assert 'value="31"' in text
    assert "张三\n李四" in text


@pytest.mark.parametrize("field", ["present", "due"])
def test_attendance_that_is_no_number_links_to_its_field(client, world, round, field):
    meeting = make_planned(world, round)
    data = {"version": "0", "due": "30", "present": "20"} | {field: "二十"}

    answer = post(client, world.clerk, address("meeting_present", meeting), data)

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()


def test_member_reads_and_is_offered_no_step(client, world, round):
    meeting = make_planned(world, round)
    text = page(client, world.member, address("meeting", meeting))

    assert meeting.title in text
    assert "开始会议" not in text
    assert "宣布" not in text
    assert "安排会议" not in page(client, world.member, reverse("meetings", args=[round.pk]))


def test_nothing_is_offered_once_the_round_went_on(client, world, round):
    meeting = make_planned(world, round)
    round.assessment.state = "rated"
    round.assessment.save()

    text = page(client, world.secretary, address("meeting", meeting))

    assert "<form" not in text.split("</header>")[1].replace('id="files"', "").split("签名计票单的照片")[0]


def test_counts_are_shown_after_the_end_and_few_marks_never(client, world, round):
    meeting = make_open(world, round)
    first, second = entries_in(meeting)
    counts = {first.pk: {"l5": 16, "blank": 4}, second.pk: {"l4": 3, "blank": 17}}
    assert ">16<" not in page(client, world.clerk, address("meeting", meeting))

    count_both(world, meeting, counts)

    text = page(client, world.clerk, address("meeting", meeting))
    assert "16</td>" in text
    assert "3</td>" not in text
    assert "选择的人不足五位" in text
    assert second.subject.label in page(client, world.clerk, reverse("meetings", args=[round.pk]))


def test_void_meeting_says_why(client, world, round):
    meeting = make_open(world, round)

    post(client, world.clerk, address("meeting_void", meeting), {"reason": ""}, follow=True)
    meeting.refresh_from_db()
    assert meeting.state == "open"
    post(client, world.clerk, address("meeting_void", meeting), {"reason": "停电，没有评完"})

    assert "停电，没有评完" in page(client, world.member, address("meeting", meeting))


def test_reason_of_a_void_meeting_is_refused_and_not_cut(client, world, round):
    meeting = make_open(world, round)

    answer = post(client, world.clerk, address("meeting_void", meeting), {"reason": "长" * 1001}, follow=True)

    meeting.refresh_from_db()
    assert (meeting.state, "长" * 1001 in answer.content.decode()) == ("open", True)


def test_vote_closed_with_few_ballots_says_what_to_do(client, world, round):
    meeting = make_open(world, round, mode="slips")
    vote(meeting, make_slips(world, meeting)[:4])

    answer = post(client, world.clerk, address("meeting_close", meeting), {"present": "20"}, follow=True)

    assert "有效票不足五张，不显示也不计入。请重新开会评议。" in answer.content.decode()
    assert not Ballot.objects.exists()


def test_vote_with_more_ballots_than_people_is_not_closed(client, world, round):
    meeting = make_open(world, round, mode="slips")
    vote(meeting, make_slips(world, meeting)[:6])

    answer = post(client, world.clerk, address("meeting_close", meeting), {"present": "5"}, follow=True)

    assert "请重新点清人数" in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == "open"


def test_open_vote_shows_how_many_slips_were_used_and_nothing_else(client, world, round):
    meeting = make_open(world, round, mode="slips")
    vote(meeting, make_slips(world, meeting)[:6])

    text = page(client, world.secretary, address("meeting", meeting))

    assert "已用 6 张，共打印 8 张。" in text
    assert "<table" not in text


def test_slips_are_shown_once_and_kept_nowhere(client, world, round):
    meeting = make_open(world, round, mode="slips")

    answer = post(client, world.clerk, address("meeting_slips", meeting), {"number": "7"})

    assert answer.content.decode().count('class="code"') == answer.content.decode().count("<svg") == 7
    assert "no-store" in answer["Cache-Control"]
    assert client.get(address("meeting_slips", meeting)).status_code == 405


def test_slips_beyond_those_present_are_refused_unless_the_unused_ones_are_void(client, world, round):
    meeting = make_open(world, round, mode="slips", present=8)
    make_slips(world, meeting, 8)

    refused = post(client, world.clerk, address("meeting_slips", meeting), {"number": "8"}, follow=True)
    printed = post(client, world.clerk, address("meeting_slips", meeting), {"number": "8", "anew": "on"})

    assert "这样就有 16 张票，而录入的实到人数只有 8 人" in refused.content.decode()
    assert printed.content.decode().count('class="code"') == 8


def test_slips_are_offered_once_it_is_noted_who_is_present(client, world, round):
    meeting = make_planned(world, round, mode="slips")
    open_meeting(actor=world.clerk, meeting_id=meeting.pk)

    text = page(client, world.clerk, address("meeting", meeting))

    assert "请先在下面记下实到人数" in text
    assert address("meeting_slips", meeting) not in text


@pytest.mark.parametrize("number", ["0", "301", "", "七"])
def test_wrong_number_of_slips_links_to_its_field(client, world, round, number):
    meeting = make_open(world, round, mode="slips")

    answer = post(client, world.clerk, address("meeting_slips", meeting), {"number": number})

    assert answer.status_code == 422
    assert 'href="#id_number"' in answer.content.decode()


def test_slips_printed_look_alike(client, world, round):
    meeting = make_open(world, round, mode="slips")
    text = post(client, world.clerk, address("meeting_slips", meeting), {"number": "4"}).content.decode()

    slips = text.split('<article class="slip">')[1:]
    bare = {slip.split("</svg>")[1].split('<p class="code">')[0] for slip in slips}

    assert len(bare) == 1


def test_nominees_are_ticked(client, world, round):
    meeting = make_planned(world, round, mode="hands")
    first, _second = entries_in(meeting)

    post(client, world.clerk, address("meeting_nominees", meeting), {"entry": [str(first.pk)]})

    assert list(meeting.nominated.all()) == [first]
    assert "checked" in page(client, world.clerk, address("meeting_nominees", meeting))


@pytest.mark.parametrize(("paper", "kinds"), [("ballots", "paper"), ("tally", "paper"), ("list", "paper")])
def test_papers_name_everybody(client, world, round, paper, kinds):
    meeting = make_open(world, round, mode=kinds)

    text = page(client, world.clerk, address("meeting_paper", meeting, paper=paper))

    names = [entry.subject.label in text for entry in entries_in(meeting)]
    assert all(names) if paper != "list" else not any(names)


def test_short_ballots_stand_four_on_a_page(client, world, round):
    meeting = make_planned(world, round)

    text = page(client, world.clerk, address("meeting_paper", meeting, paper="ballots"))

    assert text.count('<article class="ballot">') == 4


@pytest.mark.parametrize(("mode", "paper"), [("slips", "ballots"), ("slips", "tally"), ("paper", "other")])
def test_paper_that_a_meeting_does_not_need_is_not_there(client, world, round, mode, paper):
    meeting = make_planned(world, round, mode=mode)
    client.force_login(world.clerk)

    assert client.get(address("meeting_paper", meeting, paper=paper)).status_code == 404


def test_meeting_of_another_round_is_not_there(client, world, round):
    meeting = make_planned(world, round)
    other = make_rating(world, state="assessing", village=world.other_village)
    client.force_login(world.clerk)

    assert client.get(reverse("meeting", args=[other.pk, meeting.pk])).status_code == 404
    client.force_login(world.other_clerk)
    assert client.get(reverse("meeting", args=[other.pk, meeting.pk])).status_code == 404


def test_hands_show_who_was_chosen(client, world, round):
    meeting = make_open(world, round, mode="hands")

    count_both(world, meeting, rows_for(meeting, hands=11))

    assert page(client, world.member, address("meeting", meeting)).count("是</td>") == 2
