"""Whether an objection can change a result: as the step and its screen both ask."""

from stars.assessing import AssessmentState
from stars.models import Assessment, Objection, Posting
from stars.queries.standing import newest_runs

CORRECTABLE = frozenset({AssessmentState.RATED, AssessmentState.POSTED})


def changes_level(objection: Objection, assessment: Assessment | None) -> bool:
    """Whether upholding it sets a level: it is about one result, which still is the one that was posted."""
    if objection.entry is None or objection.posting.kind != Posting.Kind.RESULTS or assessment is None:
        return False
    run = newest_runs(objection.posting.round).get(objection.entry.subject.category)
    standing = run is not None and run.made_at <= objection.posting.started_at
    return standing and assessment.state in CORRECTABLE
