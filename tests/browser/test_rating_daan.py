"""A half-year by the rulebook of Daan at a phone: from two Excel lists to a card and the targets of the book."""

import pytest

from stars.masking import mask_name
from tests.browser import rating_filing as filed
from tests.browser import rating_meeting as rated
from tests.browser import rating_posting as posted
from tests.browser import rating_preparing as before
from tests.browser import rating_scoring as scored
from tests.browser import rating_services as quietly
from tests.browser.person import PHONE
from tests.browser.rating_lists import household_list, people_names, person_list
from tests.rating_making import entries_of

pytestmark = [pytest.mark.browser, pytest.mark.db_variant]
TITLE = "2026 年上半年五带头评定"
CADRES = people_names(4)
HOUSEHOLDS = people_names(20, start=40)
# Who had a level before rises by one at most; the others are rated for the first time.
MARKS = ["五星", "五星", "四星", "四星", *["三星"] * 12, *["二星"] * 3, "不评星"]
FOUR = "晋星 四星"
BEFORE = {CADRES[1]: (2,), HOUSEHOLDS[1]: (2,), HOUSEHOLDS[12]: (3,)}


@pytest.fixture
def screen():
    return PHONE


def test_half_year_by_the_rulebook_of_daan(people, rating_world, tmp_path):
    world = rating_world
    quietly.book_is_in_use(world, "daan")
    round = round_is_prepared(people, world, tmp_path)
    before.secretary_begins_the_assessment(people("secretary"), round)
    group_votes_with_slips(people, world, round)
    cadres_are_counted_on_paper(people, round)
    results_are_computed(people, world, round)
    posting = results_are_posted_and_objected(people, round)
    posted.the_days_pass(posting)
    posted.reader_finds_only_numbers(people(None), posting, [mask_name(name) for name in HOUSEHOLDS[:3]])
    township_returns_and_accepts(people, world, round)
    cards_are_issued(people, round)


def round_is_prepared(people, world, folder):
    clerk, secretary = people("clerk"), people("secretary")
    round = before.secretary_opens_the_round(secretary, TITLE, "上半年")
    cadres = person_list(folder, CADRES, "上次星级", values=BEFORE)
    households = household_list(folder, HOUSEHOLDS, "上次星级", values=BEFORE)
    before.clerk_imports_a_list(clerk, round, "cadre", cadres, len(CADRES))
    before.clerk_imports_a_list(
        clerk, round, "household", households, len(HOUSEHOLDS), picture="rating-import"
    )
    before.clerk_takes_the_list_into_the_round(clerk, round, "cadre")
    before.clerk_takes_the_list_into_the_round(clerk, round, "household", picture="rating-subjects")
    before.clerk_says_whose_account_it_is(clerk, round, "cadre", CADRES[0], world.secretary)
    before.clerk_declares_the_targets(clerk, round, "cadre", dict.fromkeys(labels(round, "cadre"), FOUR))
    own, *others = labels(round, "household")
    before.clerk_declares_the_targets(clerk, round, "household", dict.fromkeys(others, FOUR))
    code = before.clerk_makes_a_slip(clerk, round, "household", own, "提出目标")
    before.person_declares_by_slip(people(None), code, "晋星 五星")
    before.clerk_looks_at_the_targets(clerk, round, "household")
    return round


def labels(round, category: str) -> list[str]:
    return [entry.subject.label for entry in entries_of(round, category)]


def group_votes_with_slips(people, world, round):
    """Six slips of 一组, one of them at the phone; 二组 on paper, and hands for the one who may get five stars."""
    clerk, marks = people("clerk"), dict(zip(HOUSEHOLDS, MARKS, strict=True))
    told = {"categories": ["群众"], "group": "一组"}
    meeting = rated.clerk_plans_a_meeting(clerk, round, "村民小组", "现场一次性票", "一组评议会", **told)
    rated.clerk_begins_the_meeting(clerk, due=8, present=7)
    own, *codes = rated.clerk_prints_the_slips(clerk, 7)
    mine = {name: marks[name] for name in HOUSEHOLDS[:10]}
    rated.voter_votes_at_a_phone(people(None), own, mine)
    rated.others_vote(meeting, codes[:5], marks)
    rated.clerk_closes_the_vote(clerk, round, meeting, used=6, printed=7)
    rated.meeting_is_held(world, round, "household", 9, marks, group="二组")
    rated.hands_are_raised(world, round, "一组", 7, {HOUSEHOLDS[0]: 6})


def cadres_are_counted_on_paper(people, round):
    """One counter reads a cell wrongly; both are told where, he mends it, and the count stands."""
    clerk, first, second = people("clerk"), people("counter"), people("second_counter")
    told = {"categories": ["党员干部"]}
    meeting = rated.clerk_plans_a_meeting(clerk, round, "党员会议", "纸质测评票", "党员评议会", **told)
    rated.clerk_begins_the_meeting(clerk, due=14, present=12)
    right = {
        name: {option: 12} for name, option in zip(CADRES, ("四星", "五星", "三星", "二星"), strict=True)
    }
    wrong = right | {CADRES[1]: {"五星": 11, "四星": 1}}
    rated.counter_enters_the_tally(first, meeting, (12, 12, 0), wrong)
    rated.counter_confirms(first)
    rated.counter_enters_the_tally(second, meeting, (12, 12, 0), right)
    rated.counter_confirms(second)
    rated.counter_mends_the_cell(first, meeting, CADRES[1], {"五星": 12, "四星": 0})
    rated.counter_confirms(first)
    second.open(f"/rating/{round.pk}/meetings/{meeting.pk}/sheet/check/")
    rated.counter_confirms(second)
    second.sees("两份计票单一致，会议结束了")


def results_are_computed(people, world, round):
    secretary, member = people("secretary"), people("panel")
    scored.secretary_seats_the_group(secretary, round, {"杨组长": "组长", "吴成员": "成员"})
    scored.member_scores_one(member, entries_of(round, "cadre")[0], "2")
    scored.group_scores_the_rest(world, round, {})
    scored.secretary_computes_the_results(secretary, round, "household")
    levels = {HOUSEHOLDS[0]: "五星", HOUSEHOLDS[1]: "三星", HOUSEHOLDS[2]: "四星"}
    scored.secretary_reads_the_levels(secretary, round, "household", levels)
    label = labels(round, "household")[1]
    code = before.clerk_makes_a_slip(people("clerk"), round, "household", label, "查看本人结果")
    scored.person_reads_why(people(None), code, label, "三星")


def results_are_posted_and_objected(people, round):
    """About the secretary's own: he sees that it came, and somebody of the leading group answers."""
    secretary, reader = people("secretary"), people(None)
    posting = posted.secretary_posts(secretary, round, "results", "核对并公示结果")
    posted.reader_sees_the_posting(reader, posting, HOUSEHOLDS, [mask_name(name) for name in HOUSEHOLDS[:3]])
    number, code = posted.villager_objects(reader, posting, mask_name(CADRES[0]))
    posted.villager_follows_the_receipt(reader, number, code, "还没有答复")
    posted.the_concerned_only_sees_that_it_exists(secretary, round, number)
    posted.member_answers(people("panel"), round, number)
    posted.villager_follows_the_receipt(reader, number, code, posted.ANSWER)
    return posting


def township_returns_and_accepts(people, world, round):
    secretary, reviewer, village = people("secretary"), people("reviewer"), world.village.name
    filed.secretary_files(secretary, round, "群众参加踊跃。")
    filed.reviewer_returns_the_filing(reviewer, village)
    filed.secretary_reads_why_it_came_back(secretary, round)
    filed.secretary_files(secretary, round, "一组只有一户外出务工没有参加。", "再次上报备案")
    filed.reviewer_proposes(reviewer, village)
    filed.approver_signs(people("approver"), village)


def cards_are_issued(people, round):
    clerk, name = people("clerk"), HOUSEHOLDS[0]
    address = filed.clerk_issues_the_cards(clerk, round, [name])
    filed.anybody_checks_the_card(people(None), address, name, "五星级")
    filed.clerk_records_a_benefit(clerk, round, name, "优先维修", "供电所")
    scored.clerk_reads_the_goals(clerk, round, "40.0%")
