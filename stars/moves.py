"""The one way a state changes: a guarded update that exactly one person can win, with its history row."""

from dataclasses import dataclass

from django.db import models

from stars.errors import ReasonNeeded, Stale, WrongState


@dataclass(frozen=True)
class Move:
    """One allowed step: `action` leads from any of `sources` to `to`; `needs_reason` asks for words."""

    action: str
    sources: tuple[str, ...]
    to: str
    needs_reason: bool = False


class MoveTable:
    """The moves of one kind of object, found by action."""

    def __init__(self, *moves: Move):
        self.moves = {move.action: move for move in moves}

    def allows(self, state: str, action: str) -> bool:
        return state in self.moves[action].sources


def move(row: models.Model, table: MoveTable, action: str, *, actor, reason: str = "") -> None:
    """Take one step of `table`: the row must still have the state and version that the caller read.

    Raises WrongState if the table has no such move from here, ReasonNeeded if it asks for words and there are
    none, Stale if somebody else was first.
    """
    step = table.moves[action]
    if row.state not in step.sources:
        raise WrongState
    if step.needs_reason and not reason.strip():
        raise ReasonNeeded
    changed = (
        type(row)
        ._default_manager.filter(pk=row.pk, state=row.state, version=row.version)
        .update(state=step.to, version=row.version + 1)
    )
    if not changed:
        raise Stale
    row.state, row.version = step.to, row.version + 1
    type(row).history.bulk_history_create(
        [row], update=True, default_user=actor, default_change_reason=(reason or action)[:100]
    )
