"""What may be said of a subject, for entering by hand and for imports alike."""

from dataclasses import dataclass

from stars.models import Subject
from stars.plain_names import long_number
from stars.rules.book import Category
from stars.services.fitting import fitting
from stars.subject_errors import (
    HouseholdPlaceMissing,
    NameMissing,
    NamesakeHere,
    NoLifetime,
    NumberTaken,
    PersonalNumber,
    WrongHousehold,
)

Kind = Subject.Kind
LIMITS = {"name": 100, "group": 40, "number": 20, "alias": 40}
UNSAID = -1


@dataclass(frozen=True)
class SubjectValues:
    """`group` and `number` find a household; `alias` tells namesakes apart; `household_id`: where a person belongs;
    `previous_level`: 0–5, None for a first rating, UNSAID to leave it as it is."""

    name: str
    group: str = ""
    number: str = ""
    alias: str = ""
    lifetime: bool = False
    household_id: int | None = None
    previous_level: int | None = UNSAID


def write_values(subject: Subject, values: SubjectValues, table: Category) -> None:
    """Put what was said into the row, or refuse it. The row is not saved."""
    for name, limit in LIMITS.items():
        setattr(subject, name, plain(getattr(values, name), limit))
    if subject.kind != Kind.HOUSEHOLD:
        subject.number = ""
    elif not (subject.group and subject.number):
        raise HouseholdPlaceMissing
    if not subject.name:
        raise NameMissing
    if values.lifetime and not table.lifetime_level:
        raise NoLifetime
    subject.lifetime = values.lifetime
    subject.household = household_of(subject, values.household_id)
    refuse_twin(subject)


def plain(text: str, limit: int) -> str:
    """On one line, with no number that looks like an ID, phone or card number."""
    return " ".join(harmless(text, limit).split())


def harmless(text: str, limit: int) -> str:
    text = fitting(text, limit)
    if found := long_number(text):
        raise PersonalNumber(found)
    return text


def household_of(subject: Subject, household_id: int | None) -> Subject | None:
    if household_id is None or subject.kind != Kind.PERSON:
        return None
    found = Subject.objects.present().filter(pk=household_id, owner=subject.owner_id, kind=Kind.HOUSEHOLD)
    if household := found.first():
        return household
    raise WrongHousehold


def refuse_twin(subject: Subject) -> None:
    """Two with the same group and number, or the same name and nothing that tells them apart."""
    others = Subject.objects.present().filter(owner=subject.owner, category=subject.category)
    others = others.exclude(pk=subject.pk).filter(group=subject.group)
    if subject.kind == Kind.HOUSEHOLD:
        if twin := others.filter(number=subject.number).first():
            raise NumberTaken(twin.label)
    elif twin := others.filter(name=subject.name, alias=subject.alias).first():
        raise NamesakeHere(twin.label)
