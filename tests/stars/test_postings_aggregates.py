"""What is left when the names are gone."""

import pytest

from stars.aggregates import joined_counts


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({}, []),
        ({5: 0}, []),
        ({5: 5, 4: 20}, [((5,), 5), ((4,), 20)]),
        ({5: 4}, [((5,), None)]),
        ({5: 2, 4: 20, 1: 2}, [((4,), 20), ((5, 1), None)]),
        ({5: 2, 4: 20, 1: 3}, [((4,), 20), ((5, 1), 5)]),
        ({1: 1, 3: 4, 5: 4}, [((5, 3, 1), 9)]),
    ],
)
def test_counts_under_five_are_joined(counts, told):
    assert [(one.levels, one.number) for one in joined_counts(counts)] == told
