"""Re-rating a county: `python -m bench.rating [--rows N] [--json]`, against numpy.sort on the same array."""

import argparse
import json
import statistics
import time

import numpy as np

from stars.rules.fast import NO_VOTE, Columns, rate_many
from stars.rules.loader import load_book


def columns(rows: int) -> Columns:
    """Scores like those of a round: around 80, in thousandths, some people for the first time, half of the groups with a
    show of hands."""
    rng = np.random.default_rng(7)
    scores = np.clip(rng.normal(82_000, 8_000, rows), 0, 100_000).astype(np.int64)
    previous = rng.integers(-1, 6, rows).astype(np.int8)
    hand = np.where(rng.random(rows) < 0.5, NO_VOTE, rng.random(rows) < 0.03).astype(np.int8)
    return Columns(scores, 1000, previous, rng.random(rows) < 0.01, rng.random(rows) < 0.99, hand)


def timed(step, runs: int) -> float:
    """Median seconds."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        step()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    table = columns(options.rows)
    sort = timed(lambda: np.sort(table.scores), options.runs)
    told = {"rows": options.rows, "sort_ms": round(sort * 1000, 1)}
    for book, key in (("dashui", "cadre"), ("daan", "cadre"), ("daan", "household")):
        category = load_book(book).categories[key]
        seconds = timed(lambda category=category: rate_many(category, table), options.runs)
        name = f"{book}_{key}"
        told |= {f"{name}_ms": round(seconds * 1000, 1), f"{name}_ratio": round(seconds / sort, 2)}
    print(
        json.dumps(told) if options.json else "\n".join(f"{name:22} {value}" for name, value in told.items())
    )


if __name__ == "__main__":
    main()
