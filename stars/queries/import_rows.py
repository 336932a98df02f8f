"""Whom a row of a list means. A household is found by group and number, a business by its name.

A person whose name stands on the village's list, or earlier in the list that was read, is asked about, unless group
or a distinguishing word say who it is: people are never joined by a guess.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from stars.models import Subject

Kind = Subject.Kind
NEW, THERE, CHANGED, ASK, SAME_ROW = "new", "there", "changed", "ask", "same_row"
OTHER = "other"
Key = tuple[str, str, str]


@dataclass
class Planned:
    """One row. `subject`: whom it means, None if new; `candidates`: (answer, label) of those it may mean; `changes`:
    field → (before, after); `enters`: it takes him into the round; `wrong_word`: the answer does not tell him apart."""

    number: int
    values: Mapping[str, object]
    answer: Mapping[str, str]
    action: str = NEW
    subject: Subject | None = None
    candidates: list[tuple[str, str]] = field(default_factory=list)
    changes: dict[str, tuple] = field(default_factory=dict)
    enters: bool = False
    wrong_word: bool = False

    @property
    def name(self) -> str:
        return str(self.values["name"])

    @property
    def alias(self) -> str:
        return self.answer.get("word") or str(self.values.get("alias", ""))

    @property
    def key(self) -> Key:
        return self.name, str(self.values["group"]), self.alias

    @property
    def label(self) -> str:
        apart = "，".join(filter(None, (self.key[1], str(self.values.get("number", "")), self.alias)))
        return f"{self.name}（{apart}）" if apart else self.name


class Finder:
    """Row after row; a subject is meant by one row only."""

    def __init__(self, kind: str, subjects: Iterable[Subject]):
        self.kind = kind
        self.subjects = {str(one.pk): one for one in subjects}
        self.households = {(one.group, one.number): one for one in self.subjects.values()}
        self.exact = {(one.name, one.group, one.alias): one for one in self.subjects.values()}
        self.named: dict[str, list[Subject]] = {}
        for one in self.subjects.values():
            self.named.setdefault(one.name, []).append(one)
        self.meant: set[int] = set()
        self.keys: set[Key] = set(self.exact)
        self.rows: dict[str, list[Planned]] = {}

    def place(self, row: Planned) -> None:
        """Set `action` and `subject`, or `candidates` where it must be asked."""
        if self.kind == Kind.HOUSEHOLD:
            found = self.households.get((row.values["group"], row.values["number"]))
        else:
            found = self.exact.get(row.key)
        if self.kind != Kind.PERSON or (found and self._is_certain(row, found)):
            self._means(row, found)
        else:
            self._ask(row)
        self.rows.setdefault(row.name, []).append(row)

    def _is_certain(self, row: Planned, found: Subject) -> bool:
        """Group or word say that it is he; a bare name does not."""
        return found.pk not in self.meant and bool(row.key[1] or row.key[2]) and not row.answer

    def _means(self, row: Planned, subject: Subject | None) -> None:
        row.subject, row.action = subject, THERE if subject else NEW
        if subject:
            self.meant.add(subject.pk)
        self.keys.add(row.key)

    def _ask(self, row: Planned) -> None:
        row.candidates = [*self._on_the_list(row.name), *self._earlier(row.name)]
        said = row.answer.get("who", "")
        if not row.candidates or (said == OTHER and self._told_apart(row)):
            self._means(row, None)
        elif said in dict(row.candidates) and said.startswith("row-"):
            row.action = SAME_ROW
        elif said in dict(row.candidates) and self._may_become(row, self.subjects[said]):
            self._means(row, self.subjects[said])
        else:
            row.action, row.wrong_word = ASK, bool(said)

    def _on_the_list(self, name: str) -> list[tuple[str, str]]:
        free = (one for one in self.named.get(name, ()) if one.pk not in self.meant)
        return [(str(one.pk), one.label) for one in free]

    def _earlier(self, name: str) -> list[tuple[str, str]]:
        rows = (row for row in self.rows.get(name, ()) if row.action != SAME_ROW)
        return [(f"row-{row.number}", row.label) for row in rows]

    def _told_apart(self, row: Planned) -> bool:
        return bool(row.key[1] or row.key[2]) and row.key not in self.keys

    def _may_become(self, row: Planned, subject: Subject) -> bool:
        """Whether the row's group and word are free for him; empty ones leave his as they are."""
        key = (row.name, row.key[1] or subject.group, row.key[2] or subject.alias)
        return key == (subject.name, subject.group, subject.alias) or key not in self.keys
