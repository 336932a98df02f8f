"""The life of a round of the five roles, of its targets, meetings and objections, as tables of allowed moves.

Services take no other; docs/maintainers.md shows them to people.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from stars.moves import Move, MoveTable


class AssessmentState(models.TextChoices):
    PREPARING = "preparing", _("Subjects and targets")
    ASSESSING = "assessing", _("Meetings and scores")
    RATED = "rated", _("Results computed")
    POSTED = "posted", _("Results posted")
    FILED = "filed", _("Filed with the township")
    CHECKED = "checked", _("Acceptance proposed")
    RETURNED = "returned", _("Returned by the township")
    IN_FORCE = "in_force", _("Levels in force")
    ARCHIVED = "archived", _("Archived")


class TargetState(models.TextChoices):
    DECLARED = "declared", _("Declared")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Not approved")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Being held")
    CLOSED = "closed", _("Closed")
    VOID = "void", _("Void")


class ObjectionState(models.TextChoices):
    RECEIVED = "received", _("Received")
    TAKEN = "taken", _("Being looked into")
    UPHELD = "upheld", _("Upheld")
    DISMISSED = "dismissed", _("Not upheld")


A, T, M, B = AssessmentState, TargetState, MeetingState, ObjectionState

ASSESSMENT_MOVES = MoveTable(
    Move("begin", (A.PREPARING,), A.ASSESSING),
    Move("rate", (A.ASSESSING,), A.RATED),
    # Back to the scores, with a reason: a wrong tally, a return by the township.
    Move("reopen", (A.RATED, A.RETURNED), A.ASSESSING, needs_reason=True),
    Move("post", (A.RATED,), A.POSTED),
    # Taken down: the results are only computed again, to be posted anew or gone back from.
    Move("unpost", (A.POSTED,), A.RATED, needs_reason=True),
    Move("file", (A.POSTED, A.RETURNED), A.FILED),
    Move("check", (A.FILED,), A.CHECKED),
    Move("send_back", (A.FILED, A.CHECKED), A.RETURNED, needs_reason=True),
    Move("sign_off", (A.CHECKED,), A.IN_FORCE),
    Move("archive", (A.IN_FORCE,), A.ARCHIVED),
)

TARGET_MOVES = MoveTable(
    Move("declare_again", (T.DECLARED, T.REFUSED), T.DECLARED),
    Move("approve", (T.DECLARED,), T.APPROVED),
    Move("refuse", (T.DECLARED,), T.REFUSED, needs_reason=True),
    # An objection to a posted target was upheld: it is declared, or decided on, once more.
    Move("reconsider", (T.APPROVED,), T.DECLARED, needs_reason=True),
)

MEETING_MOVES = MoveTable(
    Move("open", (M.PLANNED,), M.OPEN),
    Move("close", (M.OPEN,), M.CLOSED),
    Move("void", (M.PLANNED, M.OPEN), M.VOID, needs_reason=True),
    # A meeting whose count turned out wrong after it was closed; the secretary's, and only while scores are open.
    Move("annul", (M.CLOSED,), M.VOID, needs_reason=True),
)

OBJECTION_MOVES = MoveTable(
    Move("take", (B.RECEIVED,), B.TAKEN),
    # From somebody who holds his post no longer, or has become concerned.
    Move("take_over", (B.TAKEN,), B.TAKEN),
    Move("uphold", (B.TAKEN,), B.UPHELD, needs_reason=True),
    Move("dismiss", (B.TAKEN,), B.DISMISSED, needs_reason=True),
)

OPEN_TO_VILLAGE = frozenset({A.PREPARING, A.ASSESSING, A.RATED, A.POSTED, A.RETURNED})
WITH_TOWNSHIP = frozenset({A.FILED, A.CHECKED})
UNDER_WAY = frozenset({A.ASSESSING, A.RATED, A.POSTED, A.FILED, A.CHECKED, A.RETURNED})
SETTLED = frozenset({A.IN_FORCE, A.ARCHIVED})
UNDECIDED_OBJECTIONS = frozenset({B.RECEIVED, B.TAKEN})
