"""荷塘村 by the rulebook dashui: five stars for life, a tie that was decided, results posted, an objection; 竹园村
prepares its round by the same book."""

import datetime

from django.utils import timezone

from portal.demo.clock import on_day
from portal.demo.crews import Crew, begin_round, declare_promotions, entries, take_list
from portal.demo.flow import apply_and_begin, approve_and_post, assess, post
from portal.demo.names import households, name, people
from stars.models import Posting, Round, RulebookVersion
from stars.queries.ties import undecided_ties
from stars.services.applications import record_applications
from stars.services.receiving import Said, receive_objection
from stars.services.ties import Vote, decide_tie

DAY = datetime.timedelta(days=1)
# Seven cadres, the last of them with five stars for life: the cap of 15 % has one place, the first two tie for it.
LEVELS = {"cadre": (5, 5, 4, 3, 4, 3, 4), "household": (5, 4, 3, 3, 4, 2, 3, 3, 4, 3)}
WISHED = {"cadre": (5, 5, 4, 4, 4, 3, 5), "household": (5, 4, 4, 3, 4, 3, 3, 4, 4, 3)}
FOR_LIFE = "终身五星"
WHY = "两人得分相同，名额只有一个。领导小组表决，全年牵头修渠、出工最多的一位为五星。"
SAID = "公示里的这一户，院坝整治是几家邻居一起做的，请村里再核实一下出工的人。"
YEAR_TURNS = 45 * DAY  # what is posted in the first weeks of a year is still the year before


def posted(crew: Crew, version: RulebookVersion) -> Round:
    today = timezone.localdate()
    with on_day(today - 100 * DAY):
        round = _open(crew, version, (today - YEAR_TURNS).year)
        _take_lists(crew, round, 80, LEVELS)
        declare_promotions(crew, round, WISHED)
    with on_day(today - 96 * DAY):
        approve_and_post(crew, round)
    with on_day(today - 8 * DAY):
        apply_and_begin(crew, round)
    with on_day(today - 5 * DAY):
        assess(crew, round, LEVELS)
    with on_day(today - 4 * DAY):
        _decide_ties(crew, round)
        posting = post(crew, round, Posting.Kind.RESULTS)
    with on_day(today - DAY):
        about = entries(round, "household")[1]
        receive_objection(posting_id=posting.pk, said=Said(text=SAID, entry_id=about.pk))
    return round


def _open(crew: Crew, version: RulebookVersion, year: int) -> Round:
    return begin_round(crew, version, f"{year} 年度“五带头”星级评定", year)


def _take_lists(crew: Crew, round: Round, first: int, sizes: dict) -> None:
    """The last cadre of the list holds five stars for life."""
    cadres = [[*row, ""] for row in people(first, len(sizes["cadre"]) - 1)]
    take_list(crew, round, "cadre", [*cadres, [name(first + 9), "二组", "是"]], FOR_LIFE)
    take_list(crew, round, "household", households(first + 20, len(sizes["household"])))


def _decide_ties(crew: Crew, round: Round) -> None:
    for tie in undecided_ties(round):
        chosen = frozenset(entry.pk for entry in tie.entries[: tie.places])
        votes = {"votes_for": 2, "votes_against": 1, "abstained": 0}
        vote = Vote(chosen=chosen, **votes, reason=WHY, decided_on=timezone.localdate())
        decide_tie(actor=crew.secretary, round_id=round.pk, category=tie.category, level=tie.level, vote=vote)


def preparing(crew: Crew, version: RulebookVersion) -> Round:
    """Lists and targets are in, the secretary has not decided yet; two applied already."""
    today = timezone.localdate()
    wanted = {"cadre": (5, 4, 4, 5), "household": (5, 4, 4, 3, 4, 4)}
    with on_day(today - 4 * DAY):
        round = _open(crew, version, today.year)
        _take_lists(crew, round, 140, wanted)
        declare_promotions(crew, round, wanted)
    with on_day(today - DAY):
        two = [entry.pk for entry in entries(round, "household")[:2]]
        told = {"entry_ids": two, "applied_on": timezone.localdate()}
        record_applications(actor=crew.clerk, round_id=round.pk, **told)
    return round
