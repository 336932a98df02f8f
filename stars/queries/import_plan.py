"""What a list that was read would do, row by row, as the village's list stands now."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from stars.digests import plain_digest
from stars.models import Entry, Subject, SubjectImport
from stars.queries.import_rows import ASK, CHANGED, NEW, SAME_ROW, THERE, Finder, Planned
from stars.subject_kinds import kind_of

# In the order in which they are shown: first what needs an answer.
ACTIONS = (ASK, CHANGED, NEW, SAME_ROW, THERE)
FIELDS = ("name", "group", "alias", "lifetime")


@dataclass(frozen=True)
class Plan:
    rows: tuple[Planned, ...]

    def of(self, action: str) -> list[Planned]:
        return [row for row in self.rows if row.action == action]

    @cached_property
    def counts(self) -> dict[str, int]:
        return {action: len(self.of(action)) for action in ACTIONS}

    @property
    def entering(self) -> list[Planned]:
        return [row for row in self.rows if row.enters]

    @property
    def does_something(self) -> bool:
        return bool(self.counts[NEW] or self.counts[CHANGED] or self.entering)

    @cached_property
    def mark(self) -> str:
        """Of what was shown; it is another one when the village's list has changed since."""
        return plain_digest({"rows": [told(row) for row in self.rows]})


def told(row: Planned) -> list:
    subject = row.subject.pk if row.subject else 0
    return [row.number, row.action, row.alias, subject, row.enters, sorted(row.changes)]


def plan_import(read: SubjectImport) -> Plan:
    """Two queries; `read` comes with its round."""
    present = Subject.objects.present().filter(owner=read.round.organiser_id, category=read.category)
    entries = {one.subject_id: one for one in Entry.objects.filter(round=read.round_id, subject__in=present)}
    finder = Finder(kind_of(read.category), present)
    rows = []
    for row in read.rows:
        answer = read.answers.get(str(row["number"]), {})
        planned = Planned(row["number"], row["values"], answer)
        finder.place(planned)
        compare(planned, entries)
        rows.append(planned)
    return Plan(tuple(rows))


def compare(row: Planned, entries: Mapping[int, Entry]) -> None:
    """What the row would change of whom it means, and whether it takes him into the round."""
    if row.action not in (NEW, THERE):
        return
    entry = entries.get(row.subject.pk) if row.subject else None
    row.enters = entry is None
    if row.subject is None:
        return
    wanted = {name: row.values.get(name) for name in FIELDS} | {"alias": row.alias}
    before = {name: getattr(row.subject, name) for name in FIELDS}
    if entry is not None:
        wanted["level"], before["level"] = row.values.get("level"), entry.previous_level
    said = {name: value for name, value in wanted.items() if value not in (None, "")}
    row.changes = {name: (before[name], value) for name, value in said.items() if value != before[name]}
    row.action = CHANGED if row.changes else THERE
