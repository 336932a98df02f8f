"""What the meetings of a round said, as far as it counts: closed, not void, and enough ballots to hide a voter."""

from stars.assessing import MeetingState
from stars.models import Entry, Meeting, MeetingCount, Round
from stars.rules.ballots import FEWEST_BALLOTS
from stars.tallying import HANDS

UNFINISHED = (MeetingState.PLANNED, MeetingState.OPEN)


def pooled_counts(round: Round) -> dict[int, dict[str, int]]:
    """Entry → option → ballots, added up over the secret assessments of the round; one query.

    An entry with fewer marks than hide a voter is left out of that meeting: pooled with another it would come out
    by subtraction.
    """
    secret = (Meeting.Mode.PAPER, Meeting.Mode.SLIPS)
    told = {"meeting__round": round, "meeting__state": MeetingState.CLOSED, "meeting__mode__in": secret}
    rows = MeetingCount.objects.filter(**told).order_by("pk").values_list("entry_id", "counts")
    pooled: dict[int, dict[str, int]] = {}
    for entry, counts in rows:
        if sum(counts.values()) >= FEWEST_BALLOTS:
            sums = pooled.setdefault(entry, {})
            for option, number in counts.items():
                sums[option] = sums.get(option, 0) + number
    return pooled


def hands_chosen(round: Round) -> dict[int, bool]:
    """Entry → whether more than half of those present raised their hands for it; two queries.

    Only entries of groups that held a show of hands are here; those of the group who were not nominated, or not
    chosen, are False.
    """
    held = Meeting.objects.filter(round=round, state=MeetingState.CLOSED, mode=Meeting.Mode.HANDS)
    asked = Entry.objects.filter(meetings__in=held).values_list("pk", flat=True)
    chosen = dict.fromkeys(asked, False)
    rows = MeetingCount.objects.filter(meeting__in=held).values_list("entry_id", "counts", "meeting__present")
    for entry, counts, present in rows:
        chosen[entry] = chosen.get(entry, False) or is_chosen(counts.get(HANDS, 0), present)
    return chosen


def is_chosen(hands: int, present: int | None) -> bool:
    return bool(present) and hands * 2 > present


def unfinished_meetings(round: Round) -> list[Meeting]:
    """Planned or being held: nothing is computed before each of them is closed or void."""
    return list(round.meetings.filter(state__in=UNFINISHED))
