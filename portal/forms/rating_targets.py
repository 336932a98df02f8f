"""What is typed on the pages of targets: many in a table, one with its self-check."""

from dataclasses import dataclass

from stars.queries.targets import aim_of

VERSION, AIM, NOTE = "version-", "aim-", "note-"


@dataclass(frozen=True)
class TypedRow:
    """One row of the table as it was typed. `changed`: against what the page showed."""

    entry_id: int
    version: int | None
    aim: str
    note: str
    changed: bool

    @property
    def told(self) -> dict:
        kind, level = aim_of(self.aim)
        return {
            "entry_id": self.entry_id,
            "kind": kind,
            "level": level,
            "note": self.note,
            "version": self.version,
        }


def version_typed(value: str) -> int | None:
    """None where there was no target; -1, which fits none, where it is no number."""
    if not value:
        return None
    return int(value) if value.isdecimal() and len(value) < 9 else -1


def rows_typed(data) -> list[TypedRow]:
    found = []
    for name in data:
        key = name.removeprefix(VERSION)
        if key == name or not key.isdecimal() or len(key) > 15:
            continue
        aim, note = data.get(f"{AIM}{key}", ""), data.get(f"{NOTE}{key}", "").strip()
        was_aim, was_note = data.get(f"was-{AIM}{key}", ""), data.get(f"was-{NOTE}{key}", "").strip()
        # The table has one line for a note: the breaks of a longer one are lost in it, and that is no change.
        note = was_note if note.split() == was_note.split() else note
        changed = bool(aim) and (aim, note) != (was_aim, was_note)
        found.append(TypedRow(int(key), version_typed(data[name]), aim, note, changed))
    return found


def checks_typed(data) -> dict[str, tuple[str, str]]:
    """Line of the self-check → (answer, note) of those that were answered."""
    found = {}
    for name in data:
        key = name.removeprefix("answer-")
        if key != name and data[name]:
            found[key] = (data[name], data.get(f"check-note-{key}", ""))
    return found
