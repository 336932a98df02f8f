"""A year by the rulebook of Shimen: all five categories, each applying himself, no cap, one meeting on paper."""

import pytest

from stars.models import Meeting
from stars.tallying import Head
from tests.browser import rating_filing as filed
from tests.browser import rating_meeting as rated
from tests.browser import rating_posting as posted
from tests.browser import rating_preparing as before
from tests.browser import rating_scoring as scored
from tests.browser import rating_services as quietly
from tests.browser.person import DESKTOP
from tests.browser.rating_lists import BUSINESSES, household_list, people_names, person_list, write_list
from tests.meetings_making import enter_and_confirm, entries_in
from tests.rating_making import entries_of

pytestmark = [pytest.mark.browser, pytest.mark.db_variant]
CATEGORIES = ("committee", "cadre", "member", "household", "service")
TITLES = ["总支委员会", "村级党员干部", "一般党员", "农村群众（以户为单位）", "服务行业"]
CADRES, MEMBERS = people_names(2), people_names(3, start=10)
HOUSEHOLDS, SHOPS = people_names(4, start=20), ["便民超市", "清泉农家乐"]
BALLOTS = 16


@pytest.fixture
def screen():
    return DESKTOP


def test_year_by_the_rulebook_of_shimen(people, rating_world, tmp_path):
    world = rating_world
    quietly.book_is_in_use(world, "shimen")
    round = five_lists_are_made(people, tmp_path)
    targets_and_applications(people, world, round)
    before.secretary_begins_the_assessment(people("secretary"), round)
    representatives_vote_on_paper(people, world, round)
    results_are_computed(people, world, round)
    posting = posted.secretary_posts(people("secretary"), round, "results", "核对并公示结果")
    posted.reader_sees_the_posting(people(None), posting, [*CADRES, *HOUSEHOLDS], SHOPS)
    posted.the_days_pass(posting)
    round_is_filed_and_accepted(people, world, round)


def five_lists_are_made(people, folder):
    clerk = people("clerk")
    round = before.secretary_opens_the_round(people("secretary"), "2026 年五带头评定")
    before.clerk_registers_the_committee(clerk, round)
    shops = write_list(folder, "经营户.xlsx", BUSINESSES, [(name, "一组", "") for name in SHOPS])
    lists = {"cadre": (person_list(folder, CADRES), 2), "household": (household_list(folder, HOUSEHOLDS), 4)}
    for category, (path, number) in (lists | {"service": (shops, 2)}).items():
        before.clerk_imports_a_list(clerk, round, category, path, number)
        before.clerk_takes_the_list_into_the_round(clerk, round, category)
    before.clerk_imports_a_list(clerk, round, "member", person_list(folder, MEMBERS), 3)
    before.clerk_takes_the_list_into_the_round(clerk, round, "member")
    clerk.open(f"/rating/{round.pk}/subjects/")
    clerk.sees(*TITLES)
    clerk.look()
    return round


def targets_and_applications(people, world, round):
    """Told by the screens where the book differs from the others: each applies himself, here a shop by its slip."""
    clerk = people("clerk")
    for category in CATEGORIES:
        quietly.targets_are_declared(world, round, category)
    quietly.targets_are_approved(world, round, *CATEGORIES)
    quietly.targets_are_posted_and_over(world, round)
    first = entries_of(round, "service")[0].subject.label
    code = before.clerk_makes_a_slip(clerk, round, "service", first, "申请参加评星")
    before.person_applies_by_slip(people(None), code)
    before.clerk_records_the_applications(clerk, round, "service")
    quietly.everybody_applies(world, round, *CATEGORIES[:4])
    clerk.open(f"/rating/{round.pk}/targets/")
    clerk.look("rating-targets")


def representatives_vote_on_paper(people, world, round):
    """One meeting for everybody; one counter enters on the screen, the other by the service."""
    clerk, told = people("clerk"), {"categories": TITLES}
    meeting = rated.clerk_plans_a_meeting(
        clerk, round, "村民代表会议", "纸质测评票", "村民代表测评会", **told
    )
    rated.clerk_begins_the_meeting(clerk, due=20, present=BALLOTS)
    clerk.open(f"/rating/{round.pk}/meetings/{meeting.pk}/papers/ballots/")
    clerk.look()
    counts = {one.subject.name: {"五星": BALLOTS} for one in entries_in(meeting)} | {
        MEMBERS[0]: {"三星": BALLOTS}
    }
    rated.counter_enters_the_tally(people("counter"), meeting, (BALLOTS, BALLOTS, 0), counts)
    rated.counter_confirms(people("counter"))
    by_entry = {
        one.pk: {rated.WORDS[option]: number for option, number in counts[one.subject.name].items()}
        for one in entries_in(meeting)
    }
    enter_and_confirm(world, meeting, world.second_counter, by_entry, Head(BALLOTS, BALLOTS))
    assert Meeting.objects.get(pk=meeting.pk).state == "closed"
    clerk.open(f"/rating/{round.pk}/meetings/{meeting.pk}/")
    clerk.look("rating-meeting")


def results_are_computed(people, world, round):
    """Without a cap everybody who reaches five stars has them."""
    scored.group_is_seated(world, round)
    scored.member_scores_one(people("panel"), entries_of(round, "household")[0], "2")
    scored.group_scores_the_rest(world, round, {})
    scored.secretary_computes_the_results(people("secretary"), round, "member")
    levels = {MEMBERS[0]: "四星", MEMBERS[1]: "五星", MEMBERS[2]: "五星"}
    scored.secretary_reads_the_levels(people("secretary"), round, "member", levels)
    scored.clerk_reads_the_goals(people("clerk"), round, *TITLES)


def round_is_filed_and_accepted(people, world, round):
    village = world.village.name
    filed.secretary_files(people("secretary"), round, "五类都已评定。")
    filed.reviewer_proposes(people("reviewer"), village, "rating-filing-desk")
    filed.approver_signs(people("approver"), village)
    clerk = people("clerk")
    clerk.open(f"/rating/{round.pk}/")
    clerk.sees("星级已生效")
    clerk.look()
