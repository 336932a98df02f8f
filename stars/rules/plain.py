"""Ratings as plain data for the database and for JSON, and back: fractions are text, everything else stays as it is.

`from_data(kind, to_data(value)) == value`, also after a way through JSON.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeVar, cast

from stars.rules.rating import Outcome, Rated, Rating, Step, Tie, Warning

Data = dict[str, Any]
Kind = TypeVar("Kind", Rated, Step, Outcome, Tie, Warning, Rating)


def to_data(value: Rated | Step | Outcome | Tie | Warning | Rating) -> Data:
    return WRITERS[type(value)](value)


def from_data(kind: type[Kind], data: Mapping[str, Any]) -> Kind:
    """Raises KeyError, TypeError or ValueError where the data are not of this kind."""
    return cast(Kind, READERS[kind](data))


def rated_data(entry: Rated) -> Data:
    scores = {key: str(value) for key, value in entry.scores.items()}
    return vars(entry) | {"scores": scores}


def rated_from(data: Mapping[str, Any]) -> Rated:
    scores = {key: Fraction(value) for key, value in data["scores"].items()}
    return Rated(**{**data, "scores": scores})


def step_data(step: Step) -> Data:
    return vars(step) | {"detail": dict(step.detail)}


def step_from(data: Mapping[str, Any]) -> Step:
    return Step(**data)


def outcome_data(outcome: Outcome) -> Data:
    """`shown` is for readers; it follows from `exact`."""
    exact = None if outcome.exact is None else str(outcome.exact)
    named = {"subject": outcome.subject, "exact": exact, "shown": outcome.shown, "level": outcome.level}
    return named | {"explanation": [step_data(step) for step in outcome.explanation]}


def outcome_from(data: Mapping[str, Any]) -> Outcome:
    exact = None if data["exact"] is None else Fraction(data["exact"])
    steps = tuple(step_from(step) for step in data["explanation"])
    return Outcome(data["subject"], exact, data["level"], steps)


def tie_data(tie: Tie) -> Data:
    return vars(tie) | {"subjects": list(tie.subjects)}


def tie_from(data: Mapping[str, Any]) -> Tie:
    return Tie(data["level"], data["places"], tuple(data["subjects"]))


def warning_data(warning: Warning) -> Data:
    return {"code": warning.code, **warning.numbers}


def warning_from(data: Mapping[str, Any]) -> Warning:
    return Warning(data["code"], {key: value for key, value in data.items() if key != "code"})


def rating_data(rating: Rating) -> Data:
    return {
        "results": [outcome_data(one) for one in rating.outcomes],
        "ties": [tie_data(one) for one in rating.ties],
        "warnings": [warning_data(one) for one in rating.warnings],
    }


def rating_from(data: Mapping[str, Any]) -> Rating:
    return Rating(
        tuple(map(outcome_from, data["results"])),
        tuple(map(tie_from, data["ties"])),
        tuple(map(warning_from, data["warnings"])),
    )


WRITERS: dict[type, Callable[[Any], Data]] = {
    Rated: rated_data,
    Step: step_data,
    Outcome: outcome_data,
    Tie: tie_data,
    Warning: warning_data,
    Rating: rating_data,
}
READERS: dict[type, Callable[[Mapping[str, Any]], Any]] = {
    Rated: rated_from,
    Step: step_from,
    Outcome: outcome_from,
    Tie: tie_from,
    Warning: warning_from,
    Rating: rating_from,
}
