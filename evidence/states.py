"""The life of a dossier and of each of its ten sections, as tables of allowed moves.

Services take no other; docs/maintainers.md shows them to people.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stars.moves import Move, MoveTable


class DossierState(models.TextChoices):
    FILLING = "filling", _("Being filled in")
    SUBMITTED = "submitted", _("With the township")
    RETURNED = "returned", _("Returned to the village")
    PROPOSED = "proposed", _("Stars proposed")
    POSTED = "posted", _("Posted for objections")
    SIGNED = "signed", _("Signed off")


class SectionState(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    FILLING = "filling", _("Being filled in")
    WAITING = "waiting", _("Waiting for review")
    MARKED = "marked", _("Marked for return")
    RETURNED = "returned", _("To be mended")
    MEETS = "meets", _("Meets")
    FALLS_SHORT = "falls_short", _("Falls short")
    AWARDED = "awarded", _("Star awarded")
    NOT_AWARDED = "not_awarded", _("Not awarded")
    NOT_APPLIED = "not_applied", _("Not applied for")


VILLAGE_LABELS = {
    # A verdict is the reviewer's own note until the stars are signed: the village reads "with the township". All
    # three, or what is not said of one would tell the others.
    SectionState.MEETS: pgettext_lazy("village", "Waiting for review"),
    SectionState.MARKED: pgettext_lazy("village", "Waiting for review"),
    SectionState.FALLS_SHORT: pgettext_lazy("village", "Waiting for review"),
}

D, S = DossierState, SectionState

DOSSIER_MOVES = MoveTable(
    Move("submit", (D.FILLING,), D.SUBMITTED),
    Move("resubmit", (D.RETURNED,), D.SUBMITTED),
    Move("send_back", (D.SUBMITTED,), D.RETURNED),
    Move("propose", (D.SUBMITTED,), D.PROPOSED),
    Move("decline", (D.PROPOSED, D.POSTED), D.SUBMITTED, needs_reason=True),
    # Posting stands between proposal and sign-off where the rulebook has posting days.
    Move("post", (D.PROPOSED,), D.POSTED),
    Move("unpost", (D.POSTED,), D.PROPOSED, needs_reason=True),
    Move("sign_off", (D.PROPOSED,), D.SIGNED),
    Move("sign_off_posted", (D.POSTED,), D.SIGNED),
)

SECTION_MOVES = MoveTable(
    Move("start", (S.NOT_STARTED,), S.FILLING),
    Move("submit", (S.NOT_STARTED, S.FILLING, S.RETURNED), S.WAITING),
    Move("leave_out", (S.NOT_STARTED, S.FILLING), S.NOT_APPLIED),
    Move("meets", (S.WAITING, S.FALLS_SHORT, S.MARKED), S.MEETS),
    Move("falls_short", (S.WAITING, S.MEETS, S.MARKED), S.FALLS_SHORT),
    Move("mark", (S.WAITING, S.MEETS, S.FALLS_SHORT), S.MARKED),
    Move("send_back", (S.MARKED,), S.RETURNED),
    Move("award", (S.MEETS,), S.AWARDED),
    Move("withhold", (S.FALLS_SHORT, S.MEETS), S.NOT_AWARDED),
)

OPEN_TO_VILLAGE = frozenset({S.NOT_STARTED, S.FILLING, S.RETURNED})
WITH_REVIEWER = frozenset({S.WAITING, S.MARKED, S.MEETS, S.FALLS_SHORT})


def village_label(state: str):
    """What the village reads for a section's state."""
    return VILLAGE_LABELS.get(state, SectionState(state).label)
