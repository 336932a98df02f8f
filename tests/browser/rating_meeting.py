"""Meetings: a vote with slips on the spot, a tally on paper by two counters, a show of hands."""

from playwright.sync_api import expect

from stars.models import Meeting, Round
from stars.services.voting import cast_ballot
from stars.tallying import Head
from tests.browser.person import Person
from tests.meetings_making import count_both, entries_in, make_open

Marks = dict[str, str]  # name → the title of the option
WORDS = {"五星": "l5", "四星": "l4", "三星": "l3", "二星": "l2", "一星": "l1", "不评星": "l0"}


def clerk_plans_a_meeting(clerk: Person, round: Round, kind: str, mode: str, title: str, **more) -> Meeting:
    """`more`: the titles of the categories, and the group."""
    clerk.open(f"/rating/{round.pk}/meetings/")
    clerk.look()
    clerk.press("安排会议")
    for choice in (kind, mode):
        clerk.page.get_by_role("radio", name=choice, exact=True).check()
    for box in clerk.page.get_by_role("checkbox").all():
        box.set_checked(box.evaluate("e => e.parentElement.textContent.trim()") in more["categories"])
    if more.get("group"):
        clerk.page.get_by_role("combobox", name="村民小组").select_option(label=more["group"])
    clerk.fill("名称", title)
    clerk.look()
    clerk.press("安排这次会议")
    clerk.sees(title)
    return Meeting.objects.get(round=round, title=title)


def clerk_begins_the_meeting(clerk: Person, due: int, present: int) -> None:
    clerk.press("开始会议")
    clerk.fill("应到人数", str(due))
    clerk.fill("实到", str(present))
    clerk.press("保存实到人数")
    clerk.sees(str(due), str(present))
    clerk.look()


def clerk_prints_the_slips(clerk: Person, number: int) -> list[str]:
    """The codes as they stand on paper; the page shows them once."""
    clerk.fill("打印多少张", str(number))
    clerk.press("显示要打印的票")
    clerk.sees(f"{number} 张票", "票码只显示这一次")
    clerk.look()
    codes = clerk.page.locator(".slip .code").all_inner_texts()
    assert len(codes) == number
    clerk.press("已打印好")
    return codes


def voter_votes_at_a_phone(voter: Person, code: str, marks: Marks) -> None:
    """Without signing in; one look at everything before it counts, and the slip opens nothing after."""
    voter.open(f"/vote/#{code}")
    voter.sees("每个名字选一项")
    for name, option in marks.items():
        row = voter.page.locator(".ballot-row").filter(has_text=name)
        row.get_by_label(option, exact=True).check()
    voter.look_from_the_top("rating-vote")
    voter.press("再看一遍")
    voter.sees("票还没有投出")
    voter.look()
    voter.press("投出这张票")
    voter.sees("您的票已计入")
    voter.look()
    voter.open("/vote/")
    voter.fill("票码", code)
    voter.press("打开测评票")
    voter.sees("您的票已计入")
    assert not voter.context.cookies()


def others_vote(meeting: Meeting, codes: list[str], marks: Marks) -> None:
    """As they do at their phones, by the same step."""
    by_entry = {one.pk: WORDS[marks[one.subject.name]] for one in entries_in(meeting)}
    for code in codes:
        cast_ballot(code=code, marks=by_entry)


def clerk_closes_the_vote(clerk: Person, round: Round, meeting: Meeting, used: int, printed: int) -> None:
    clerk.open(f"/rating/{round.pk}/meetings/{meeting.pk}/")
    clerk.sees(f"已用 {used} 张，共打印 {printed} 张")
    clerk.look()
    clerk.fill("有投票权的实到人数", str(printed))
    clerk.press("结束投票")
    clerk.sees("已结束")
    expect(clerk.page.locator("table.counts tbody tr")).to_have_count(meeting.entries.count())
    clerk.look("rating-meeting")


def counter_enters_the_tally(
    counter: Person, meeting: Meeting, head: tuple[int, int, int], counts: dict[str, dict[str, int]]
) -> None:
    """`counts`: name → title of the option → ballots; what is not named is nought."""
    counter.open(f"/rating/{meeting.round_id}/meetings/{meeting.pk}/")
    counter.press("录入我数的票")
    for label, number in zip(("发出票数", "收回票数", "其中废票"), head, strict=True):
        counter.fill(label, str(number))
    for name, marks in counts.items():
        row = counter.page.locator(".tally > li").filter(has_text=name)
        for option, number in marks.items():
            row.get_by_label(option, exact=True).fill(str(number))
    counter.look_from_the_top("rating-sheet")
    counter.press("保存并核对")


def counter_confirms(counter: Person) -> None:
    counter.sees("全部对得上")
    counter.look()
    counter.page.get_by_role("checkbox").check()
    counter.press("确认")


def counter_mends_the_cell(counter: Person, meeting: Meeting, name: str, cells: dict[str, int]) -> None:
    """Both are told where their sheets differ; one looks at the ballots again and mends his own."""
    counter.open(f"/rating/{meeting.round_id}/meetings/{meeting.pk}/sheet/check/")
    counter.sees("两份计票单在这里不一致", name)
    counter.look()
    counter.press("修改我的计票单")
    row = counter.page.locator(".tally > li").filter(has_text=name)
    expect(row.locator(".differs")).to_have_count(len(cells))
    counter.look()
    for option, number in cells.items():
        row.get_by_label(option, exact=True).fill(str(number))
    counter.press("保存并核对")


def hands_are_raised(world, round: Round, group: str, present: int, raised: dict[str, int]) -> Meeting:
    """Where the book wants hands for five stars: held and counted by the services."""
    meeting = make_open(world, round, "household", "hands", group=group, present=present, due=present)
    counts = {one.pk: {"hands": raised.get(one.subject.name, 0)} for one in entries_in(meeting)}
    count_both(world, meeting, counts)
    return meeting


def meeting_is_held(world, round: Round, category: str, ballots: int, marks: Marks, **more) -> Meeting:
    """On paper, everybody marking alike, counted by both counters: by the services."""
    meeting = make_open(world, round, category, present=ballots, due=ballots, **more)
    counts = {one.pk: {WORDS[marks[one.subject.name]]: ballots} for one in entries_in(meeting)}
    count_both(world, meeting, counts, Head(ballots, ballots))
    return meeting
