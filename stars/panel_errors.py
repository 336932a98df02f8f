"""What the leading group is told when a step is not taken: one type a reason."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, NotAllowed, Refusal


class NoSeat(NotAllowed):
    code = "no_seat"
    message = _("You have no seat that scores in this round. The secretary sets who scores.")


class OwnSubject(NotAllowed):
    code = "own_subject"
    message = _("This is you or your own household: nobody scores or decides for his own.")


class NotInTheGroup(BadInput):
    code = "not_in_the_group"
    message = _("This person holds no post in the leading group of this village. Have the post given first.")


class NoHead(BadInput):
    code = "no_head"
    message = _("The leading group needs a head. Choose one person as head, then save again.")


class NobodyScores(BadInput):
    code = "nobody_scores"
    message = _("Nobody in the leading group would score. Let at least one seat score, then save again.")


class SeatHasScored(BadInput):
    code = "seat_has_scored"
    message = _(
        "%(name)s has scored already, so the seat stays as it is. Excuse it with a reason if the rest cannot be given."
    )


class NotRatedHere(BadInput):
    code = "not_rated_here"
    message = _("This entry is not rated in this round. Go back to the list and choose another.")


class PointsRefused(BadInput):
    """`problems`: line → what is wrong with its points, in words."""

    code = "points_refused"

    def __init__(self, problems: dict[str, str], titles: dict[str, str]):
        self.problems = problems
        lines = [f"{titles.get(key, key)}：{why}" for key, why in problems.items()]
        super().__init__(
            "\n".join([str(_("These points were not kept. Correct them and save again:")), *lines])
        )


class ScoredMeanwhile(Refusal):
    """Saved in another tab since this page was made. `points` and `version`: what stands now."""

    code = "scored_meanwhile"
    message = _(
        "You saved other points for this entry in the meantime. Compare both, then save again what shall stand."
    )

    def __init__(self, points: dict[str, str], version: int):
        self.points, self.version = points, version
        super().__init__()


class NothingToRate(BadInput):
    code = "nothing_to_rate"
    message = _("Nobody is in this round yet. Take the subjects in first.")


class NotReady(BadInput):
    """What is missing before results can be computed, row by row."""

    code = "not_ready"

    def __init__(self, lines: list[str]):
        self.lines = lines
        super().__init__("\n".join([str(_("The results cannot be computed yet. Still missing:")), *lines]))


class NoSuchTie(BadInput):
    code = "no_such_tie"
    message = _("There is no such tie to decide now. Reload the page to see what stands.")


class HigherTieFirst(BadInput):
    code = "higher_tie_first"
    message = _("Decide the tie of the higher level first: it says who stands in this one.")


class WrongChoice(BadInput):
    code = "wrong_choice"
    message = _(
        "Choose exactly as many as there are places: %(places)s, and only of those with equal scores."
    )


class WrongVotes(BadInput):
    code = "wrong_votes"


class WrongDay(BadInput):
    code = "wrong_day"
