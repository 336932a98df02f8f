"""Re-rating a county: `python -m bench.rating [--rows N] [--json]`, against numpy.sort on the same array."""

import argparse
import json
import statistics
import time

import numpy as np

from stars.rules.fast import Columns, rate_many
from stars.rules.loader import load_book


def columns(rows: int) -> Columns:
    """Scores like those of a round: around 80, in thousandths, some people for the first time."""
    rng = np.random.default_rng(7)
    scores = np.clip(rng.normal(82_000, 8_000, rows), 0, 100_000).astype(np.int64)
    previous = rng.integers(-1, 6, rows).astype(np.int8)
    return Columns(scores, 1000, previous, rng.random(rows) < 0.01, rng.random(rows) < 0.99)


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
    for book in ("dashui", "daan"):
        category = load_book(book).categories["cadre"]
        seconds = timed(lambda category=category: rate_many(category, table), options.runs)
        told |= {f"{book}_ms": round(seconds * 1000, 1), f"{book}_ratio": round(seconds / sort, 2)}
    print(
        json.dumps(told) if options.json else "\n".join(f"{name:14} {value}" for name, value in told.items())
    )


if __name__ == "__main__":
    main()
