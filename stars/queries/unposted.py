"""Who is rated and stands on no posting of results: no star is never public, and still can be objected to."""

from stars.models import Entry, Posting
from stars.notices import rows_in
from stars.queries.standing import standing_results


def unposted_entries(posting: Posting) -> list[Entry]:
    """Of a posting of results, in the order of the subjects; empty for the others. For those inside only."""
    if posting.kind != Posting.Kind.RESULTS:
        return []
    posted = {row["entry"] for row in rows_in(posting.content)}
    standing = standing_results(posting.round)
    return [one.entry for one in standing if one.level is not None and one.entry.pk not in posted]
