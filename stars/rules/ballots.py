"""What the marks on the ballots of one subject come to."""

from collections.abc import Mapping
from fractions import Fraction

from stars.rules.book import Category
from stars.rules.rating import RatingError

# Fewer show how the few voted: such results are hidden and do not count.
FEWEST_BALLOTS = 5


def meeting_score(category: Category, counts: Mapping[str, int]) -> Fraction | None:
    """Σ points × count ÷ Σ count, exactly; None when nobody marked an option. Raises RatingError."""
    points = {option.key: Fraction(option.points) for option in category.ballot}
    for option, count in counts.items():
        if option not in points:
            raise RatingError("option_unknown", option)
        if count < 0:
            raise RatingError("count_negative", option, str(count))
    marked = sum(counts.values())
    if not marked:
        return None
    return sum((points[option] * count for option, count in counts.items()), Fraction(0)) / marked
