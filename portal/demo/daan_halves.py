"""松岭村 by the rulebook daan: the half-year before is in force, in the present one meetings and scores go on."""

import datetime

from django.utils import timezone

from portal.demo.assessing import count, hold, marks_of, score, score_all
from portal.demo.clock import on_day
from portal.demo.crews import Crew, begin_round, declare_promotions, entries, seat_panel, take_list
from portal.demo.flow import accept, file, post
from portal.demo.names import GROUPS, households, people
from stars.models import Meeting, Posting, Round, RulebookVersion, User
from stars.services.cards import issue_cards
from stars.services.closing import close_nomination
from stars.services.entries import take_in_subjects
from stars.services.meetings import MeetingPlan, nominate
from stars.services.rating_rounds import begin_assessment
from stars.services.results import rate_round
from stars.services.subject_checks import SubjectValues
from stars.services.subjects import change_subject
from stars.services.voting import add_slips, cast_ballot

DAY = datetime.timedelta(days=1)
# Twenty households: the cap of 5 % has one place.
BEFORE = {
    "cadre": (4, 3, 3, 4, 2, 3),
    "household": (5, 3, 3, 2, 4, 3, 3, 2, 3, 3, 2, 3, 4, 3, 3, 2, 3, 3, 2, 3),
}
NOW = {
    "cadre": (4, 4, 3, 4, 3, 3),
    "household": (5, 4, 3, 3, 4, 3, 4, 3, 3, 3, 3, 4, 4, 3, 3, 3, 3, 4, 3, 3),
}
VOTES = ("l5", "l4", "l4", "l3", "l4", "l3")  # so many slips of the vote that is open were used already
SLIPS = 15


def first_day(day: datetime.date) -> datetime.date:
    """Of the half-year."""
    return datetime.date(day.year, 7 if day.month > 6 else 1, 1)


def half_before(crew: Crew, version: RulebookVersion, reviewer: User, approver: User) -> Round:
    """To levels in force, and a card for the one household with five stars."""
    after = first_day(timezone.localdate())
    begins = first_day(after - DAY)
    with on_day(begins + 14 * DAY):
        round = _open(crew, version, begins)
        take_list(crew, round, "cadre", people(40, len(BEFORE["cadre"])))
        take_list(crew, round, "household", households(50, len(BEFORE["household"])))
        declare_promotions(crew, round, NOW)
        _own_household(crew, round)
    with on_day(after - 34 * DAY):
        _begin(crew, round)
        for plan in (_members(), *map(_group, GROUPS)):
            count(hold(crew, round, plan), crew.counters, marks_of(round, BEFORE))
        score_all(crew, round, BEFORE)
    with on_day(after - 30 * DAY):
        rate_round(actor=crew.clerk, round_id=round.pk)
        post(crew, round, Posting.Kind.RESULTS)
    with on_day(after - 12 * DAY):
        accept(file(crew, round), reviewer, approver)
        issue_cards(actor=crew.clerk, round_id=round.pk)
    return round


def this_half(crew: Crew, version: RulebookVersion) -> Round:
    """The cadres are counted; one group votes with slips, of the other's paper ballots one count is in."""
    today = timezone.localdate()
    with on_day(today - 9 * DAY):
        round = _open(crew, version, first_day(today))
        take_in_subjects(actor=crew.clerk, round_id=round.pk)
        declare_promotions(crew, round, NOW)
    with on_day(today - 6 * DAY):
        _begin(crew, round)
        _nominate(crew, round)
    with on_day(today - 3 * DAY):
        count(hold(crew, round, _members()), crew.counters, marks_of(round, NOW))
    with on_day(today - DAY):
        _score_half(crew, round)
    _vote(hold(crew, round, _group(GROUPS[0], mode="slips")), crew)
    count(hold(crew, round, _group(GROUPS[1])), crew.counters[1:], marks_of(round, NOW))
    return round


def _open(crew: Crew, version: RulebookVersion, begins: datetime.date) -> Round:
    half = 2 if begins.month > 6 else 1
    title = f"{begins.year} 年{'下' if half == 2 else '上'}半年“五带头”星级评定"
    return begin_round(crew, version, title, begins.year, half)


def _own_household(crew: Crew, round: Round) -> None:
    """The deputy of the leading group belongs to a household of the list: he never scores it."""
    subject = entries(round, "household")[1].subject
    values = SubjectValues(subject.name, subject.group, subject.number)
    told = {"subject_id": subject.pk, "values": values, "user_ids": [crew.panel[1].pk]}
    change_subject(actor=crew.clerk, round_id=round.pk, **told)


def _begin(crew: Crew, round: Round) -> None:
    begin_assessment(actor=crew.secretary, round_id=round.pk)
    seat_panel(crew, round)


def _members(**more: str) -> MeetingPlan:
    told = {"kind": "members", "mode": "paper", "title": "党员大会民主测评"} | more
    return MeetingPlan(**told, held_on=timezone.localdate(), categories=("cadre",))


def _group(group: str, mode: str = "paper") -> MeetingPlan:
    told = {"kind": "group", "mode": mode, "title": f"{group}村民会议民主测评", "group": group}
    return MeetingPlan(**told, held_on=timezone.localdate(), categories=("household",))


def _nominate(crew: Crew, round: Round) -> None:
    """A branch puts the cadres forward."""
    plan = _members(kind="branch", mode="nomination", title="第一党支部推荐会", group="第一党支部")
    meeting = hold(crew, round, plan)
    everybody = frozenset(meeting.entries.values_list("pk", flat=True))
    nominate(actor=crew.clerk, meeting_id=meeting.pk, entry_ids=everybody)
    close_nomination(actor=crew.clerk, meeting_id=meeting.pk)


def _score_half(crew: Crew, round: Round) -> None:
    """The head has only begun, the deputy is through with the cadres and the first households."""
    cadres, families = entries(round, "cadre"), entries(round, "household")
    score(crew.panel[0], 0, cadres[:3], NOW["cadre"][:3])
    score(crew.panel[1], 1, cadres, NOW["cadre"])
    score(crew.panel[1], 1, families[:10], NOW["household"][:10])


def _vote(meeting: Meeting, crew: Crew) -> None:
    """Some slips were drawn and used. The codes exist here alone; whoever tries the vote prints more slips."""
    everybody = list(meeting.entries.values_list("pk", flat=True))
    codes = add_slips(actor=crew.clerk, meeting_id=meeting.pk, number=SLIPS)
    for code, option in zip(codes, VOTES, strict=False):
        cast_ballot(code=code, marks=dict.fromkeys(everybody, option))
