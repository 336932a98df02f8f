"""What every step of the five roles begins with: the round's assessment, locked, in a state that fits."""

from stars.assessing import AssessmentState
from stars.errors import WrongState
from stars.models import Assessment


def lock_assessment(round_id: int) -> Assessment:
    """Locked until the transaction ends, with round, rulebook version, village and township."""
    related = ("round__version__rulebook", "village__parent", "township__parent")
    found = Assessment.objects.select_for_update(of=("self",)).select_related(*related)
    return found.get(round_id=round_id)


def require_state(assessment: Assessment, *states: AssessmentState) -> None:
    if assessment.state not in states:
        raise WrongState
