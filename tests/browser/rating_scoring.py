"""The leading group scores; results are computed, read, explained; a tie is decided by a vote."""

import datetime

from django.utils import timezone

from stars.models import Entry, Round
from stars.queries.entries import entries_to_rate
from tests.browser.person import Person
from tests.panel_making import full_points, give, seat_group


def group_is_seated(world, round: Round) -> None:
    seat_group(world, round)


def secretary_seats_the_group(secretary: Person, round: Round, roles: dict[str, str]) -> None:
    """`roles`: name → role."""
    secretary.open(f"/rating/{round.pk}/panel/")
    secretary.press("定席位")
    for name, role in roles.items():
        place = secretary.page.locator("fieldset").filter(has_text=name)
        place.get_by_label("职务").select_option(label=role)
    secretary.look()
    secretary.press("保存席位")
    secretary.sees(*roles)
    secretary.look()


def member_scores_one(member: Person, entry: Entry, less: str) -> None:
    """Line by line on the page of one; more points than a line has are refused and stay as they were typed."""
    member.open(f"/rating/{entry.round_id}/scores/{entry.subject.category}/1/")
    member.sees(entry.subject.label)
    member.look()
    member.open(f"/rating/{entry.round_id}/scores/{entry.subject.category}/entry/{entry.pk}/")
    cells = member.page.locator("input[inputmode=decimal]")
    for box, points in zip(cells.all(), full_points(entry, less).values(), strict=True):
        box.fill(points)
    member.look_from_the_top("rating-scores")
    right = cells.first.input_value()
    cells.first.fill("101")
    member.page.get_by_role("button", name="保存", exact=True).click()
    member.sees("请看这里")
    assert cells.first.input_value() == "101"
    cells.first.fill(right)
    member.look()
    member.page.get_by_role("button", name="保存", exact=True).click()
    member.sees("您打的分合计")
    member.look()


def group_scores_the_rest(world, round: Round, less: dict[str, str]) -> None:
    """Both seats, by the services; `less`: name → points taken from the first line."""
    for category in round.version.book.categories:
        for entry in entries_to_rate(round, category).select_related("subject"):
            for user in (world.panel, world.second_panel):
                if not entry.panel_scores.filter(scorer=user).exists():
                    give(user, entry, full_points(entry, less.get(entry.subject.name, "1")))


def secretary_computes_the_results(secretary: Person, round: Round, category: str = "") -> None:
    secretary.open(f"/rating/{round.pk}/panel/")
    secretary.sees("分都打齐了")
    secretary.look()
    secretary.open(f"/rating/{round.pk}/results/")
    secretary.press("计算结果")
    secretary.sees("结果已算出")
    if category:
        secretary.open(f"/rating/{round.pk}/results/?category={category}")
    secretary.look_from_the_top("rating-results")


def secretary_reads_the_levels(
    secretary: Person, round: Round, category: str, levels: dict[str, str]
) -> None:
    secretary.open(f"/rating/{round.pk}/results/?category={category}")
    for name, level in levels.items():
        row = secretary.page.locator("tbody tr").filter(has_text=name)
        assert level in row.inner_text(), (name, level, row.inner_text())
    secretary.look()


def person_reads_why(reader: Person, code: str, *told: str) -> None:
    reader.open(f"/slip/#{code}")
    reader.sees("为什么是这个星级", *told)
    reader.look_from_the_top("rating-why")


def member_records_the_vote(member: Person, round: Round, category: str, level: int, chosen: str) -> None:
    """A day to come is refused, and nothing typed is lost; then the vote is kept and the results are complete."""
    member.open(f"/rating/{round.pk}/results/?category={category}")
    member.sees("有同分")
    member.look()
    member.press("记录表决")
    member.page.get_by_label(chosen).check()
    member.fill("赞成", "2")
    member.fill("反对", "0")
    member.fill("弃权", "0")
    member.page.get_by_label("决定的理由").fill("今年走访困难户更多，带头修了水渠。")
    member.look_from_the_top("rating-tie")
    member.fill("表决日期", (timezone.localdate() + datetime.timedelta(days=3)).isoformat())
    member.press("记录表决")
    member.sees("请看这里")
    member.fill("表决日期", timezone.localdate().isoformat())
    member.press("记录表决")
    member.is_at(r"/rating/\d+/results/")
    member.sees_not("有同分")
    member.page.get_by_text("同分的表决记录").click()
    member.sees("赞成 2，反对 0，弃权 0", chosen)
    member.look()


def clerk_reads_the_goals(clerk: Person, round: Round, *shares: str) -> None:
    clerk.open(f"/rating/{round.pk}/goals/")
    clerk.sees("办法的目标", *shares)
    clerk.look_from_the_top("rating-goals")
