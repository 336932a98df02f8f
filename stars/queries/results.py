"""What was found in a round."""

from stars.queries.ties import undecided_ties

__all__ = ["undecided_ties"]
